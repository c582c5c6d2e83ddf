"""Which names mean the same recording, and which only look so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources import match, titles
from bot.sources.track import Track

TIDE = Track("Glass Tide", ("Mira Vale",), 200.0)


def verdict(wanted: str, found: str, *, apart: float = 1.0, artist: str = "Mira Vale", by: str = "Mira Vale") -> str:
    """The verdict on two titles that lie so many seconds apart."""
    return match.score(Track(wanted, (by,), 200.0), Track(found, (artist,), 200.0 + apart)).verdict


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Dog & the Bone", "dog and bone"),
        ("Rock 'n' Roll", "rock and roll"),
        ("Rock'n'Roll", "rocknroll"),
        ("Beyoncé – Déjà Vu", "beyonce deja vu"),
        ("ＹＯＡＳＯＢＩ", "yoasobi"),
        ("Ke$ha", "kesha"),
        ("P!nk", "pink"),
        ("Don’t", "dont"),
        ("Straße", "strasse"),
        ("The The", "the the"),
        ("÷", "÷"),
        ("???", "???"),
        ("", ""),
        ("Звезда", "zvezda"),
        ("Μπουζούκι", "bouzouki"),
        ("きゃりーぱみゅぱみゅ", "kyaripamyupamyu"),
        ("ロケット", "roketto"),
        ("ファン", "fan"),
        ("하루", "halu"),
    ],
)
def test_plain_words(text: str, words: str) -> None:
    assert titles.plain(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Pt. II", "part 2"),
        ("Parts I-V", "part 1 5"),
        ("Nothing 4 U", "nothing for you"),
        ("Seven Rings", "7 rings"),
        ("I Want You", "i want you"),
        ("Vol. 3", "volume 3"),
    ],
)
def test_numbers_are_told_in_one_way(text: str, words: str) -> None:
    assert titles.counted(text) == words


def test_a_title_taken_apart() -> None:
    read = titles.read("Glass Tide (The Sea) [feat. Joon & Kit] - Live at the Pier, 1986 / 2011 Remaster")
    assert (read.main, read.asides, read.guests) == ("glass tide", ("sea",), ("Joon & Kit",))
    assert dict(read.kinds) == {"live": 1}
    assert read.marks == {"pier", "1986"}
    assert read.asked == "Glass Tide Live at the Pier, 1986 The Sea"


SAME = [
    ("Glass Tide - Remastered 2011", "Glass Tide"),
    ("Glass Tide", "Glass Tide (Deluxe Edition)"),
    ("Glass Tide - 2004 Remaster", "GLASS TIDE (2019 Remastered Version)"),
    ("Glass Tide - From the Motion Picture “Sea”", "Glass Tide"),
    ("Glass Tide (feat. Joon)", "Glass Tide"),
    ("Glass Tide", "Glass Tide ft. Joon"),
    ("Glass Tide", "Glass Tide (with Joon) [Album Version]"),
    ("Glass Tide - Mono", "Glass Tide (Stereo Mix)"),
    ("Glass Tide - Radio Edit", "Glass Tide"),
    ("(I Saw the) Glass Tide", "Glass Tide"),
    ("Glass Tide, Pt. 2", "Glass Tide (Part II)"),
    ("Glass Tide (Pt. 1)", "Glass Tide"),
    ("Glass & Tide", "Glass and Tide"),
    ("Glass Tide - Live", "Glass Tide (Live at the Pier)"),
    ("Glass Tide - Ko Remix", "Glass Tide [KO's Remix]"),
    ("Glass Tide - Ko Remix", "Glass Tide (Ko Mix)"),
    ("Live and Let Tide", "Live & Let Tide"),
    ("Karaoke", "Karaoke"),
    ("Стеклянный прилив", "Steklyannyj priliv"),
    ("Ψηλά κύματα", "Psila Kymata"),
    ("グラスタイド", "Gurasu Taido"),
    ("グラスタイド", "Glass Tide"),
    ("유리", "Yuri"),
    ("ガラスの潮 (Glass Tide)", "Glass Tide"),
]


@pytest.mark.parametrize(("wanted", "found"), SAME)
def test_one_recording_under_two_names(wanted: str, found: str) -> None:
    assert verdict(wanted, found) == "same"
    assert verdict(found, wanted) == "same"


@pytest.mark.parametrize(
    "other",
    [
        *(
            "Live",
            "Live at the Pier",
            "Ao Vivo",
            "MTV Unplugged",
            "Acoustic",
            "Ko Remix",
            "Night Mix",
            "Karaoke Version",
        ),
        *(
            "Instrumental",
            "Cover",
            "Tribute to Mira Vale",
            "Made Famous by Mira Vale",
            "Originally Performed by Mira Vale",
        ),
        *("Sped Up", "Slowed + Reverb", "8-Bit Version", "Lullaby Version", "Piano Version", "A Cappella", "Demo"),
        *("Nightcore", "Music Box", "Intro", "Reprise", "Pt. 2", "Spanish Version", "Mira's Version", "Mixed"),
        *("Ringtone", "Backing Track", "караоке", "кавер", "ライブ", "オルゴール", "鋼琴版", "Re-Recorded"),
    ],
)
def test_another_version_loses_unless_it_was_asked_for(other: str) -> None:
    for written in (f"Glass Tide ({other})", f"Glass Tide - {other}", f"Glass Tide [{other}]"):
        assert verdict("Glass Tide", written, apart=0) == "other"
        assert verdict(written, "Glass Tide", apart=0) == "other"
        assert verdict(written, f"Glass Tide ({other})") == "same"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("Glass Tide", "Glass Tides"),
        ("Glass Tide", "Glass Ride"),
        ("Chain", "Chains"),
        ("Glass Tide, Pt. 2", "Glass Tide, Pt. 3"),
        ("Glass Tide 2", "Glass Tide"),
        ("Glass Tide (Ko Remix)", "Glass Tide (Amaro Remix)"),
        ("Glass Tide (Live 1986)", "Glass Tide (Live 1991)"),
        ("Glass Tide (Live in Rome)", "Glass Tide (Live in Paris)"),
        ("Live and Let Tide", "Live and Let Tide (Live)"),
        ("Karaoke", "Karaoke (Karaoke Version)"),
        ("÷", "+"),
        ("Прилив", "Otliv"),
    ],
)
def test_names_that_only_look_alike(wanted: str, found: str) -> None:
    assert verdict(wanted, found, apart=0) == "other"
    assert verdict(found, wanted, apart=0) == "other"


@pytest.mark.parametrize("found", ["Oh You", "Deer", "Idle"])
def test_too_few_consonants_tell_nothing_of_a_word_in_katakana(found: str) -> None:
    for wanted in ("アイ", "アイドル"):
        assert verdict(wanted, found, apart=0) == "maybe"


@pytest.mark.parametrize(
    ("by", "artist", "expected"),
    [
        ("The Vales", "Vales", "same"),
        ("Florence + The Sea", "Florence and the Sea", "same"),
        ("OneRepublic", "One Republic", "same"),
        ("Tyler & Kit", "Tyler", "same"),
        ("Mira Vale", "Mira Vale feat. Joon", "same"),
        ("Hikari Utano", "Utano Hikari", "same"),
        ("Björn Årud", "Bjorn Arud", "same"),
        ("Кино", "Kino", "same"),
        ("Φοίβος Άρης", "Foivos Aris", "same"),
        ("IU (아이유)", "아이유", "same"),
        ("The Mira Vale Experience", "Mira Vale", "same"),
        ("Mira Vale", "Mira Vale Tribute Band", "other"),
        ("Mira Vale", "Karaoke Mira Vale", "other"),
        ("Mira Vale", "The Mira Vale Experience", "other"),
        ("Mira Vale", "Mira Vale Type Beat", "other"),
        ("Mira Vale", "Vitamin String Quartet", "other"),
        ("Mira Vale", "Nora Bell", "other"),
        ("Kino", "Kinoko", "other"),
        ("Кино", "Кит", "other"),
    ],
)
def test_the_first_artist_must_agree(by: str, artist: str, expected: str) -> None:
    assert verdict("Glass Tide", "Glass Tide", by=by, artist=artist) == expected


def test_a_composer_before_the_colon_is_no_part_of_the_name() -> None:
    wanted = Track("Tide Sonata No. 2, Op. 27: I. Adagio", ("Franz Vale", "Nora Bell"), 200.0)
    found = Track("Vale: Tide Sonata No. 2, Op. 27, V. 9: I. Adagio", ("Nora Bell",), 201.0)
    assert match.score(wanted, found).verdict == "same"
    assert match.score(wanted, replace(found, title=found.title.replace("No. 2", "No. 3"))).verdict == "other"
    assert match.score(wanted, replace(found, title="Joon: Tide", seconds=200.0)).verdict == "other"
    assert titles.unsigned("Mira: ", ["Mira"]) == "Mira: "


def test_a_guest_in_the_title_is_an_artist_too() -> None:
    wanted = Track("Glass Tide", ("Joon", "Mira Vale"), 200.0)
    assert match.score(wanted, Track("Glass Tide (feat. Joon)", ("Mira Vale",), 201.0)).verdict == "same"
    assert match.score(wanted, Track("Glass Tide (feat. Kit)", ("Nora Bell",), 201.0)).verdict == "other"


@pytest.mark.parametrize(
    ("apart", "expected"), [(0, "same"), (3.0, "same"), (3.1, "maybe"), (15.0, "maybe"), (15.1, "other")]
)
def test_the_length_must_agree(apart: float, expected: str) -> None:
    assert verdict("Glass Tide", "Glass Tide", apart=apart) == expected
    assert verdict("Glass Tide", "Glass Tide", apart=-apart) == expected


@pytest.mark.parametrize("seconds", [None, 0.0])
def test_without_a_length_only_the_whole_name_will_do(seconds: float | None) -> None:
    assert match.score(replace(TIDE, seconds=seconds), TIDE).verdict == "same"
    assert match.score(replace(TIDE, seconds=seconds), replace(TIDE, title="Glass Tide (The Sea)")).verdict == "maybe"
    assert match.score(TIDE, replace(TIDE, title="Glass Tide (The Sea)")).verdict == "same"


def test_without_an_artist_nothing_is_sure() -> None:
    assert match.score(replace(TIDE, artists=()), TIDE).verdict == "maybe"


def test_the_same_isrc_settles_what_names_leave_open_but_not_what_they_deny() -> None:
    wanted = Track("ガラスの潮", ("水谷美良",), 200.0, "JPTST2400001")
    found = Track("Glass Tide", ("Mira Mizutani",), 202.0, "jptst2400001")
    assert match.score(wanted, found).verdict == "same"
    assert match.score(wanted, replace(found, isrc="JPTST2400002")).verdict == "maybe"
    assert match.score(wanted, replace(found, title="Glass Tide (Live)")).verdict == "other"
    assert match.score(wanted, replace(found, seconds=230.0)).verdict == "other"


def test_an_artist_with_two_names_needs_the_title_and_the_very_length() -> None:
    wanted = Track("Glass Tide", ("水谷美良",), 200.0)
    assert match.score(wanted, Track("Glass Tide", ("Mira Mizutani",), 201.0)).verdict == "same"
    assert match.score(wanted, Track("Glass Tide", ("Mira Mizutani",), 202.0)).verdict == "maybe"
    assert match.score(wanted, Track("Glass Ride", ("Mira Mizutani",), 200.0)).verdict == "other"


def test_the_likeliest_hit_comes_first() -> None:
    found = [
        Track("Glass Tide", ("Nora Bell",), 200.0),
        Track("Glass Tide (Radio Edit)", ("Mira Vale",), 202.0),
        Track("Glass Tide (with Kit)", ("Mira Vale",), 200.0),
        Track("Glass Tide", ("Mira Vale",), 200.0),
        Track("Glass Tide", ("Mira Vale",), 200.0),
    ]
    assert match.best(TIDE, found) == [3, 4, 2, 1]
    guest, alone = (
        Track("Glass Tide (feat. Kit)", ("Mira Vale",), 200.0),
        Track("Glass Tide", ("Mira Vale (미라)",), 201.0),
    )
    assert match.best(TIDE, [guest, alone]) == [1, 0]
    assert match.best(TIDE, []) == []


def test_a_title_in_another_script_is_taken_from_the_artists_first_hit_only() -> None:
    wanted = Track("ガラスの潮", ("Mira Vale",), 200.0)
    first, second = Track("Sea of Glass", ("Mira Vale",), 201.0), Track("The Pier", ("Mira Vale",), 260.0)
    cover = Track("Sea of Glass", ("Nora Bell",), 200.0)
    assert match.best(wanted, [cover, first, second]) == [1]
    assert match.best(wanted, [cover, second, first]) == []
    assert match.best(wanted, [replace(first, seconds=202.0)]) == []
    assert match.best(wanted, [replace(first, seconds=None)]) == []


@given(*[st.text(max_size=60)] * 4)
def test_any_names_can_be_compared(title: str, artist: str, other: str, band: str) -> None:
    mark = match.score(Track(title, (artist,), 200.0), Track(other, (band,), 200.0))
    assert all(part is None or 0 <= part <= 1 for part in (mark.title, mark.artist, mark.wording))


@given(st.text(min_size=1, max_size=60).filter(str.strip), st.text(min_size=1, max_size=30).filter(str.strip))
def test_a_recording_is_itself(title: str, artist: str) -> None:
    track = Track(title, (artist,), 200.0)
    assert match.score(track, track).verdict == "same" or titles.borrows(artist)
