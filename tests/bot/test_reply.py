"""Replies keep within what every platform takes, and moves come back from a button as they went in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reply import LONGEST_MOVE, Fact, Move, Reply, Table, linkable

names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)


@given(names, st.dictionaries(names, st.text(max_size=12), max_size=2))
def test_a_move_survives_its_button(feature: str, args: dict[str, str]) -> None:
    try:
        move = Move("Go", feature, args)
    except ValueError:
        return  # too long for a button, and said so
    back = Move.decode(move.code)
    assert (back.feature, dict(back.args)) == (feature, args)
    assert len(move.code) <= LONGEST_MOVE


def test_a_move_that_fits_no_button_is_refused_when_made() -> None:
    with pytest.raises(ValueError, match="98 characters"):
        Move("Go", "slate", {"song": "x" * 95})


@pytest.mark.parametrize("code", ["", "slate", "?song=1", "%%%"])
def test_a_forged_button_is_no_move(code: str) -> None:
    with pytest.raises(ValueError, match="no move"):
        Move.decode(code)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Reply("x" * 3001),
        lambda: Reply("x", moves=tuple(Move(str(n), "slate") for n in range(6))),
        lambda: Reply("x", facts=tuple(Fact(str(n), "") for n in range(11))),
        lambda: Table(("a", "b"), (("only one",),)),
        lambda: Move("", "slate"),
    ],
)
def test_what_no_platform_could_show_is_refused_when_made(make) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=r"."):
        make()


@pytest.mark.parametrize(
    "address", ["http://a.example", "javascript:alert(1)", "https://a.example/a b", "https://a/)", ""]
)
def test_only_plain_https_addresses_become_links(address: str) -> None:
    assert linkable(address) == ""


def test_a_fact_that_leads_nowhere_safe_is_refused() -> None:
    assert Fact("1", "Song", "https://a.example/s?q=1").link
    with pytest.raises(ValueError, match="https"):
        Fact("1", "Song", "javascript:alert(1)")
