"""Discord: every feature as a real slash command, and every answer as one message that shows its own progress.

Knows the desk, the jobs and the store, and no other platform. The parts:

``_commands``    compiles features into cogs of the library, ``_translator`` gives their menus other languages
``_intake``      reads what a person gave, ``_files`` fetches what they attached, ``_recent`` completes what they type
``_form``        asks for what is missing
``_buttons``     outlive a restart
``_render``      lays replies out
``_post``        brings answers to their place, ``_trace`` finds that place after a restart
``_client``      is the connection, ``_intents`` what it may see, ``_presence`` what people listen to
``_look``        is for the check-up
``_offers``      puts a button under links that people post
``_mishaps``     is what goes wrong
``_surface``     joins them

Discord waits three seconds for the first response to a command, a button or a form, so that response is always the
first thing awaited. The token of an interaction lives for 15 minutes; what takes longer is sent by the bot's own
route, or to the person where the bot has no seat.
"""

from bot.discord._client import application_of, invitation
from bot.discord._look import missing_intents
from bot.discord._surface import Discord

__all__ = ["Discord", "application_of", "invitation", "missing_intents"]
