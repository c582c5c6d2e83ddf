"""`slate run` and `slate ask` as a person starts them: real processes, a real page, Ctrl-C."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.audio import encode
from tests.engine import sounds


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Nothing of the developer's own settings; data in a folder of its own."""
    tokens = ("DISCORD_TOKEN", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SLATE_") and name not in tokens}
    return kept | {"SLATE_DATA": str(tmp_path / "data"), "SLATE_PORT": "0", "COLUMNS": "200", "SLATE_WORKERS": "1"}


def slate(*words: str) -> list[str]:
    return [sys.executable, "-c", "from bot.cli import main; main()", *words]


@pytest.fixture
def running(environment: dict[str, str], tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        slate("run"),
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": str(Path(__file__).parents[1])},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    yield process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def first_lines(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "Ctrl-C" in line:
            break
    return "".join(lines)


def children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def gone(processes: list[int]) -> bool:
    """Whether all of them end within five seconds; the interpreter's own tracker of resources takes a moment."""
    deadline = time.monotonic() + 5.0
    while time.monotonic() < deadline:
        if not any(Path(f"/proc/{each}").exists() for each in processes):
            return True
        time.sleep(0.05)
    return False


def test_run_says_where_it_is_and_what_is_connected_and_stops_on_ctrl_c(running: subprocess.Popen[str]) -> None:
    said = first_lines(running)
    address = re.search(r"http://127\.0\.0\.1:\d+", said)
    assert address
    assert "Discord" in said
    assert "DISCORD_TOKEN" in said
    with urllib.request.urlopen(address[0], timeout=10) as page:
        assert page.status == 200
    workers = children(running.pid)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to the whole group
    rest, _ = running.communicate(timeout=20)
    assert running.returncode == 0
    assert rest.strip().endswith("Unfinished work goes on at the next start.")
    assert "Traceback" not in rest
    assert gone(workers)


@pytest.mark.parametrize("moment", [0.0, 0.1, 0.2, 0.4])
def test_ctrl_c_is_quiet_while_workers_start(running: subprocess.Popen[str], moment: float) -> None:
    first_lines(running)
    time.sleep(moment)
    os.killpg(running.pid, signal.SIGINT)
    rest, _ = running.communicate(timeout=20)
    assert running.returncode == 0
    assert len(rest.strip().splitlines()) == 1, rest


def test_no_worker_outlives_a_bot_that_was_killed(running: subprocess.Popen[str]) -> None:
    first_lines(running)
    deadline = time.monotonic() + 10.0
    while len(workers := children(running.pid)) < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(2.0)
    running.kill()
    running.wait()
    assert workers
    assert gone(workers)


def test_run_stops_at_once_while_it_is_still_starting(running: subprocess.Popen[str]) -> None:
    first_lines(running)
    running.terminate()
    rest, _ = running.communicate(timeout=20)
    assert running.returncode == 0
    assert "Traceback" not in rest


def test_a_taken_port_is_a_sentence(
    running: subprocess.Popen[str], environment: dict[str, str], tmp_path: Path
) -> None:
    port = re.search(r"http://127\.0\.0\.1:(\d+)", first_lines(running))
    assert port
    second = subprocess.run(
        slate("run", "--port", port[1]),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=environment | {"PYTHONPATH": str(Path(__file__).parents[1]), "SLATE_DATA": str(tmp_path / "other")},
    )
    assert second.returncode == 69
    assert "choose another with SLATE_PORT" in second.stdout.strip().splitlines()[-1]
    assert "Traceback" not in second.stdout + second.stderr


def test_the_module_is_the_command_too() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "--help"], cwd=Path(__file__).parents[1], capture_output=True, text=True
    )
    assert "Slate hears songs" in done.stdout


def test_wrong_settings_are_sentences(environment: dict[str, str], tmp_path: Path) -> None:
    done = subprocess.run(
        slate("run"),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=environment | {"PYTHONPATH": str(Path(__file__).parents[1]), "SLATE_KEEP_DAYS": "soon"},
    )
    assert done.returncode == 78
    assert "SLATE_KEEP_DAYS" in done.stderr
    assert "Traceback" not in done.stderr


def test_ask_paints_a_file_to_the_same_bytes(environment: dict[str, str], tmp_path: Path) -> None:
    song = tmp_path / "My Song.mp3"
    song.write_bytes(encode(sounds.music(8.0), sounds.RATE, "mp3", None))
    pictures = []
    for number in (1, 2):
        done = subprocess.run(
            slate("ask", "/slate 'My Song.mp3' style=strata", "--out", f"art{number}.png"),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env=environment
            | {"PYTHONPATH": str(Path(__file__).parents[1]), "SLATE_DATA": str(tmp_path / f"data{number}")},
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stdout.startswith("My Song. It feels ")
        pictures.append((tmp_path / f"art{number}.png").read_bytes())
    assert pictures[0].startswith(b"\x89PNG")
    assert pictures[0] == pictures[1]


def test_ask_places_two_files_on_the_plane(environment: dict[str, str], tmp_path: Path) -> None:
    for number in (1, 2):
        music = sounds.music(4.0 + number)
        (tmp_path / f"song {number}.mp3").write_bytes(encode(music, sounds.RATE, "mp3", None))
    done = subprocess.run(
        slate("ask", "/mood 'song 1.mp3' 'song 2.mp3'", "--out", "."),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=environment | {"PYTHONPATH": str(Path(__file__).parents[1])},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("2 songs: ")
    written = {path.name for path in tmp_path.glob("*.png")}
    assert written == {"mood-plane.png", "song-1-spectrogram.png", "song-2-spectrogram.png"}
