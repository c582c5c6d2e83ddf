"""Everything the bot says to people, each sentence a function: reviewable, testable, ready to be translated."""

from bot.words import (
    _catalogue,
    _chats,
    _collage,
    _diffusion,
    _ear,
    _engine,
    _features,
    _house,
    _languages,
    _listening,
    _page,
    _pictures,
    _privacy,
    _refusals,
    _remix,
    _rules,
    _similar,
    _slack,
    _songs,
    _sources,
    _story,
    _text,
    _tools,
)
from bot.words._catalogue import *
from bot.words._chats import *
from bot.words._collage import *
from bot.words._diffusion import *
from bot.words._ear import *
from bot.words._engine import *
from bot.words._features import *
from bot.words._house import *
from bot.words._languages import *
from bot.words._listening import *
from bot.words._page import *
from bot.words._pictures import *
from bot.words._privacy import *
from bot.words._refusals import *
from bot.words._remix import *
from bot.words._rules import *
from bot.words._similar import *
from bot.words._slack import *
from bot.words._songs import *
from bot.words._sources import *
from bot.words._story import *
from bot.words._text import *
from bot.words._tools import *

__all__: list[str] = []
__all__ += _catalogue.__all__
__all__ += _chats.__all__
__all__ += _collage.__all__
__all__ += _diffusion.__all__
__all__ += _ear.__all__
__all__ += _engine.__all__
__all__ += _features.__all__
__all__ += _house.__all__
__all__ += _languages.__all__
__all__ += _listening.__all__
__all__ += _page.__all__
__all__ += _pictures.__all__
__all__ += _privacy.__all__
__all__ += _refusals.__all__
__all__ += _remix.__all__
__all__ += _rules.__all__
__all__ += _similar.__all__
__all__ += _slack.__all__
__all__ += _songs.__all__
__all__ += _sources.__all__
__all__ += _story.__all__
__all__ += _text.__all__
__all__ += _tools.__all__
