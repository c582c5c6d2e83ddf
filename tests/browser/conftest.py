"""A real browser on a real page: Chromium from CHROMIUM, the PATH or Playwright's own; skipped where there is none."""

from __future__ import annotations

import io
import math
import os
import shutil
import struct
import wave
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from PIL import Image
from playwright.async_api import Browser, Error, Page, async_playwright

import cogs
from bot.cog import discover
from bot.config import Settings
from bot.testing import House, house
from bot.web import Web
from engine.api import ENGLISH, Dot, Engine, Hearing, Labels, PaintOptions, Picture, Progress, Slate, Star, silent
from engine.fake import FakeEngine

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")


class PaintingEngine(FakeEngine):
    """The fake, with pictures as large as they were asked for, so that the page must find room for them."""

    async def paint(self, hearing: Hearing, options: PaintOptions, progress: Progress = silent) -> Slate:
        slate = await super().paint(hearing, options, progress)
        shown = picture(options.width, options.height, options.format)
        return Slate(shown, slate.style, slate.composition, slate.seed, slate.palette)

    async def plane(self, dots: Any, progress: Progress = silent, labels: Labels = ENGLISH) -> Picture:
        await super().plane([Dot(dot.label, dot.mood) for dot in dots], progress, labels)
        return picture(1000, 1000)

    async def constellation(
        self, asked: Star, near: Sequence[Star], progress: Progress = silent, labels: Labels = ENGLISH
    ) -> Picture:
        await super().constellation(asked, near, progress, labels)
        return picture(1200, 800)

    async def spectrogram(self, hearing: Hearing, progress: Progress = silent) -> Picture:
        await super().spectrogram(hearing, progress)
        return picture(1000, 420)


@dataclass
class Site:
    """A running page and the bot behind it."""

    house: House
    web: Web
    address: str
    engine: Engine


@asynccontextmanager
async def served(engine: Engine | None = None, folder: Path | None = None, port: int = 0) -> AsyncIterator[Site]:
    """The page on loopback with every cog; greeted, unless an engine is given."""
    chosen = engine or PaintingEngine()
    settings = Settings(_env_file=None, slate_port=port, slate_max_mib=1)
    async with house(discover(cogs), chosen, folder) as made:
        web = Web(made.desk, made.jobs, made.store, made.songs, chosen, settings, {"discord": "Not connected."})
        made.jobs.serve(web)
        address = await web.start()
        await made.jobs.resume()
        if engine is None:
            await web.greet()
        try:
            yield Site(made, web, address, chosen)
        finally:
            await web.close()


def picture(width: int, height: int, kind: str = "png") -> Picture:
    """A plain picture of that size."""
    data = io.BytesIO()
    Image.new("RGB", (width, height), "#35607a").save(data, kind)
    return Picture(data.getvalue(), f"image/{kind}", width, height)


def tone(frequency: float, seconds: float = 4.0) -> bytes:
    """A plucked tone, again every half second, as a wav file."""
    rate = 16_000
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        for number in range(round(rate * seconds)):
            fading = math.exp(-(number % (rate // 2)) / 2000)
            file.writeframesraw(
                struct.pack("<h", round(12_000 * fading * math.sin(math.tau * frequency * number / rate)))
            )
    return data.getvalue()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium, started once."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    async with async_playwright() as playwright:
        try:
            started = await playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        except Error as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"no Chromium could be started; install it or set CHROMIUM: {str(error).splitlines()[0]}")
        yield started
        await started.close()


Opened = Callable[..., AbstractAsyncContextManager[Page]]


@pytest.fixture
def opened(browser: Browser) -> Opened:
    """Open the page as a person would; afterwards nothing was complained about and nothing left this machine."""

    @asynccontextmanager
    async def opening(
        address: str, width: int = 1280, height: int = 900, troubles: int = 0, **options: Any
    ) -> AsyncIterator[Page]:
        context = await browser.new_context(viewport={"width": width, "height": height}, **options)
        page = await context.new_page()
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        await page.goto(address)
        await page.locator("#dot.alive").wait_for()
        yield page
        assert len(said) <= troubles, said
        assert [url for url in asked if not url.startswith(address)] == []
        await context.close()

    return opening


@pytest.fixture
def site() -> Callable[..., AbstractAsyncContextManager[Site]]:
    """Start a page."""
    return served


@pytest.fixture
def song() -> Callable[..., bytes]:
    """Make a sound file."""
    return tone
