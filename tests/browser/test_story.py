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
        await expect(page.locator(".said").last).to_contain_text("belong to those who made them")
