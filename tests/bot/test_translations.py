"""Every sentence in every language: there, with the same blanks, within the platforms' limits, and not English."""

from __future__ import annotations

import ast
import inspect
import json
import logging
import re
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

import cogs
from bot import words
from bot.cog import LONGEST_SENTENCE, LONGEST_SHORTCUT, Feature, discover
from bot.config import Settings
from bot.reply import LONGEST_LABEL, LONGEST_TEXT, Fact
from bot.words import _languages
from engine.api import (
    Health,
    Hearing,
    Labels,
    Link,
    Mood,
    Motif,
    Passage,
    Picture,
    Remix,
    RemixOptions,
    Scene,
    Sound,
    Step,
    Story,
)
from engine.errors import EngineError, Overloaded
from engine.mood import _WORDS
from engine.published import Verdict

ROOT = Path(__file__).parents[2]
OTHERS = tuple(language for language in words.LANGUAGES if language != words.SOURCE)
FEATURES = discover(cogs)
DECLARED = ("feature-", "option-", "choice-")
"""Messages whose English is declared in the cogs."""
JAPANESE = {"HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "CJK", "IDEOGRAPHIC"}
LONGEST_NAME = 32  # Discord's name of an option
LONGEST_CHOICE = 100  # Discord's name of a choice
LONGEST_FIELD = 45  # Discord's label of a form's field
SAME = {
    # names, signs and numbers
    *("list-comma", "list-semicolon", "percent", "signed", "one-tempo", "page-caption", "page-percent", "mood-of-one"),
    *("slate-said", "page-slate-said", "stage-line", "step-line"),
    # words that both languages have
    *("adjective-bitter", "adjective-warm", "adjective-still", "fact-version", "links-name", "page-songs"),
    *("composition-horizon", "composition-constellation", "composition-eclipse", "fact-style", "fact-tempo"),
    *("column-song", "column-valence", "page-conversation", "key-c-major", "page-stop"),
    *("emotion-tension", "emotion-nostalgia", "label-sound", "label-groove", "label-remix"),
}
"""Messages that may read in another language as they do in English."""
UNEVEN = {"list-and"}
"""Messages that only some languages fill with all that is given."""


class Blanks(Visitor):  # type: ignore[misc]
    """Collects the variables of a message."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: Any) -> None:
        self.found.add(node.id.name)


@dataclass(frozen=True)
class Entry:
    """A message as it stands in a file."""

    path: Path
    node: ftl.Message

    @property
    def blanks(self) -> set[str]:
        visitor = Blanks()
        visitor.visit(self.node)
        return visitor.found

    @property
    def texts(self) -> list[str]:
        """What is said in it, apart from its blanks."""
        found: list[str] = []

        class Texts(Visitor):  # type: ignore[misc]
            def visit_TextElement(self, node: Any) -> None:
                found.append(node.value)

        Texts().visit(self.node)
        return found


def entries(language: str) -> Iterator[Entry]:
    for path in sorted((_languages.LOCALES / language).glob("*.ftl")):
        for node in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(node, ftl.Junk), f"{path}: {node.content}"
            if isinstance(node, ftl.Message):
                yield Entry(path, node)


FILES = {language: list(entries(language)) for language in words.LANGUAGES}
MESSAGES = {language: {each.node.id.name: each for each in FILES[language]} for language in words.LANGUAGES}


# the files


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_no_message_stands_twice(language: str) -> None:
    names = [each.node.id.name for each in FILES[language]]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_in_every_language_with_the_same_blanks(language: str) -> None:
    english = MESSAGES[words.SOURCE]
    there = {name: each for name, each in MESSAGES[language].items() if not name.startswith(DECLARED)}
    assert set(there) == set(english)
    uneven = {name for name, each in there.items() if each.blanks != english[name].blanks}
    assert uneven <= UNEVEN
    assert {english[name].path.name for name in there} <= {each.path.name for each in there.values()}


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left(language: str) -> None:
    english = MESSAGES[words.SOURCE]
    left = {
        name
        for name, each in MESSAGES[language].items()
        if name in english and each.texts == english[name].texts and any(c.isalpha() for c in "".join(each.texts))
    }
    assert left <= SAME, left - SAME


@pytest.mark.parametrize(
    ("language", "odd"),
    [
        ("de", r"[\"']|[^\s(]”|«|»|\d %|\.\.\."),
        ("fr", r"[\"'“”]|[^ \u00a0\u202f][;!?»]|« |[^\u00a0]:(?= |$)|[^\u00a0\u202f]%|\.\.\."),
        ("es", r"[\"'“”]|« | »|\d %|\.\.\.|^[^¿]*\?"),
        ("ja", r"[\"'“”]|[ぁ-んァ-ン一-龥][,!?]|[ぁ-んァ-ン一-龥]\.(?: |$)|\.\.\."),
    ],
)
def test_every_language_is_set_in_its_own_way(language: str, odd: str) -> None:
    """Quotation marks, spaces before signs, full stops."""
    odds = [text for each in FILES[language] for text in each.texts if re.search(odd, re.sub(r"`[^`]*`", "", text))]
    assert odds == []


def test_no_file_holds_letters_of_another_script() -> None:
    """A Cyrillic е looks like a Latin one and is found by no search."""
    for language, files in FILES.items():
        letters = {c for each in files for text in each.texts for c in text if c.isalpha()}
        scripts = {unicodedata.name(c).split()[0] for c in letters}
        assert scripts <= ({"LATIN"} | JAPANESE if language == "ja" else {"LATIN"})
        assert all(unicodedata.normalize("NFC", text) == text for each in files for text in each.texts)


# the code and the files


def spoken() -> Iterator[tuple[str, str, set[str]]]:
    """Every call of ``say`` in the code: where, the message (a pattern where a part is computed), what is given."""
    for path in sorted((ROOT / "bot" / "words").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say" and node.args:
                given = {keyword.arg or "**" for keyword in node.keywords}
                for name in _names(node.args[0]):
                    yield f"{path.name}:{node.lineno}", name, given


def _names(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield re.escape(str(node.value))
    elif isinstance(node, ast.JoinedStr):
        yield "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from (*_names(node.body), *_names(node.orelse))
    else:
        yield ".+"


def test_every_message_that_is_said_exists_and_gets_what_it_wants() -> None:
    for place, name, given in spoken():
        meant = [each for id_, each in MESSAGES[words.SOURCE].items() if re.fullmatch(name, id_)]
        assert meant, f"{place}: there is no {name}"
        if name != ".+" and "**" not in given:
            for language in words.LANGUAGES:
                for each in meant:
                    blanks = MESSAGES[language][each.node.id.name].blanks
                    assert blanks <= given, f"{place}: {each.node.id.name} in {language} wants {blanks - given}"


def test_every_message_is_said() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot" / "words").glob("*.py"))
    patterns = [re.compile(name) for _, name, _ in spoken() if name != ".+"]
    for name, each in MESSAGES[words.SOURCE].items():
        if each.path.stem in ("engine", "interface", "moods"):
            continue  # these are looked up by the engine's words, the page's and the moods'
        assert any(pattern.fullmatch(name) for pattern in patterns) or f'"{name}"' in code, f"nobody says {name}"


def test_the_page_says_what_there_is_and_all_of_it() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot" / "page").glob("*.js"))
    index = (ROOT / "bot" / "page" / "index.html").read_text(encoding="utf-8")
    blanks = set(re.findall(r"\{\{([a-z-]+)\}\}", index)) - {"language-label", "languages", "words"}
    said = set(re.findall(r'say\("([a-z-]+)"', code))
    assert said | blanks <= set(words.page_texts())
    assert {name for name in words.page_texts() if f'"{name}"' not in code} <= blanks


def test_what_the_page_fills_in_stands_in_braces() -> None:
    for language in words.LANGUAGES:
        with words.speaking(language):
            texts = words.page_texts()
        for name, text in texts.items():
            blanks = MESSAGES[language][f"page-{name}"].blanks
            assert set(re.findall(r"\{(\w+)\}", text)) == blanks, f"{name} in {language}"


# every function, called


MOOD = Mood(0.2, 0.1, 0.6, 0.1, -0.4, -0.3, 0.6, ("mournful", "lonely", "sombre"))
UNSURE = Mood(0.3, 0.3, 0.2, 0.2, 0.1, 0.2, 0.3, ("bold", "lively", "curious", "hopeful"))
FEATURES_HEARD = {"tempo": 121.7, "tempo_other": 60.9, "key": 3.0, "mode": 0.0, "key_confidence": 0.9}
HEARING = Hearing("ab" * 16, 83.4, ((0.0, 83.4),), FEATURES_HEARD | {"tempo_confidence": 0.2}, MOOD, b"")
GUESSED = replace(HEARING, genres={"International": 0.9, "Jazz": 0.6}, emotions={"nostalgia": 0.5, "power": 0.7})
SCENE = Scene("Rain", "low point", "sad", "rises", ("rain", "road"), "leave the lantern burning")
STORY = Story(
    (SCENE, replace(SCENE, title="Sun", role="turn", feeling=None), replace(SCENE, title="End", role="close")),
    (Link(0, 1, "motif", ("rain", "storm")), Link(1, 2, "mood", change=-0.4)),
    (Motif({0: "rain", 1: "storm"}),),
)
PASSAGE = Passage(0.0, 30.0, FEATURES_HEARD | {"tempo_confidence": 0.9}, MOOD, 0.7)
REMIX = Remix(
    Sound(b"", "audio/mpeg", 30.0), Picture(b"", "image/jpeg", 1, 1), PASSAGE, PASSAGE, 2, 1.2, -14.0, "heavy"
)
ODD_REMIX = replace(REMIX, shift=0, stretch=0.8, strength="subtle", notes=("no_beat", "turned_down"))
SAMPLES: dict[Any, tuple[Any, ...]] = {
    Remix: (REMIX, ODD_REMIX, replace(ODD_REMIX, shift=-1, stretch=1.0)),
    RemixOptions: (RemixOptions(), RemixOptions(keep="groove"), RemixOptions(keep="both", bed=False)),
    str: ("Ωmega",),
    int: (1, 2, 7, 0, 2_500_000),
    float: (0.72, 83.4),
    bool: (True, False),
    Mood: (MOOD, UNSURE),
    Hearing: (GUESSED, HEARING),
    Step: (Step("listening", 0.5), Step("waiting", 0.0, 3)),
    Health: (Health(2, 0, 0), Health(1, 1, 4)),
    Settings: (Settings(_env_file=None), Settings(_env_file=None, slack_bot_token="x", slate_noncommercial=True)),
    EngineError: (Overloaded(),),
    Verdict: (Verdict("happy", 0.7, "songs", "people"),),
    Feature: FEATURES[:1],
    Scene: (SCENE, replace(SCENE, role="middle")),
    Story: (STORY,),
    Link: STORY.links,
    Mapping[str, float]: (FEATURES_HEARD | {"energy": 0.7, "valence": 0.2},),
}
APART = {"language", "speak", "speaking", "known_language", "language_of", "terminal_language", "read_all", "version"}
APART |= {"clock", "shortened", "cut", "file_name", "capital", "field_label"}
APART |= {"localised", "localised_option", "localised_choice", "choice_meant"}
"""What says nothing of its own."""
PLAIN = {"painted_as": ("flow", "river"), "migrated": ("/data",)}
PLAIN["source_name"] = ("deezer",)
PLAIN |= {"captions": (STORY, 1, "Record"), "story_prose": (STORY, ("It rains.", "", "It ends."))}
PLAIN |= {"kit_text": ("Record", STORY), "link_sentence": (STORY, STORY.links[0])}
PLAIN["kept_name"] = ("listens",)


def sample(hint: Any, number: int) -> Any:
    """A value of that type; several for every number."""
    origin, inner = get_origin(hint), get_args(hint)
    if hint in SAMPLES:
        return SAMPLES[hint][number % len(SAMPLES[hint])]
    if origin is Literal:
        return inner[number % len(inner)]
    if origin in (Union, UnionType):
        return sample(next(each for each in inner if each is not type(None)), number)
    if origin is tuple and inner[-1] is Ellipsis:
        return tuple(sample(inner[0], each) for each in range(number % 3 + 1))
    if origin is tuple:
        return tuple(sample(each, number) for each in inner)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        keys = get_args(inner[0]) or ("alpha", "beta")
        return {key: sample(inner[1], number) for key in keys}
    if isinstance(origin, type):  # a sequence
        return [sample(inner[0], number)]
    raise AssertionError(f"give SAMPLES a {hint}")


def calls() -> Iterator[tuple[str, Callable[[], Any]]]:
    """Every public function of words with each of some samples."""
    for name in sorted(set(words.__all__) - APART):
        function = getattr(words, name)
        if not inspect.isfunction(function):
            continue
        hints = get_type_hints(function, localns={"Settings": Settings})
        parameters = inspect.signature(function).parameters.values()
        for number in range(5):
            places = [sample(hints[p.name], number) for p in parameters if p.kind is not p.KEYWORD_ONLY]
            named = {p.name: sample(hints[p.name], number) for p in parameters if p.kind is p.KEYWORD_ONLY}
            if name in PLAIN:
                places = list(PLAIN[name])
            yield name, lambda f=function, a=tuple(places), k=named: f(*a, **k)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Fact):
        yield from (value.name, value.value)
    elif isinstance(value, Labels):
        yield from asdict(value).values()
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from (*texts(key), *texts(each))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from texts(each)


def all_said(language: words.Language) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    with words.speaking(language):
        for name, call in calls():
            said.setdefault(name, []).extend(texts(call()))
    return said


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_everything_can_be_said_and_nothing_is_missing(
    language: words.Language, caplog: pytest.LogCaptureFixture
) -> None:
    _languages._log_missing.cache_clear()
    with caplog.at_level(logging.WARNING, "bot.words"):
        said = all_said(language)
    assert [record.getMessage() for record in caplog.records] == []
    for name, sentences in said.items():
        if name != "page_texts":
            assert not any("{" in each or "}" in each for each in sentences), name
        assert all(len(each) <= LONGEST_TEXT for each in sentences), name
        if name.endswith("_label"):
            assert all(0 < len(each) <= LONGEST_LABEL for each in sentences), name


@pytest.mark.parametrize("language", OTHERS)
def test_every_function_speaks_the_language(language: words.Language) -> None:
    english, said = all_said("en"), all_said(language)
    mute = {name for name in said if said[name] == english[name] and any(each.strip() for each in said[name])}
    assert mute <= {"percent", "signed", "listed", "neighbour_link", "from_engine", "story_prose"}, mute


# what is said of features


def texts_of(feature: Feature) -> Iterator[tuple[str, str]]:
    """The names of all messages that a feature wants, and its attributes."""
    id_ = f"feature-{feature.name}"
    yield id_, ""
    if feature.detail:
        yield id_, "detail"
    if feature.on_message:
        yield id_, "menu"
    for parameter in feature.parameters:
        yield id_, f"option-{parameter.name}"
        yield f"option-{parameter.name.rstrip('0123456789')}", ""
        choices = ("yes", "no") if parameter.kind == "flag" else parameter.choices
        yield from ((f"choice-{choice}", "") for choice in choices if choice not in words.OWN_NAMES)


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
@pytest.mark.parametrize("language", OTHERS)
def test_every_feature_is_described_in_every_language(language: words.Language, feature: Feature) -> None:
    missing = []
    for name, attribute in texts_of(feature):
        found = MESSAGES[language].get(name)
        there = found and (not attribute or attribute in {each.id.name for each in found.node.attributes})
        missing += [] if there else [f"{name}.{attribute}"]
    assert missing == [], "their English is declared in cogs/; translate it in features.ftl"


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_described_that_does_not_exist(language: words.Language) -> None:
    wanted = {text for feature in FEATURES for text in texts_of(feature)}
    wanted |= {("option-file", ""), ("option-spoiler", "")}
    for name, each in MESSAGES[language].items():
        if name.startswith(DECLARED):
            assert (name, "") in wanted, f"{name} in {language}"
            assert {(name, attribute.id.name) for attribute in each.node.attributes} <= wanted, f"{name} in {language}"


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_feature_fits_every_platform_in_every_language(language: words.Language, feature: Feature) -> None:
    shown = words.localised(feature, language)
    names = [words.localised_option(name, language) for name in (*(p.name for p in shown.parameters), "file", "file2")]
    assert len(names) == len(set(names))
    for name in names:
        assert 0 < len(name) <= LONGEST_NAME
        assert name == name.lower()
        assert all(c.isalnum() or c in "-_'" for c in name), name
    assert 0 < len(shown.sentence) <= LONGEST_SENTENCE
    assert len(shown.on_message) <= LONGEST_SHORTCUT
    for parameter in shown.parameters:
        assert 0 < len(parameter.sentence) <= LONGEST_SENTENCE
        choices = [words.localised_choice(choice, language) for choice in parameter.choices]
        assert len(choices) == len(set(choices))
        assert all(0 < len(choice) <= LONGEST_CHOICE for choice in choices)
        with words.speaking(language):
            assert len(words.field_label(parameter.name)) <= LONGEST_FIELD
    assert [replaced.name for replaced in shown.parameters] == [p.name for p in feature.parameters]
    assert shown.run is feature.run


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_what_surfaces_add_to_every_feature_fits_too(language: words.Language) -> None:
    with words.speaking(language):
        for sentence in (words.file_option(), words.spoiler_option()):
            assert 0 < len(sentence) <= LONGEST_SENTENCE
        for label in (words.files_label(1), words.files_label(5), words.field_label("file")):
            assert 0 < len(label) <= LONGEST_FIELD


# what the engine says


def raised() -> Iterator[str]:
    """The sentences of all errors, and the stages of all work, as the engine's code has them."""
    for path in sorted((ROOT / "engine").rglob("*.py")):
        if {"training", "bench"} & set(path.parts):
            continue  # said on the terminal to whoever trains
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and any(getattr(base, "id", "") == "EngineError" for base in node.bases):
                yield (ast.get_docstring(node) or "").strip()
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Step", *_error_names()) and node.args:
                yield from _said(node.args[0])
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "STAGE":
                yield from _said(node.value)


def _error_names() -> set[str]:
    return {each.__name__ for each in EngineError.__subclasses__()}


def _said(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.JoinedStr) and not any(
        isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name) for part in node.values if part
    ):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)


