"""Songs that sound alike, on the page: dropped or recorded, shown, paged and followed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import Page, expect

pytestmark = pytest.mark.asyncio(loop_scope="session")  # one browser serves all tests


async def attach(page: Page, data: bytes, name: str) -> None:
    """Choose a file beside the line."""
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("button", name="Attach songs").click()
    await (await chooser.value).set_files([{"name": f"{name}.wav", "mimeType": "audio/wav", "buffer": data}])


async def meet(page: Page, song: Any, count: int) -> None:
    """Let the bot hear so many songs."""
    for number in range(count):
        await attach(page, song(220 + 55 * number), f"Tune {number}")
        await page.get_by_role("button", name="Slate this").click()
        await expect(page.locator(".slate .said")).to_have_count(number + 1)


@pytest.mark.parametrize("width", [1280, 360])
async def test_an_attached_song_shows_its_neighbours_and_leads_on(
    site: Any, opened: Any, song: Any, width: int
) -> None:
    async with site() as there, opened(there.address, width=width) as page:
        await meet(page, song, 7)
        await attach(page, song(990), "Asked")
        await page.get_by_role("button", name="Similar songs").last.click()
        answer = page.locator(".slate").last
        await expect(answer.locator("tbody tr")).to_have_count(5)
        card = answer.locator("img")
        await expect(card).to_have_js_property("naturalWidth", 1200)
        described = await card.get_attribute("alt") or ""
        for name in await answer.locator("tbody tr td:nth-child(2)").all_inner_texts():
            assert name in described
        await expect(answer.locator(".facts")).to_have_count(0)  # the rows lead to the songs, nothing is told twice
        await expect(answer.locator("tbody td:nth-child(2) a")).to_have_count(5)
        link = answer.locator("tbody a").first
        await expect(link).to_have_attribute("href", re.compile(r"https://musicbrainz\.org/search\?"))
        assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        await answer.get_by_role("button", name="More", exact=True).click()
        more = page.locator(".slate").last
        await expect(more.locator("tbody tr")).to_have_count(2)
        await expect(more.locator("tbody td").first).to_have_text("6")
        await more.get_by_role("button", name="Only this server").click()
        await expect(page.locator(".slate").last.get_by_role("button", name="Everywhere")).to_be_visible()


async def test_a_recording_is_compared_from_the_command(site: Any, opened: Any, song: Any) -> None:
    async with site() as there, opened(there.address, permissions=["microphone"]) as page:
        await meet(page, song, 2)
        await page.fill("#line", "/similar")
        await page.get_by_role("button", name="Record a song").click()
        await expect(page.get_by_role("timer")).to_contain_text("0:01")
        await page.get_by_role("button", name="Stop").click()
        await expect(page.locator("#line")).to_be_focused()  # the recording comes with the line
        await page.press("#line", "Enter")
        await expect(page.locator(".slate .said").last).to_contain_text("your recording")
        await expect(page.locator(".slate").last.locator("tbody tr")).to_have_count(2)
