"""Links found in what people write, and the look-alikes among it."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.sources.links import ShortLink, find_links
from bot.sources.track import Link

ID = "4cOdK2wGLETKBW3PvgPwqT"
OTHER = "0DfG1ltJnZyq4Tx3ZLL7ZU"
SONG, SECOND = Link("track", ID), Link("track", OTHER)
SHARED = ShortLink("https://open.spotify.com/s/2czejYu")
WEB = f"https://open.spotify.com/track/{ID}"
KINDS = ("track", "album", "playlist", "artist", "episode", "show", "audiobook")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "shape",
    [
        "https://open.spotify.com/{}/{}",
        "http://open.spotify.com/{}/{}",
        "open.spotify.com/{}/{}",
        "HTTPS://OPEN.SPOTIFY.COM/{}/{}",
        "Open.Spotify.com/{}/{}",
        "https://play.spotify.com/{}/{}",
        "https://open.spotify.com/intl-de/{}/{}",
        "https://open.spotify.com/intl-pt-BR/{}/{}",
        "https://open.spotify.com/intl-es-419/{}/{}",
        "https://open.spotify.com/embed/{}/{}",
        "https://open.spotify.com/intl-fr/embed/{}/{}",
        "https://open.spotify.com/{}/{}/",
        "https://open.spotify.com/{}/{}?si=adda475ffc4c4bbd&utm_source=copy-link&pi=a_-1",
        "https://open.spotify.com/{}/{}/?si=1#t=30",
        "https://open.spotify.com/{}/{}#login",
        "https://open.spotify.com/{}/{}?",
        "https://open.spotify.com/{}/{}?context=spotify%3Aplaylist%3A37i9dQZF1DXcBWIGoYBM5M",
        "https://open.spotify.com/{}/{}?context=spotify:playlist:37i9dQZF1DXcBWIGoYBM5M",
        "spotify:{}:{}",
        "Spotify:{}:{}",
        "spotify:{}:{}?si=1",
        "spotify:{}:{}#1:02",
    ],
)
def test_every_shape_of_every_kind_is_found(shape: str, kind: str) -> None:
    assert find_links(shape.format(kind, ID)) == (Link(kind, ID),)


@pytest.mark.parametrize("user", ["spotify", "ann.b_c-d", "a%20b", "%F0%9F%8E%B5", "1" * 30])
@pytest.mark.parametrize("shape", ["https://open.spotify.com/user/{}/playlist/{}", "spotify:user:{}:playlist:{}"])
def test_old_playlist_links_name_their_owner(shape: str, user: str) -> None:
    assert find_links(shape.format(user, ID)) == (Link("playlist", ID),)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://spotify.link/hRkBrwub9xb", "https://spotify.link/hRkBrwub9xb"),
        ("http://Spotify.Link/hRkBrwub9xb/", "https://spotify.link/hRkBrwub9xb"),
        ("spotify.link/hRkBrwub9xb?_p=1#x", "https://spotify.link/hRkBrwub9xb"),
        ("https://spotify.app.link/a-b_c", "https://spotify.app.link/a-b_c"),
        ("https://open.spotify.com/s/2czejYu", "https://open.spotify.com/s/2czejYu"),
        ("OPEN.SPOTIFY.COM/s/2czejYu?si=1", "https://open.spotify.com/s/2czejYu"),
        ("_https://spotify.link/hRkBrwub9xb_", "https://spotify.link/hRkBrwub9xb"),
        ("so https://spotify.link/hRkBrwub9xb.", "https://spotify.link/hRkBrwub9xb"),
    ],
)
def test_short_links_are_found_and_cleaned(text: str, url: str) -> None:
    assert find_links(text) == (ShortLink(url),)


@pytest.mark.parametrize(
    "text",
    [
        f"<{WEB}>",
        f"<{WEB}|open.spotify.com/track/…>",
        f"<{WEB}|open.spotify.com/track/{OTHER}>",
        f"<{WEB}?si=1&amp;utm=2|Spotify – Web | Player>",
        f"[this]({WEB})",
        f"[this](<{WEB}>)",
        f'[this]({WEB} "a title")',
        f"[open.spotify.com/track/{OTHER}]({WEB})",
        f"[{WEB}]({WEB})",
        f"[x] ({WEB})",
        f"**{WEB}**",
        f"*{WEB}*",
        f"_{WEB}_",
        f"~~{WEB}~~",
        f"||{WEB}||",
        f"`{WEB}`",
        f"```\n{WEB}\n```",
        f"> {WEB}",
        f"-{WEB}",
        f"({WEB})",
        f"({WEB}).",
        f'"{WEB}"',
        f"'{WEB}'",
        f"“{WEB}”",
        f"{WEB}.",
        f"{WEB}, please",
        f"{WEB}!",
        f"{WEB}?",
        f"{WEB}?!",
        f"{WEB}...",
        f"{WEB}…",
        f"{WEB}:",
        f"{WEB}; then",
        f"{WEB}'s chorus",
        f"{WEB}’s chorus",
        f"song:{WEB}",
        f"song={WEB}",
        f"聴いて{WEB}。いいよ",
        f"「{WEB}」",
        f"（{WEB}）",
        f"\u200b{WEB}\u200b",
        f"\u2068{WEB}\u2069",
        f"\ufeff{WEB}\r\n",
        f"\u00a0{WEB}\u3000x",
        f"{WEB} {WEB}?si=2 spotify:track:{ID}",
        f"https://youtu.be/dQw4w9WgXcQ {WEB}",
        f"https://open.spotify.com/user/ann {WEB}",
        f"{WEB}?si=a,https://example.org/{OTHER}",
    ],
)
def test_a_link_is_found_however_it_is_wrapped(text: str) -> None:
    assert find_links(text) == (SONG,)


@pytest.mark.parametrize("between", [" ", "\n", ",", ", ", ";", "|", " | ", "、", "\t", ") (", "> <", "?si=1 ", "\n> "])
def test_several_links_keep_their_order_and_come_once(between: str) -> None:
    other = f"https://open.spotify.com/track/{OTHER}"
    text = between.join([other, WEB, SHARED.url, other, f"open.spotify.com/track/{ID}"])
    assert find_links(text) == (SECOND, SONG, SHARED)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "spotify",
        "Ghost Town",
        ID,
        f"/track/{ID}",
        # ids
        f"https://open.spotify.com/track/{ID[:-1]}",
        f"https://open.spotify.com/track/{ID}x",
        f"https://open.spotify.com/track/{ID[:-1]}-",
        f"https://open.spotify.com/track/{ID[:-1]}é",
        f"https://open.spotify.com/track/{ID[:-1]}٣",
        f"https://open.spotify.com/track/{ID[:10]}\u200b{ID[10:]}",
        f"https://open.spotify.com/track/{ID}\u200bx",
        f"https://open.spotify.com/track/{ID}{OTHER}",
        "spotify:track:short",
        f"spotify:track:{ID}x",
        # paths
        f"https://open.spotify.com/Track/{ID}",
        f"https://open.spotify.com//track/{ID}",
        f"https://open.spotify.com/track//{ID}",
        f"https://open.spotify.com/track/{ID}/x",
        f"https://open.spotify.com/track/{ID}/../../x",
        f"https://open.spotify.com/track/{ID}.mp3",
        f"https://open.spotify.com/track/{ID}@evil.example",
        f"https://open.spotify.com/track/{ID}%2Fx",
        f"https://open.spotify.com/track%2F{ID}",
        f"https://open.spotify.com%2Ftrack%2F{ID}",
        f"https://open.spotify.com/x/track/{ID}",
        f"https://open.spotify.com/user/ann/track/{ID}",
        f"https://open.spotify.com/user/a%2Fb/playlist/{ID}",
        f"https://open.spotify.com/user/a%5cb/playlist/{ID}",
        f"https://open.spotify.com/user//playlist/{ID}",
        f"https://open.spotify.com/international/track/{ID}",
        f"https://open.spotify.com/../track/{ID}",
        "https://open.spotify.com/s/",
        "https://open.spotify.com/s/a b",
        "https://open.spotify.com/s/abc/def",
        "https://spotify.link/",
        "https://spotify.link/a%2Fb",
        "https://link.tospotify.com/VM2myZxXwbb",
        # hosts
        f"https://open.spotify.com.evil.example/track/{ID}",
        f"https://open.spotify.com./track/{ID}",
        f"https://openXspotify.com/track/{ID}",
        f"https://open-spotify.com/track/{ID}",
        f"https://evil.open.spotify.com/track/{ID}",
        f"evil.open.spotify.com/track/{ID}",
        f"notopen.spotify.com/track/{ID}",
        f"evil-open.spotify.com/track/{ID}",
        f"https://www.spotify.com/track/{ID}",
        f"https://spotify.com/track/{ID}",
        f"https://open.spotify.example/track/{ID}",
        "https://spotify.link.evil.example/hRkBrwub9xb",
        "https://evilspotify.link/hRkBrwub9xb",
        "https://x.spotify.link/hRkBrwub9xb",
        f"https://open.spotify.com:443/track/{ID}",
        f"https://open.spotify.com:/track/{ID}",
        f"https://open.spotify.com@evil.example/track/{ID}",
        f"https://user@open.spotify.com/track/{ID}",
        f"https://user:secret@open.spotify.com/track/{ID}",
        f"https://evil.example\\@open.spotify.com/track/{ID}",
        f"user@open.spotify.com/track/{ID}",
        f"https://оpen.spotify.com/track/{ID}",  # Cyrillic
        f"https://open.spotıfy.com/track/{ID}",
        f"https://open。spotify。com/track/{ID}",
        f"https://ｏpen.spotify.com/track/{ID}",
        f"https://open.ſpotify.com/track/{ID}",  # folds to an s
        "https://spotify.lin\u212a/hRkBrwub9xb",  # the sign of kelvin folds to a k
        f"https://open.spo\u200btify.com/track/{ID}",
        f"https://open.spotify.com\u2044track/{ID}",
        f"https://open.spotify.com／track／{ID}",
        f"https://xn--pen-nmc.spotify.com/track/{ID}",
        # what other addresses quote
        f"https://evil.example/open.spotify.com/track/{ID}",
        f"https://evil.example/?u=https://open.spotify.com/track/{ID}",
        f"https://evil.example/,open.spotify.com/track/{ID}",
        f"https://evil.example;open.spotify.com/track/{ID}",
        f"https://evil。open.spotify.com/track/{ID}",
        f"evil.example/https://open.spotify.com/track/{ID}",
        f"https://evil.example#spotify:track:{ID}",
        f"[{WEB}](https://evil.example)",
        f"<https://evil.example|{WEB}>",
        # schemes
        f"https:/open.spotify.com/track/{ID}",
        f"https:\\\\open.spotify.com\\track\\{ID}",
        f"https:///open.spotify.com/track/{ID}",
        f"//open.spotify.com/track/{ID}",
        f"ftp://open.spotify.com/track/{ID}",
        f"xhttps://open.spotify.com/track/{ID}",
        f"javascript:open.spotify.com/track/{ID}",
        f"notspotify:track:{ID}",
        f"spotify:user:a/b:playlist:{ID}",
        f"spotify:user:ann:track:{ID}",
        f"spotify://track/{ID}",
    ],
)
def test_look_alikes_are_passed_over(text: str) -> None:
    assert find_links(text) == ()
    assert find_links(f"hear {text} now") == ()


def test_a_look_alike_does_not_hide_what_follows() -> None:
    assert find_links(f"https://open.spotify.com.evil.example/track/{OTHER} {WEB}") == (SONG,)


IDS = st.text(st.sampled_from("0123456789ABCXYZabcxyz"), min_size=22, max_size=22)
WANTED = st.builds(Link, st.sampled_from(KINDS), IDS)
SHAPES = st.sampled_from(
    [
        "https://open.spotify.com/{0.kind}/{0.id}",
        "HTTP://Open.Spotify.Com/{0.kind}/{0.id}/",
        "open.spotify.com/intl-zh-Hant/{0.kind}/{0.id}",
        "https://open.spotify.com/embed/{0.kind}/{0.id}?utm_source=generator&theme=0",
        "play.spotify.com/{0.kind}/{0.id}#x",
        "https://open.spotify.com/intl-ja/{0.kind}/{0.id}?si=_-1",
        "spotify:{0.kind}:{0.id}",
    ]
)
WRAPS = st.sampled_from(
    ["{}", "<{}>", "<{}|a name>", "[a name](<{}>)", "({})", "||{}||", "**{}**", '"{}"', "`{}`", "「{}」", "{}.", "{}!"]
)
NOISE = st.text(st.characters(exclude_characters="<>[]()", exclude_categories=["Cs"]), max_size=30).filter(
    lambda text: not re.search(r"[:/]|spotify", text, re.IGNORECASE)
)


@given(st.lists(st.tuples(WANTED, SHAPES, WRAPS, NOISE), max_size=6), NOISE)
def test_whatever_is_written_around_them_the_links_come_back(
    parts: list[tuple[Link, str, str, str]], before: str
) -> None:
    text = before + "".join(f"\n{wrap.format(shape.format(link))}\n{noise}" for link, shape, wrap, noise in parts)
    assert find_links(text) == tuple(dict.fromkeys(link for link, *_ in parts))


PIECES = (
    *("https://", "http:/", "spotify:", "open.spotify.com", "play.spotify.com", "spotify.link", "evil.example"),
    *("/", "\\", "@", ".", ":", "?", "#", "%2F", "<", "|", ">", "[", "](", ")", " ", "\n", "a", "о", "。", "\u200b"),
    *("track/", "s/", "user/", "intl-de/", ID, f"/track/{ID}", "2czejYu", "\udc80", "\x00"),
)


@given(st.text(st.characters(), max_size=200) | st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@example("\udc80" + WEB)
@example("[" * 50 + WEB)
def test_no_text_breaks_it_and_nothing_foreign_comes_out(text: str) -> None:
    for link in find_links(text):
        assert re.fullmatch(
            r"https://(open\.spotify\.com/(track|album|playlist|artist|episode|show)/[0-9A-Za-z]{22}"
            r"|(open\.spotify\.com/s|spotify\.link|spotify\.app\.link)/[0-9A-Za-z_-]{3,64})",
            link.url,
            re.ASCII,
        )
        assert link.url.rpartition("/")[2] in text
        assert find_links(link.url) == (link,)


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "/",
        "?",
        ".",
        "[",
        "<",
        "|",
        "](",
        "<a|",
        "<a|b",
        "[a](",
        "[a](http",
        "a:/",
        "https:/",
        "https://",
        "https:\\",
        "https://open.spotify.com/",
        "open.spotify.com/user/" + "a" * 90,
        "open.spotify.com/user/" + "%41" * 90,
        "spotify:user:" + "a" * 90 + ":",
        "spotify.link/" + "a_-" * 30,
        WEB,
        WEB + ".",
        WEB + "." * 500,
        f"open.spotify.com/track/{ID}?",
        f"open.spotify.com/track/{ID} ",
        f"<{WEB}|{WEB}",
    ],
)
def test_a_long_text_takes_no_longer_per_character_than_a_short_one(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        best = float("inf")
        for _ in range(3):
            started = time.process_time()
            find_links(text)
            best = min(best, time.process_time() - started)
        return best

    assert seconds(160_000) < 16 * 4 * max(seconds(10_000), 2e-4)  # sixteen times is linear, 256 times quadratic
