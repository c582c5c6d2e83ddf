"""What Discord refuses: the limits of its commands, components, forms and messages, as it documents them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Body = dict[str, Any]

EPHEMERAL, COMPONENTS_V2 = 1 << 6, 1 << 15
ROW, BUTTON, SELECT, TEXT_INPUT = 1, 2, 3, 4
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL, FILE_UPLOAD = 9, 10, 11, 12, 13, 14, 17, 18, 19
STRING, INTEGER, BOOLEAN, ATTACHMENT = 3, 4, 5, 11
CHAT_INPUT, MESSAGE_MENU = 1, 3
NAME = re.compile(r"[-_a-z0-9]{1,32}")


LOCALES = set(
    re.findall(
        r"\S+",
        """
    bg cs da de el en-GB en-US es-419 es-ES fi fr hi hr hu id it ja ko lt
    nl no pl pt-BR ro ru sv-SE th tr uk vi zh-CN zh-TW
""",
    )
)
LONGEST_COMMAND = 8000
LARGEST_NUMBER = 2**53


class Refused(Exception):
    """A request that Discord would not take: HTTP status, its own code, and why.

    ``fault``: the world is to blame (a dead token, a closed channel) and not the one who asked.
    """

    def __init__(self, why: str, status: int = 400, code: int = 50035, fault: bool = False) -> None:
        super().__init__(why)
        self.status = status
        self.code = code
        self.fault = fault


def demand(holds: object, why: str) -> None:
    """Refuse what does not hold."""
    if not holds:
        raise Refused(why)


def check_commands(commands: list[Body]) -> None:
    """The whole list of an application's commands."""
    names = [(command["type"], command["name"]) for command in commands]
    demand(len(set(names)) == len(names), "two commands of one name")
    demand(sum(kind == CHAT_INPUT for kind, _ in names) <= 100, "more than 100 slash commands")
    demand(sum(kind == MESSAGE_MENU for kind, _ in names) <= 15, "more than 15 message menus")
    for command in commands:
        demand(set(command["integration_types"]) <= {0, 1}, "integration types")
        demand(set(command["contexts"]) <= {0, 1, 2}, "contexts")
        (_check_slash if command["type"] == CHAT_INPUT else _check_menu)(command)


def _check_menu(command: Body) -> None:
    demand(1 <= len(command["name"]) <= 32, "a menu's name has 1 to 32 characters")
    demand(not command.get("description") and not command.get("options"), "a menu has no description and no options")
    for locale, name in (command.get("name_localizations") or {}).items():
        demand(locale in LOCALES and 1 <= len(name) <= 32, f"a menu's name in {locale}")


def _check_slash(command: Body) -> None:
    options = command["options"]
    _check_names(command, "a command")
    demand(len(options) <= 25, "more than 25 options")
    required = [option.get("required", False) for option in options]
    demand(required == sorted(required, reverse=True), "required options come first")
    demand(len({option["name"] for option in options}) == len(options), "two options of one name")
    for locale in LOCALES:
        shown = [(option.get("name_localizations") or {}).get(locale, option["name"]) for option in options]
        demand(len(set(shown)) == len(shown), f"two options of one name in {locale}")
    for option in options:
        _check_names(option, "an option")
        _check_option(option)
    demand(_length(command) <= LONGEST_COMMAND, f"a command of {_length(command)} characters")


def _check_names(named: Body, what: str) -> None:
    """Names and descriptions in all languages; a localised name may have letters of any script, in lower case."""
    demand(NAME.fullmatch(named["name"]), f"{what}'s name")
    demand(1 <= len(named["description"]) <= 100, f"{what}'s description")
    for locale, name in (named.get("name_localizations") or {}).items():
        fits = re.fullmatch(r"[-_'\w]{1,32}", name) and name == name.lower()
        demand(locale in LOCALES and fits, f"{what}'s name in {locale}: {name}")
    for locale, description in (named.get("description_localizations") or {}).items():
        demand(locale in LOCALES and 1 <= len(description) <= 100, f"{what}'s description in {locale}")


def _check_option(option: Body) -> None:
    choices = option.get("choices", ())
    demand(len(choices) <= 25, "more than 25 choices")
    demand(not (choices and option.get("autocomplete")), "choices and autocompletion exclude each other")
    demand(not option.get("autocomplete") or option["type"] in (STRING, INTEGER), "what can be completed")
    demand(option["type"] in (STRING, INTEGER, BOOLEAN, ATTACHMENT), "an option's type")
    for bound in ("min_value", "max_value"):
        demand(abs(option.get(bound, 0)) <= LARGEST_NUMBER, f"{bound} of an option")
    check_choices(list(choices))


def check_choices(choices: list[Body]) -> None:
    """What an option offers, declared or while somebody types."""
    demand(len(choices) <= 25, "more than 25 choices")
    for choice in choices:
        demand(1 <= len(choice["name"]) <= 100, "a choice's name of 1 to 100 characters")
        demand(not isinstance(choice["value"], str) or 1 <= len(choice["value"]) <= 100, "a choice's value")
        for locale, name in (choice.get("name_localizations") or {}).items():
            demand(locale in LOCALES and 1 <= len(name) <= 100, f"a choice's name in {locale}")


def _length(described: Body) -> int:
    """Characters of a command as Discord counts them: the longest language of each name, description and value."""
    parts = (
        [*(described.get(f"{n}_localizations") or {}).values(), described.get(n, "")] for n in ("name", "description")
    )
    own = sum(max(map(len, part)) for part in parts) + len(str(described.get("value", "")))
    return own + sum(_length(inner) for n in ("options", "choices") for inner in described.get(n, ()))


