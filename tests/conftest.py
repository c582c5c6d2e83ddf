"""What holds for all tests: hypothesis looks for new examples at home, and for the same ones wherever CI is set."""

import os

from hypothesis import settings

settings.register_profile("home", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "home")
