"""A repaint takes the slate's place on the page, where the slate hangs, and stays there after a reload."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from playwright.async_api import expect

from engine.api import Diffusion

pytestmark = pytest.mark.asyncio(loop_scope="session")  # one browser serves all tests


async def test_the_repaint_takes_the_slates_place(site: Any, opened: Any) -> None:
    async with site() as there:
        engine = there.engine
        engine.model, engine.dry = Diffusion("ready", "some/model", "Apache-2.0"), asyncio.Event()
        async with opened(there.address) as page:
            await page.fill("#line", "/slate happy")
            await page.press("#line", "Enter")
            answer = page.locator(".line.slate").last
            await expect(answer.locator(".said")).to_contain_text("A repaint follows.")
            before = await answer.locator("img").get_attribute("src")
            engine.dry.set()
            await expect(answer.locator(".said")).to_contain_text("painted anew")
            assert await answer.locator("img").get_attribute("src") != before
            assert await page.locator(".line.slate").count() == 1
            for label in ("Keep slate", "Stronger", "Softer", "Again"):
                await expect(answer.get_by_role("button", name=label, exact=True)).to_be_visible()
            await page.reload()
            await expect(page.locator(".line.slate .said")).to_contain_text("painted anew")
            await expect(page.locator(".line.slate")).to_have_count(1)
