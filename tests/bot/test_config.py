"""The environment beats .env beats the default, and .env.example tells of every setting."""

from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from bot.config import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without the developer's own .env, and an environment without their tokens."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return tmp_path


def test_the_environment_beats_the_file_beats_the_default(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().slate_port == 8321
    (elsewhere / ".env").write_text("SLATE_PORT=1111\nSLATE_KEEP_DAYS=5\n")
    monkeypatch.setenv("SLATE_PORT", "2222")
    assert (Settings().slate_port, Settings().slate_keep_days) == (2222, 5)


def test_the_example_tells_of_every_setting_with_its_default_and_sentence() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    told = {}
    for above, line in pairwise(lines):
        if "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            told[name] = (value, above.removeprefix("# "))
    assert told == {
        name.upper(): (_shown(field.default), field.description) for name, field in Settings.model_fields.items()
    }


def _shown(default: object) -> str:
    return default.get_secret_value() if isinstance(default, SecretStr) else str(default)


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "very-secret")
    settings = Settings()
    assert "very-secret" not in f"{settings!r} {settings.model_dump_json()}"


@pytest.mark.parametrize(("name", "value"), [("SLATE_PORT", "99999"), ("SLATE_WORKERS", "-1"), ("SLATE_LOG", "loud")])
def test_nonsense_is_refused(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError, match=name.lower()):
        Settings()
