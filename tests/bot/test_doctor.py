"""The check-up names what is wrong with what the operator brought along."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from bot import doctor, words
from bot.config import Settings


def test_a_damaged_model_of_published_features_is_named(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, slate_data=tmp_path)  # type: ignore[call-arg]
    assert list(doctor._published(settings)) == []
    (tmp_path / "published.json").write_text("{}", encoding="utf-8")
    (finding,) = doctor._published(settings)
    assert not finding.good
    assert "slate train published" in finding.sentence


async def test_networks_that_remixes_may_use_are_named_and_never_missed(tmp_path: Path) -> None:
    (off,) = [each async for each in doctor._extras(Settings(_env_file=None, slate_data=tmp_path))]  # type: ignore[call-arg]
    assert off == doctor.Finding(True, words.remix_extras_off())
    settings = Settings(_env_file=None, slate_data=tmp_path, slate_remix_models=str(tmp_path))  # type: ignore[call-arg]
    expected = [
        words.remix_extra_without_weights(name, file, str(tmp_path))
        if find_spec(name)
        else words.remix_extra_missing(name, extra)
        for name, file, extra in (
            ("beat_this", "small0.ckpt", "beats"),
            ("demucs", "955717e8.safetensors", "vocals"),
        )
    ]
    assert [each async for each in doctor._extras(settings)] == [doctor.Finding(True, told) for told in expected]


async def test_damaged_weights_for_remixes_are_a_fault(tmp_path: Path) -> None:
    pytest.importorskip("demucs", reason="demucs is not installed: slate-bot[vocals]")
    (tmp_path / "955717e8.safetensors").write_bytes(b"half")
    settings = Settings(_env_file=None, slate_data=tmp_path, slate_remix_models=str(tmp_path))  # type: ignore[call-arg]
    _, finding = [each async for each in doctor._extras(settings)]
    assert finding == doctor.Finding(False, words.remix_extra_damaged("demucs", "955717e8.safetensors", str(tmp_path)))