@pytest.mark.parametrize("language", OTHERS)
def test_everything_the_engine_says_is_translated(language: words.Language) -> None:
    with words.speaking(language):
        left = {text for text in raised() if words.from_engine(text) == text}
    assert left == set()


STARTS = (b"", b"some plain words", b"#EXTM3U\n", b"<!doctype html>", b"\x89PNG", b"%PDF", b"PK\x03\x04", b"BZh")
STARTS += (b"\x7fELF", b"MThd", b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", b"FLV\x01", b"MAC ", b"\0\0\0\0ftypM4A ")


@pytest.mark.parametrize("start", STARTS)
def test_what_is_wrong_with_a_file_is_told_in_every_language(start: bytes) -> None:
    from engine.audio._sniff import demuxers

    with pytest.raises(EngineError) as caught:
        demuxers(start)
    told = set()
    for language in words.LANGUAGES:
        with words.speaking(language):
            told.add(words.failure(caught.value))
    assert len(told) == len(words.LANGUAGES)


def test_numbers_of_the_engine_are_kept_and_strange_sentences_pass() -> None:
    with words.speaking("de"):
        text = "That file is 61 MiB and I take at most 50 MiB. Send it as mp3 or m4a."
        told = "Die Datei hat 61\u00a0MiB, und ich nehme höchstens 50\u00a0MiB. Schick sie als mp3 oder m4a."
        assert words.from_engine(text) == told
        assert words.from_engine("nobody knows this") == "nobody knows this"


def test_every_word_of_the_mood_model_is_translated() -> None:
    for language in words.LANGUAGES:
        names = {name.removeprefix("adjective-") for name in MESSAGES[language] if name.startswith("adjective-")}
        assert names == set(_WORDS)
    for name in _WORDS:
        assert _languages.message("en", f"adjective-{name}") == name


def test_every_composition_of_every_style_has_a_name() -> None:
    from engine.art.painter import BY_NAME

    for style in BY_NAME.values():
        for composition in style.compositions:
            assert _languages.message("en", f"composition-{composition}") == composition


# grammar


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["1 song on", "2 songs on"]),
        ("de", ["1 Song auf", "2 Songs auf"]),
        ("fr", ["1 morceau sur", "2 morceaux sur"]),
        ("es", ["1 canción en", "2 canciones en"]),
        ("ja", ["気分の平面に1曲", "気分の平面に2曲"]),
    ],
)
def test_one_and_many_are_told_apart(language: words.Language, told: list[str]) -> None:
    with words.speaking(language):
        for count, start in enumerate(told, 1):
            assert words.plane_alt(count, ("x",)).startswith(start)


