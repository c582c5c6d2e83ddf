"""The story is true to the texts, its links name what both songs share, and it stays readable in any language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.api import Hearing, Mood, Story, Track
from engine.story import Lyrics, tell
from engine.story.feeling import shape
from tests.engine.story.records import CIUDAD, HIGHWAY, LANTERN, MACHI, MORNING, REGEN, REVIENS

RECORD = [
    Track("Lantern", LANTERN),
    Track("Highway", HIGHWAY),
    Track("Reviens", REVIENS),
    Track("Sweet Morning", MORNING),
]
GLAD = Mood(0.7, 0.1, 0.1, 0.1, 0.6, 0.4, 0.7, ("glad",))
LOW = Mood(0.1, 0.1, 0.7, 0.1, -0.6, -0.4, 0.7, ("low",))
SURE = {"tempo": 120.0, "tempo_confidence": 0.9, "key": 0.0, "mode": 1.0, "key_confidence": 0.9}


def heard(mood: Mood = GLAD, **features: float) -> Hearing:
    return Hearing("0" * 32, 60.0, ((0.0, 60.0),), SURE | features, mood, b"")


def record() -> Story:
    return tell(RECORD)


def test_images_are_words_of_the_song() -> None:
    for scene, track in zip(record().scenes, RECORD, strict=True):
        assert 2 <= len(scene.images) <= 4
        for image in scene.images:
            assert image.casefold()[:4] in track.lyrics.casefold()


def test_a_quote_is_the_songs_own_and_short() -> None:
    for scene, track in zip(record().scenes, RECORD, strict=True):
        assert 0 < len(scene.quote.split()) <= 8
        assert scene.quote in track.lyrics.replace("\n", " ")
    assert record().scenes[0].quote == "Leave the lantern burning"


def test_links_name_what_both_songs_show() -> None:
    story = record()
    assert [link.kind for link in story.links] == ["motif"] * 3
    assert story.links[0].shown == ("fire",)
    assert story.links[1].shown == ("headlight", "lumière")
    for link in story.links:
        for at in (link.first, link.second):
            assert any(word in story.scenes[at].images for word in link.shown)


def test_motifs_are_told_in_the_words_of_each_song() -> None:
    letters = next(motif for motif in record().motifs if "letter" in motif.words)
    assert letters.shown == {0: "letter", 2: "lettre", 3: "letter"}


def test_a_glad_text_and_a_violent_one_feel_so() -> None:
    feelings = {scene.title: scene.feeling for scene in record().scenes}
    assert feelings["Sweet Morning"] == "happy"
    assert feelings["Highway"] == "angry"


def test_no_feeling_is_made_up_for_a_language_without_a_lexicon() -> None:
    scene = record().scenes[2]
    assert (scene.language, scene.feeling, scene.valence) == ("fr", None, None)
    assert [(len(stave.lines), stave.chorus, stave.valence) for stave in scene.staves] == [
        (4, False, None),
        (2, True, None),
        (4, False, None),
        (2, True, None),
    ]


def test_what_was_heard_says_the_mood_whatever_the_words() -> None:
    scene = tell([Track("Sweet Morning", MORNING, heard(LOW))]).scenes[0]
    assert (scene.feeling, scene.valence) == ("sad", -0.6)


@pytest.mark.parametrize(
    ("lyrics", "language", "expected"),
    [
        (REGEN, "de", {"Regen", "Straße", "Zug", "Kerze"}),
        (CIUDAD, "es", {"luna", "calle", "flor", "carta"}),
        (REVIENS, "fr", {"lumière", "maison", "bateau"}),
        (MACHI, "ja", {"雨", "街", "手紙", "駅"}),
    ],
)
def test_images_are_found_in_other_languages(lyrics: str, language: str, expected: set[str]) -> None:
    from engine.story.images import images
    from engine.story.language import tongue
    from engine.story.lyrics import words

    read = Lyrics.read(lyrics)
    told = tongue(lyrics, [word for line in read.lines for word in words(line)])
    assert told == language
    assert expected <= set(images(read, told))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((-0.5, 0.0, 0.5), "rises"),
        ((0.5, 0.0, -0.5), "falls"),
        ((0.5, -0.5, 0.5), "falls and returns"),
        ((-0.5, 0.5, -0.5), "rises and falls"),
        ((0.1, 0.2, 0.1), "holds"),
        ((0.9,), "holds"),
        ((), "holds"),
    ],
)
def test_the_shape_of_a_course(values: tuple[float, ...], expected: str) -> None:
    assert shape(values) == expected


def test_roles_follow_the_course_of_the_record() -> None:
    moods = [replace(GLAD, valence=value) for value in (0.3, -0.7, 0.8, 0.2)]
    story = tell([Track(str(number), hearing=heard(mood)) for number, mood in enumerate(moods)])
    assert [scene.role for scene in story.scenes] == ["opening", "low point", "high point", "close"]


def test_a_steady_record_has_no_peaks() -> None:
    story = tell([Track(str(number), hearing=heard()) for number in range(5)])
    assert [scene.role for scene in story.scenes] == ["opening", "middle", "middle", "middle", "close"]


def test_songs_without_words_are_linked_by_their_sound() -> None:
    sounds = [heard(key=9.0, mode=0.0), heard(key=0.0), heard(key=5.0, tempo=122.0), heard(key=1.0, tempo=80.0)]
    story = tell([Track(str(number), hearing=sound) for number, sound in enumerate(sounds)])
    assert [link.kind for link in story.links] == ["key", "tempo", "mood"]


def test_a_guessed_key_links_nothing() -> None:
    story = tell([Track("a", hearing=heard(key_confidence=0.2)), Track("b", hearing=heard(tempo_confidence=0.1))])
    assert story.links[0].kind == "mood"


def test_one_song_with_nothing_known_is_still_told() -> None:
    story = tell([Track("Untitled")])
    assert story.scenes[0].role == "opening"
    assert story.scenes[0].images == ()
    assert story.links == ()
