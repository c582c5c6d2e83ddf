"""What Slack accepts as Block Kit, written down from its reference and not from the library that is tested."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Block = dict[str, Any]
Problems = Iterator[str]

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
MOST_CHARACTERS = 13_200  # of all texts in one message's blocks


def problems(blocks: object, kind: str) -> list[str]:
    """What Slack would find wrong with the blocks of a 'message' or a 'modal'; empty when nothing is."""
    if not isinstance(blocks, list) or not blocks:
        return ["no blocks"]
    found = list(_unique(blocks, "block_id"))
    if len(blocks) > MOST_BLOCKS[kind]:
        found.append(f"{len(blocks)} blocks")
    if kind == "message" and sum(map(len, texts(blocks))) > MOST_CHARACTERS:
        found.append("blocks too long")
    for block in blocks:
        if kind != "modal" and block["type"] == "input":
            found.append("an input outside a modal")
        found += CHECKS[block["type"]](block)
    return found


def texts(value: object) -> Iterator[str]:
    """Every text that people see in blocks."""
    if isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name == "text" and isinstance(each, str):
                yield each
            else:
                yield from texts(each)


def elements(blocks: object, kind: str) -> list[Block]:
    """All elements of a type, such as 'button', anywhere in blocks."""
    if isinstance(blocks, list):
        return [found for each in blocks for found in elements(each, kind)]
    if not isinstance(blocks, dict):
        return []
    inside = [found for each in blocks.values() for found in elements(each, kind)]
    return [blocks, *inside] if blocks.get("type") == kind else inside


def plain(value: Any, most: int) -> Problems:
    """A plain text object."""
    yield from _keys(value, {"type", "text"}, {"emoji"})
    if value.get("type") != "plain_text":
        yield "text must be plain"
    yield from _length(value.get("text"), most)


def _marked(value: Any, most: int) -> Problems:
    if value.get("type") != "mrkdwn":
        yield from plain(value, most)
        return
    yield from _keys(value, {"type", "text"}, {"verbatim"})
    yield from _length(value.get("text"), most)


def _section(block: Block) -> Problems:
    yield from _keys(block, {"type"}, {"block_id", "text", "fields", "accessory"})
    if "text" not in block and "fields" not in block:
        yield "an empty section"
    if "text" in block:
        yield from _marked(block["text"], 3000)
    if len(block.get("fields", [])) > 10:
        yield "more than 10 fields"
    for each in block.get("fields", []):
        yield from _marked(each, 2000)
    if "accessory" in block:
        yield from _button(block["accessory"])


def _image(block: Block) -> Problems:
    yield from _keys(block, {"type", "alt_text"}, {"block_id", "image_url", "slack_file", "title"})
    yield from _length(block.get("alt_text"), 2000)
    if ("image_url" in block) == ("slack_file" in block):
        yield "an image needs one source"


def _context(block: Block) -> Problems:
    yield from _keys(block, {"type", "elements"}, {"block_id"})
    if not 1 <= len(block["elements"]) <= 10:
        yield "1 to 10 context elements"
    for each in block["elements"]:
        yield from _marked(each, 3000)


def _actions(block: Block) -> Problems:
    yield from _keys(block, {"type", "elements"}, {"block_id"})
    if not 1 <= len(block["elements"]) <= 25:
        yield "1 to 25 actions"
    yield from _unique(block["elements"], "action_id")
    for each in block["elements"]:
        yield from _button(each)


def _button(element: Block) -> Problems:
    yield from _keys(element, {"type", "text", "action_id"}, {"value", "style", "url"})
    yield from plain(element["text"], 75)
    yield from _length(element["action_id"], 255)
    yield from _length(element.get("value", "-"), 2000)
    yield from _length(element.get("url", "-"), 3000)


def _header(block: Block) -> Problems:
    yield from _keys(block, {"type", "text"}, {"block_id"})
    yield from plain(block["text"], 150)


def _carousel(block: Block) -> Problems:
    yield from _keys(block, {"type", "elements"}, {"block_id"})
    if not 1 <= len(block["elements"]) <= 10:
        yield "1 to 10 cards"
    for card in block["elements"]:
        yield from _card(card)


def _card(card: Block) -> Problems:
    yield from _keys(card, {"type"}, {"block_id", "hero_image", "icon", "title", "subtitle", "body", "actions"})
    if card["type"] != "card" or not card.keys() & {"hero_image", "title", "actions", "body"}:
        yield "a card shows something"
    for name, most in (("title", 150), ("subtitle", 150), ("body", 200)):
        if name in card:
            yield from _marked(card[name], most)
    for each in card.get("actions", []):
        yield from _button(each)


def _input(block: Block) -> Problems:
    yield from _keys(block, {"type", "label", "element"}, {"block_id", "hint", "optional", "dispatch_action"})
    yield from plain(block["label"], 2000)
    yield from plain(block.get("hint", {"type": "plain_text", "text": "-"}), 2000)
    yield from INPUTS[block["element"]["type"]](block["element"])


def _text_input(element: Block) -> Problems:
    yield from _keys(element, {"type", "action_id"}, {"multiline", "max_length", "initial_value", "placeholder"})
    most = element.get("max_length", 3000)
    if most > 3000 or len(element.get("initial_value", "")) > most:
        yield "a text field is too long"


def _number_input(element: Block) -> Problems:
    required = {"type", "action_id", "is_decimal_allowed"}
    yield from _keys(element, required, {"min_value", "max_value", "initial_value", "placeholder"})
    for name in ("min_value", "max_value", "initial_value"):
        if not isinstance(element.get(name, ""), str):
            yield f"{name} must be a text"
    given = int(element.get("initial_value", element.get("min_value", 0)))
    if not int(element.get("min_value", given)) <= given <= int(element.get("max_value", given)):
        yield "the initial number is out of range"


def _select(element: Block) -> Problems:
    yield from _keys(element, {"type", "action_id", "options"}, {"initial_option", "placeholder"})
    if not 1 <= len(element["options"]) <= 100:
        yield "1 to 100 options"
    if "initial_option" in element and element["initial_option"] not in element["options"]:
        yield "the initial option is none"
    for option in element["options"]:
        yield from _keys(option, {"text", "value"}, set())
        yield from plain(option["text"], 75)
        yield from _length(option["value"], 150)


def _file_input(element: Block) -> Problems:
    yield from _keys(element, {"type", "action_id"}, {"filetypes", "max_files"})
    if not 1 <= element.get("max_files", 10) <= 10:
        yield "1 to 10 files"


def _divider(block: Block) -> Problems:
    yield from _keys(block, {"type"}, {"block_id"})


CHECKS: dict[str, Callable[[Block], Problems]] = {
    "section": _section,
    "image": _image,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "divider": _divider,
    "header": _header,
    "carousel": _carousel,
    "card": _card,
}
INPUTS: dict[str, Callable[[Block], Problems]] = {
    "plain_text_input": _text_input,
    "number_input": _number_input,
    "static_select": _select,
    "file_input": _file_input,
}


def _keys(value: Block, required: set[str], optional: set[str]) -> Problems:
    if missing := required - value.keys():
        yield f"{value.get('type')} lacks {sorted(missing)}"
    if unknown := value.keys() - required - optional:
        yield f"{value.get('type')} knows no {sorted(unknown)}"


def _length(text: object, most: int) -> Problems:
    if not isinstance(text, str) or not 1 <= len(text) <= most:
        yield f"a text of 1 to {most} characters is wanted: {str(text)[:40]!r}"


def _unique(values: list[Block], name: str) -> Problems:
    ids = [value[name] for value in values if name in value]
    if len(ids) != len(set(ids)):
        yield f"{name} is there twice"
