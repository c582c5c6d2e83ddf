"""Discord: every feature as a real slash command, and every answer as one message that shows its own progress.

Knows the desk, the jobs and the store, and no other platform. The parts: ``_commands`` compiles features into cogs of
the library, ``_intake`` reads what a person gave, ``_form`` asks for what is missing, ``_buttons`` are what outlives
a restart, ``_render`` lays replies out, ``_post`` brings them to their place, ``_client`` is the connection, and
``_surface`` joins them.

Discord waits three seconds for the first response to a command, a button or a form, so that response is always the
first thing awaited. The token of an interaction lives for 15 minutes; what takes longer, or was interrupted by a
restart, is sent by the bot's own route.
"""

from bot.discord._surface import Discord

__all__ = ["Discord"]
