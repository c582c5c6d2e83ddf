"""The check-up names what is wrong with what the operator brought along."""

from pathlib import Path

from bot import doctor
from bot.config import Settings


def test_a_damaged_model_of_published_features_is_named(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, slate_data=tmp_path)  # type: ignore[call-arg]
    assert list(doctor._published(settings)) == []
    (tmp_path / "published.json").write_text("{}", encoding="utf-8")
    (finding,) = doctor._published(settings)
    assert not finding.good
    assert "slate train published" in finding.sentence
