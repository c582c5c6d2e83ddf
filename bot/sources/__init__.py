"""Where songs come from: links, public catalogues and the one client that asks them. Knows no chat platform."""

from bot.sources.client import Client, Deadline, Failed, Host, Missing
from bot.sources.track import Kind, Link, Preview, Track

__all__ = ["Client", "Deadline", "Failed", "Host", "Kind", "Link", "Missing", "Preview", "Track"]
