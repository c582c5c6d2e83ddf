"""Slack as a surface: cogs become Bolt listeners, answers become Block Kit messages.

==========================  ====================================================================================
a person                    and the listener
==========================  ====================================================================================
types ``/name words``       a command; with something required missing it opens the form
sends the form              a view submission; the form keeps the place that it was opened from
mentions the bot            ``app_mention``, in threads too; the same grammar, files on the message are uploads
writes to the bot alone     ``message`` in direct messages; as a mention
drops files in a channel    ``message`` with files, where the workspace wants that
uses a message's menu       a message shortcut for each feature with ``on_message``
presses a button            one action for every move (its value is ``Move.code``), others to cancel and to delete
posts a link                ``link_shared``: a light card with a button
opens the bot's page        ``app_home_opened``: their jobs, their pictures, every feature as a button
==========================  ====================================================================================

Every listener acknowledges first and works afterwards. Nothing is read from a channel's history. The parts:

``_connection``  Socket Mode or HTTP (``_door``), one workspace or many (``_workspaces``)
``_intake``      compiles features into listeners; ``_said`` reads messages, ``_seen`` knows what came twice
``_asking``      from a request to a job; ``_form`` asks for what is missing, ``_files`` fetches, ``_people`` looks up
``_outbox``      brings answers as ``_blocks``; ``_notes`` knows the messages that show progress
``_home``        a person's own page, ``_offers`` the cards under links
``_manifest``    the app as Slack is told of it, ``_look`` the check-up
``_surface``     joins them
"""

from bot.slack._look import missing_scopes
from bot.slack._manifest import NEW_APP, manifest, yaml
from bot.slack._surface import Slack

__all__ = ["NEW_APP", "Slack", "manifest", "missing_scopes", "yaml"]
