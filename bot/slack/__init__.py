"""Slack as a surface: cogs become Bolt listeners, answers become Block Kit messages. Speaks Socket Mode only.

==========================  ====================================================================================
a person                    and the listener
==========================  ====================================================================================
types ``/name words``       a command; with something required missing it opens the form
sends the form              a view submission; the form keeps the place that it was opened from
mentions the bot            ``app_mention``, in threads too; the same grammar, files on the message are uploads
writes to the bot alone     ``message`` in direct messages; as a mention
uses a message's menu       a message shortcut for each feature with ``on_message``
presses a button            one action for every move (its value is ``Move.code``), one for cancelling
==========================  ====================================================================================

Every listener acknowledges first and works afterwards. Nothing is read from a channel's history.
"""

from bot.slack._surface import Slack

__all__ = ["Slack"]
