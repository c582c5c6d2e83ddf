"""A remix on the page: two songs dropped, a form for two, and a player beside the picture."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from playwright.async_api import Page, expect

from engine.api import ENGLISH, Labels, Picture, Progress, Remix, RemixOptions, silent
from engine.fake import FakeEngine
from tests.browser.test_page import described, drop, fits, say

pytestmark = pytest.mark.asyncio(loop_scope="session")  # one browser serves all tests


class Drawing(FakeEngine):
    """The fake, with a picture as large as a remix's."""

    async def remix(
        self,
        first: bytes,
        second: bytes,
        options: RemixOptions,
        progress: Progress = silent,
        labels: Labels = ENGLISH,
    ) -> Remix:
        made = await super().remix(first, second, options, progress, labels)
        data = io.BytesIO()
        Image.new("RGB", (1200, 1390), "#e9e2d0").save(data, "jpeg")
        shown = Picture(data.getvalue(), "image/jpeg", 1200, 1390)
        return Remix(made.sound, shown, made.first, made.second, made.shift, made.stretch, made.loudness, made.strength)


PLAYS = """(sound) =>
  new Promise((done) => {
    sound.oncanplay = () => done(sound.duration > 0);
    sound.onerror = () => done(false);
    sound.load();
  })"""


def remixed(engine: FakeEngine) -> list[RemixOptions]:
    return [told[2] for name, told in engine.calls if name == "remix" and isinstance(told, tuple)]


async def answered(page: Page, number: int) -> None:
    await expect(page.locator(".line.slate")).to_have_count(number)


async def test_two_dropped_songs_become_a_remix_that_plays(site: Any, opened: Any, song: Any) -> None:
    engine = Drawing()
    async with site(engine) as running, opened(running.address) as page:
        assert await drop(page, river=song(220), harbour=song(330)) == "Remix these files"
        await answered(page, 1)
        await expect(page.locator(".said")).to_contain_text("river in the style of harbour.")
        player = page.locator(".line.slate audio")
        await expect(player).to_have_count(1)
        assert await player.evaluate(PLAYS)
        picture, sound = await page.locator(".line.slate img").bounding_box(), await player.bounding_box()
        assert picture
        assert sound
        assert sound["x"] > picture["x"] + picture["width"]  # beside it
        await described(page)
        await page.click("text=Stronger")
        await answered(page, 2)
        await page.locator(".line.slate").last.get_by_text("Slate it").click()
        await expect(page.locator(".line.slate").last.locator(".said")).to_contain_text("river × harbour")
    assert [options.strength for options in remixed(engine)] == ["balanced", "heavy"]


@pytest.mark.parametrize("width", [1280, 380])
async def test_the_form_takes_a_song_in_each_field(site: Any, opened: Any, song: Any, width: int) -> None:
    engine = Drawing()
    async with site(engine) as running, opened(running.address, width=width) as page:
        await say(page, "/remix")
        await expect(page.locator("#form[open]")).to_be_visible()
        await fits(page)
        await drop(page, river=song(220), harbour=song(330))
        chips = page.locator("#form .chips .chip")
        await expect(chips).to_have_text(["river.wav", "harbour.wav"])
        await page.get_by_role("radio", name="heavy").check(force=True)
        await page.get_by_label("Bed").click()
        await page.click("#form .primary")
        await answered(page, 1)
        await expect(page.locator(".line.you")).to_contain_text("strength=heavy")
        await expect(page.locator(".line.you")).not_to_contain_text("keep=")
        await fits(page)
    assert remixed(engine) == [RemixOptions(strength="heavy", bed=False)]


async def test_a_file_and_a_named_song(site: Any, opened: Any, song: Any) -> None:
    engine = Drawing()
    async with site(engine) as running, opened(running.address) as page:
        await say(page, "/remix")
        await page.fill("#field-second", "happy")
        await drop(page, river=song(220))
        await page.click("#form .primary")
        await answered(page, 1)
        await expect(page.locator(".said")).to_contain_text("river in the style of Paper Kites.")
    assert len(remixed(engine)) == 1


async def test_two_attached_files_offer_what_takes_two(site: Any, opened: Any, song: Any) -> None:
    async with site(Drawing()) as running, opened(running.address) as page:
        await page.fill("#line", "wait")
        await drop(page, river=song(220))
        deeds = page.locator("#deeds button")
        assert "Remix these files" not in await deeds.all_text_contents()
        await drop(page, harbour=song(330))
        assert "Remix these files" in await deeds.all_text_contents()
        assert "Slate this" not in await deeds.all_text_contents()


async def test_a_long_form_folds_away_what_nobody_has_to_fill_in(site: Any, opened: Any) -> None:
    engine = Drawing()
    async with site(engine) as running, opened(running.address) as page:
        await say(page, "/remix happy length=20")
        fold = page.locator("#form .fold")
        await expect(page.get_by_label("Bed")).to_be_visible()
        await expect(page.locator("#field-length")).to_be_visible()  # it holds something already
        await expect(page.locator("#field-style_start")).to_be_hidden()
        await fold.get_by_text("More options").click()
        await page.fill("#field-style_start", "3")
        await page.fill("#field-second", "sad")
        await page.click("#form .primary")
        await answered(page, 1)
    assert remixed(engine) == [RemixOptions(seconds=20, style_start=3)]