@pytest.mark.parametrize(
    ("language", "parts", "joined"),
    [
        ("de", ("a", "b", "c"), "a, b und c"),
        ("fr", ("a", "b", "c"), "a, b et c"),
        ("es", ("a", "b", "c"), "a, b y c"),
        ("es", ("suave", "inquieta"), "suave e inquieta"),
        ("es", ("agua", "hielo"), "agua y hielo"),
        ("es", ("padre", "hijos"), "padre e hijos"),
        ("ja", ("a", "b", "c"), "a、b、c"),
        ("ja", ("a", "b"), "aとb"),
        ("ja", ("a",), "a"),
    ],
)
def test_lists_end_in_the_languages_own_word(language: words.Language, parts: tuple[str, ...], joined: str) -> None:
    with words.speaking(language):
        assert words.joined(parts) == joined


@pytest.mark.parametrize(
    ("language", "key", "row"),
    [
        ("en", "E flat minor", ("60 %", "−0.40", "−0.30")),
        ("de", "es-Moll", ("60\u00a0%", "−0,40", "−0,30")),
        ("fr", "mi bémol mineur", ("60\u202f%", "−0,40", "−0,30")),
        ("es", "mi bemol menor", ("60\u00a0%", "−0,40", "−0,30")),
        ("ja", "変ホ短調", ("60%", "−0.40", "−0.30")),
    ],
)
def test_keys_and_numbers_are_written_as_people_there_write_them(
    language: words.Language, key: str, row: tuple[str, ...]
) -> None:
    with words.speaking(language):
        assert words.key(FEATURES_HEARD) == key
        assert words.mood_row(1, "x", MOOD)[3:6] == row


def test_numbers_to_type_have_no_separators() -> None:
    for language in words.LANGUAGES:
        with words.speaking(language):
            assert "9999" in words.out_of_span("seed", 0, 9999)
            assert "8321" in words.cannot_start("x", 8321)


# cost


def test_nothing_is_read_before_something_is_said() -> None:
    code = "import sys, bot.cli, bot.host, bot.web; print('fluent.runtime' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_saying_something_costs_next_to_nothing() -> None:
    with words.speaking("de"):
        words.song_unknown("x")
        times = []
        for _ in range(20):
            begun = time.process_time()
            for _ in range(50):
                words.song_unknown("x")
            times.append((time.process_time() - begun) / 50)
    assert sorted(times)[10] < 0.001  # s; it is about 20 µs


def test_the_page_embeds_its_words_safely() -> None:
    from bot.web._index import frame

    for language in words.LANGUAGES:
        page = frame(language)
        assert f'<html lang="{language}">' in page
        assert "{{" not in page
        embedded = re.search(r'<script type="application/json" id="words">(.*?)</script>', page)
        assert embedded
        with words.speaking(language):
            assert json.loads(embedded[1]) == words.page_texts()
