"""A record told on the page: its form, its files, its cards and its zip."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from playwright.async_api import Page, expect

pytestmark = pytest.mark.asyncio(loop_scope="session")  # one browser serves all tests

FILES = [
    {"name": "01 Rain.txt", "mimeType": "text/plain", "buffer": b"the rain on the road\nthe lantern"},
    {"name": "02 Sun.lrc", "mimeType": "application/octet-stream", "buffer": b"[00:01.00]the sun at the door"},
]


async def open_form(page: Page) -> Any:
    """The form of /story, as it opens for a bare command."""
    await page.fill("#line", "/story")
    await page.press("#line", "Enter")
    form = page.get_by_role("dialog")
    await expect(form.get_by_role("heading")).to_contain_text("/story")
    return form


@pytest.mark.parametrize("width", [1280, 360])
async def test_a_record_is_told_from_files(site: Any, opened: Any, width: int) -> None:
    async with site() as there, opened(there.address, width=width) as page:
        form = await open_form(page)
        async with page.expect_file_chooser() as chooser:
            await form.get_by_role("button", name="Choose files").click()
        await (await chooser.value).set_files(FILES)
        await expect(form.locator(".chips li")).to_have_count(2)
        await form.get_by_label("title", exact=False).first.fill("Low Light")
        await form.get_by_role("switch").check()
        await form.get_by_role("button", name="Story").click()
        answer = page.locator(".slate").last
        await expect(answer.locator(".said")).to_contain_text("Low Light in 2 scenes")
        await expect(answer.locator("img")).to_have_count(3)
        async with page.expect_download() as loading:
            await answer.get_by_role("link", name="low-light.zip").click()
        path = await (await loading.value).path()
        assert len(zipfile.ZipFile(io.BytesIO(path.read_bytes())).namelist()) == 12
        assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


async def test_long_words_keep_their_lines_and_stay_out_of_the_conversation(site: Any, opened: Any) -> None:
    async with site() as there, opened(there.address) as page:
        form = await open_form(page)
        await form.locator("textarea").fill("# Rain\nthe rain\nthe road\n# Sun\nthe sun")
        await form.get_by_role("switch").check()
        await form.get_by_role("button", name="Story").click()
        await expect(page.locator(".slate .said").last).to_contain_text("in 2 scenes")
        assert "the road" not in await page.locator("main").inner_text()


async def test_without_rights_a_sentence_says_what_is_missing(site: Any, opened: Any) -> None:
    async with site() as there, opened(there.address) as page:
        form = await open_form(page)
        await form.locator("textarea").fill("# Rain\nthe rain")
        await form.get_by_role("button", name="Story").click()
        await expect(form.locator(".problem")).to_contain_text("Rights (The lyrics and the cover are mine to use)")
        told, send = await form.locator(".problem").bounding_box(), await form.locator(".primary").bounding_box()
        assert told
        assert send
        assert told["y"] + told["height"] <= send["y"]  # in sight, over the buttons
        await expect(form.locator("textarea")).to_have_value("# Rain\nthe rain")  # nothing has to be typed twice
        await expect(page.locator(".said")).to_have_count(0)


async def test_dropped_or_attached_lyrics_lead_to_the_form(site: Any, opened: Any) -> None:
    async with site() as there, opened(there.address) as page:
        for chosen in ("Choose a song", "Attach songs"):
            async with page.expect_file_chooser() as chooser:
                await page.get_by_role("button", name=chosen).click()
            await (await chooser.value).set_files(FILES)
            if chosen == "Attach songs":
                await expect(page.locator("#deeds button")).to_have_text(["Story"])
                await page.locator("#deeds button").click()
            form = page.get_by_role("dialog")
            await expect(form.locator(".chips li")).to_have_text(["01 Rain.txt", "02 Sun.lrc"])
            await form.get_by_role("button", name="Cancel").click()


async def test_each_step_of_the_thread_has_its_line(site: Any, opened: Any) -> None:
    async with site() as there, opened(there.address) as page:
        form = await open_form(page)
        await form.locator("textarea").fill("# Rain\nthe rain\n# Sun\nthe sun\n# Sea\nthe sea")
        await form.get_by_role("switch").check()
        await form.get_by_role("button", name="Story").click()
        said = page.locator(".slate .said").last
        await expect(said).to_contain_text("2 → 3")
        assert len((await said.inner_text()).splitlines()) == 3
