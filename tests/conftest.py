"""What holds for all tests: an English terminal; hypothesis looks for new examples at home, and not where CI is set."""

import os

from hypothesis import settings

os.environ["LC_ALL"] = "C.UTF-8"  # the bot answers a terminal in its own language

settings.register_profile("home", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "home")
