"""What menus say in each language of the bot; what is typed and sent stays the same everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Location

from bot import words
from bot.cog import Feature
from bot.discord._commands import SPOILER

Context = app_commands.TranslationContext[Any, Any]


class Translator(app_commands.Translator):
    """Features in the words of ``bot.words``. English is given under its own name, too: else one English may get
    another's place.
    """

    def __init__(self, features: Mapping[str, Feature]) -> None:
        self._features = features
        self._menus = {feature.on_message: feature for feature in features.values() if feature.on_message}

    async def translate(self, string: app_commands.locale_str, locale: discord.Locale, context: Context) -> str | None:
        """The text in a language; None where it is not one of ours, and where a name is the same in all."""
        language = words.known_language(locale.value)
        if language is None:
            return None
        with words.speaking(language):
            return self._said(string.message, context)

    def _said(self, text: str, context: Context) -> str | None:
        data = context.data
        match context.location:
            case Location.command_name if isinstance(data, app_commands.ContextMenu):
                return words.localised(self._menus[text]).on_message
            case Location.command_description:
                return words.localised(self._features[data.name]).sentence
            case Location.parameter_name:
                return words.localised_option(text)
            case Location.parameter_description:
                return self._option(data.command.name, data.name)
            case Location.choice_name:
                return words.localised_choice(text)
        return None

    def _option(self, feature: str, option: str) -> str:
        parameter = words.localised(self._features[feature]).parameter(option)
        if parameter:
            return parameter.sentence
        return words.spoiler_option() if option == SPOILER else words.file_option()
