"""What is said of a song that cannot be heard: what is published of it, and what the operator's model makes of it."""

import csv
import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot import words
from bot.cli import main
from bot.config import Settings
from bot.sources.chain import opened
from bot.sources.client import Deadline, Failed, Missing
from bot.sources.resolver import Resolver
from bot.sources.track import Track
from engine.published import COLUMNS, FILE, PublishedModel, Tree, Verdict

ID, ISRC = "6rqhFgbbKwnb9MLmUQDhG6", "SEABC1234567"
URL = f"https://open.spotify.com/track/{ID}"
KNOWN = dict.fromkeys(COLUMNS, 0.4) | {"loudness": -9.0, "tempo": 90.0}
CALM = PublishedModel("my table", "playlists", ("calm", "loud"), 1.0, (Tree([1], [0.5], [-1], [-2], [1.0, -1.0]),) * 2)


class Measures:
    """Knows features under some names, and notes what it was asked."""

    def __init__(self, **known: Mapping[str, float] | Exception) -> None:
        self.known = known
        self.asked: list[str] = []

    async def features(self, id_or_isrc: str, *, deadline: Deadline) -> Mapping[str, float]:
        self.asked.append(id_or_isrc)
        found = self.known.get(id_or_isrc, Missing())
        if isinstance(found, Exception):
            raise found
        return found


async def expand(*_: object) -> None:
    raise AssertionError("no short links here")


@pytest.mark.parametrize(
    ("track", "measures", "asked", "known"),
    [
        (Track("T", isrc=ISRC, link=URL), Measures(**{ISRC: KNOWN}), [ISRC], True),
        (Track("T", isrc=ISRC, link=URL), Measures(**{ID: KNOWN}), [ISRC, ID], True),
        (Track("T", link=URL), Measures(**{ID: KNOWN}), [ID], True),
        (Track("T", isrc=ISRC, link=URL), Measures(), [ISRC, ID], False),
        (Track("T", isrc=ISRC, link=URL), Measures(**{ISRC: Failed("down"), ID: KNOWN}), [ISRC], False),
        (Track("T", ("A",)), Measures(), [], False),
    ],
    ids=["isrc", "link after isrc", "link", "nothing", "trouble", "no name"],
)
async def test_features_are_asked_by_isrc_then_by_link(
    track: Track, measures: Measures, asked: list[str], known: bool
) -> None:
    resolver = Resolver((), (), expand, measures=measures)  # type: ignore[arg-type]
    assert bool(await resolver.features(track, Deadline.after(5.0))) == known
    assert measures.asked == asked


async def test_the_model_in_the_data_folder_is_asked(tmp_path: Path) -> None:
    CALM.save(tmp_path)
    async with opened(Settings(_env_file=None, slate_noncommercial=True, slate_data=tmp_path)) as chain:  # type: ignore[call-arg]
        assert chain is not None
        assert chain.resolver.verdict(KNOWN) == CALM.judge(KNOWN)
        assert chain.resolver.verdict({"energy": 0.4, "valence": 0.4}) is None


async def test_a_damaged_model_is_logged_and_the_bot_starts_without_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    CALM.save(tmp_path)
    (tmp_path / FILE).write_text("{}")
    async with opened(Settings(_env_file=None, slate_noncommercial=True, slate_data=tmp_path)) as chain:  # type: ignore[call-arg]
        assert chain is not None
        assert chain.resolver.verdict(KNOWN) is None
    assert "slate train published" in caplog.text


def test_what_is_published_is_told_as_no_more_than_that() -> None:
    assert "published" not in words.no_excerpt("A – T", {})
    assert "published" not in words.no_excerpt("A – T", {"energy": 0.9}, Verdict("calm", 0.8, "t", "playlists"))
    told = words.no_excerpt("A – T", KNOWN)
    assert told.endswith("which I cannot check by ear: they call it calm and rather dark.")
    assert words.no_excerpt("A – T", KNOWN, Verdict("calm", 0.836, "my table", "playlists")) == (
        f"{told} By these features it is calm, 84 %, says a model trained on my table; its labels are those of "
        "playlists, not of the sound."
    )


@pytest.mark.parametrize("source", ["deezer", "apple"])
def test_an_excerpt_is_credited_to_its_catalogue_by_name(source: str) -> None:
    told = words.credit(source, "https://a.example/1")
    assert told.value in ("30 s from Deezer", "30 s from Apple Music")
    assert told.link == "https://a.example/1"
    assert words.credit(source, "javascript:alert(1)").link == ""
    assert words.credit(source, "", "Some Song").name == "Some Song"


def table(path: Path, labels: tuple[str, str] = ("calm", "energetic")) -> Path:
    """A table of 120 songs in which energy decides."""
    chance = random.Random(1)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*COLUMNS, "mood", "singer"])
        for number in range(120):
            row = {name: round(chance.uniform(least, most), 4) for name, (least, most) in COLUMNS.items()}
            writer.writerow([*row.values(), labels[row["energy"] > 0.5], f"singer {number % 30}"])
    return path


def slate(*line: object, **environment: str) -> Result:
    return CliRunner().invoke(main, [str(word) for word in line], env=environment)


def test_an_operator_trains_into_the_data_folder(tmp_path: Path) -> None:
    columns = ("--label", "mood", "--artist", "singer")
    csv_file = table(tmp_path / "my_songs.csv")
    refused = slate("train", "published", csv_file, *columns, SLATE_DATA=str(tmp_path / "data"))
    assert refused.exit_code == 1
    assert "Spotify's terms forbid" in refused.output
    assert not (tmp_path / "data").exists()

    done = slate("train", "published", csv_file, *columns, "--rights", SLATE_DATA=str(tmp_path / "data"))
    assert done.exit_code == 0, done.output
    assert "majority" in done.output
    assert "confusion" in done.output
    model = PublishedModel.load(tmp_path / "data")
    assert model is not None
    assert model.judge(KNOWN) is not None
    assert (model.table, model.origin, model.labels) == ("my_songs", "that table", ("calm", "energetic"))


def test_labels_are_named_only_where_the_operator_says_so(tmp_path: Path) -> None:
    csv_file = table(tmp_path / "t.csv", ("0", "1"))
    line = ("train", "published", csv_file, "--label", "mood", "--artist", "singer", "--rights", "--out", tmp_path)
    assert "Give it one: --name '0'=word" in slate(*line).output
    assert "not of the form LABEL=WORD" in slate(*line, "--name", "calm").output
    named = ("--name", "0=calm", "--name", "1=loud", "--called", "Songs of 2026", "--labels-of", "my ears")
    done = slate(*line, *named)
    assert done.exit_code == 0, done.output
    model = PublishedModel.load(tmp_path)
    assert model is not None
    assert (model.table, model.origin, model.labels) == ("Songs of 2026", "my ears", ("calm", "loud"))


@pytest.mark.parametrize("command", [("train", "published"), ("bench", "published", "--data")])
def test_what_cannot_be_read_is_one_sentence(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "t.csv").write_text("a,b\n1,2\n")
    given = (tmp_path,) if "--data" in command else (tmp_path / "t.csv", "--rights")
    done = slate(*command, *given)
    assert done.exit_code == 1
    assert done.output.startswith("Error: ")
    assert done.output.count("\n") == 1


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    line = ("train", "published", table(tmp_path / "t.csv"), "--label", "mood", "--artist", "singer", "--rights")
    done = slate(*line, "--out", tmp_path / "file" / "below")
    assert done.exit_code == 1
    assert done.output.startswith("Error: ")
    assert done.output.count("\n") == 1