def walk(components: list[Body]) -> Iterator[Body]:
    """Every component, nested ones too."""
    for component in components:
        yield component
        yield from walk(component.get("components", []))
        for inner in ("accessory", "component"):
            if inner in component:
                yield from walk([component[inner]])


def check_message(body: Body, files: dict[int, Body], most: int) -> None:
    """A message's payload with the files that came beside it (by their number), none larger than ``most`` bytes."""
    components = body.get("components") or []
    flags = body.get("flags", 0)
    demand(body.get("allowed_mentions") == {"parse": []}, "this bot mentions nobody")
    for file in files.values():
        if len(file["data"]) > most:
            raise Refused("Request entity too large", 413, 40005)
    named = _check_attachments(body.get("attachments", []), files)
    if flags & COMPONENTS_V2:
        demand(
            not body.get("content") and not body.get("embeds"), "content and components of version 2 exclude each other"
        )
        _check_components(components, named)
    else:
        demand(all(each["type"] == ROW for each in components), "components of version 2 need their flag")
        demand(len(body.get("content") or "") <= 2000, "content above 2000 characters")
        demand(body.get("content") or files, "an empty message")
        ids = [button["custom_id"] for row in components for button in _buttons(row)]
        demand(len(set(ids)) == len(ids), "two components of one custom_id")


def _check_attachments(listed: list[Body], files: dict[int, Body]) -> set[str]:
    demand({int(each["id"]) for each in listed} == set(files), "attachments that are listed and files that came differ")
    for each in listed:
        demand(each["filename"] == files[int(each["id"])]["filename"], "a file under two names")
        demand(re.fullmatch(r"[\w.-]+", each["filename"], re.ASCII), "a name that Discord would change")
        demand(1 <= len(each.get("description") or "") <= 1024, "a description of 1 to 1024 characters")
    names = {each["filename"] for each in listed}
    demand(len(names) == len(listed), "two files of one name")
    return names


def _check_components(components: list[Body], named: set[str]) -> None:
    every = list(walk(components))
    demand(components, "a message of no components")
    demand(len(every) <= 40, "more than 40 components")
    texts = [each["content"] for each in every if each["type"] == TEXT]
    demand(all(texts), "an empty text")
    demand(sum(map(len, texts)) <= 4000, "more than 4000 characters of text")
    ids = [each["custom_id"] for each in every if "custom_id" in each]
    demand(len(set(ids)) == len(ids), "two components of one custom_id")
    shown = [item for each in every if each["type"] == GALLERY for item in _items(each)]
    demand(
        {item["media"]["url"] for item in shown} == {f"attachment://{name}" for name in named}, "unshown attachments"
    )
    for each in components:
        demand(
            each["type"] in (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER), "a component at the top level"
        )
        if each["type"] == ROW:
            _buttons(each)
        if each["type"] == SECTION:
            _check_section(each)
    demand(texts or not shown, "pictures without a word")


def _check_section(section: Body) -> None:
    texts, beside = section["components"], section["accessory"]
    demand(1 <= len(texts) <= 3 and all(text["type"] == TEXT for text in texts), "a section of 1 to 3 texts")
    demand(beside["type"] in (BUTTON, THUMBNAIL), "a button or a picture beside a section")
    if beside["type"] == BUTTON:
        _check_button(beside)


def _buttons(row: Body) -> list[Body]:
    buttons: list[Body] = row["components"]
    demand(1 <= len(buttons) <= 5, "a row of 1 to 5 buttons")
    for button in buttons:
        _check_button(button)
    return buttons


def _items(gallery: Body) -> list[Body]:
    items: list[Body] = gallery["items"]
    demand(1 <= len(items) <= 10, "a gallery of 1 to 10 pictures")
    demand(all(1 <= len(item.get("description") or "") <= 1024 for item in items), "a picture without description")
    return items


def _check_button(button: Body) -> None:
    demand(button["type"] == BUTTON, "only buttons stand here")
    demand(1 <= len(button["custom_id"]) <= 100, "a custom_id of 1 to 100 characters")
    demand(1 <= len(button.get("label") or "") <= 80, "a label of 1 to 80 characters")


def check_form(form: Body) -> None:
    """A modal."""
    demand(1 <= len(form["title"]) <= 45, "a title of 1 to 45 characters")
    demand(1 <= len(form["custom_id"]) <= 100, "a custom_id of 1 to 100 characters")
    demand(1 <= len(form["components"]) <= 5, "1 to 5 entries")
    demand(all(label["type"] == LABEL for label in form["components"]), "entries stand in labels")
    ids = [label["component"]["custom_id"] for label in form["components"]]
    demand(len(set(ids)) == len(ids) and all(1 <= len(each) <= 100 for each in ids), "each entry has its own id")
    for label in form["components"]:
        demand(1 <= len(label["label"]) <= 45, "a label of 1 to 45 characters")
        demand(len(label.get("description") or "") <= 100, "a description of at most 100 characters")
        entry = label["component"]
        demand(entry["type"] in (SELECT, TEXT_INPUT, FILE_UPLOAD), "a kind of entry")
        if entry["type"] == SELECT:
            demand(1 <= len(entry["options"]) <= 25, "1 to 25 choices")
        if entry["type"] == FILE_UPLOAD:
            least, most = entry.get("min_values", 1), entry.get("max_values", 1)
            demand(0 <= least <= most <= 10 and most, "0 to 10 files")
            demand(least or not entry.get("required", True), "a required entry takes at least one file")
