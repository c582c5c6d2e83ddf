"""The page as a person meets it: dropped songs, typed commands, keys alone, a narrow phone, the dark."""

from __future__ import annotations

import asyncio
import base64
import re
from typing import Any

import pytest
from playwright.async_api import Page, expect

from engine.fake import FakeEngine
from engine.local import LocalEngine

pytestmark = pytest.mark.asyncio(loop_scope="session")  # one browser serves all tests

DROP = """async ([names, sounds]) => {
  const carried = new DataTransfer();
  for (const [place, name] of names.entries()) {
    const bytes = Uint8Array.from(atob(sounds[place]), (letter) => letter.charCodeAt(0));
    carried.items.add(new File([bytes], name, { type: "audio/wav" }));
  }
  for (const kind of ["dragenter", "dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
    await new Promise((done) => setTimeout(done, 50));
    if (kind === "dragover") window.offered = document.querySelector("#drop:not([hidden])")?.textContent;
  }
  return window.offered;
}"""

CONTRASTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parse = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const colour = parse(getComputedStyle(node).backgroundColor);
      if (colour[3] > 250) return colour;
    }
    return [255, 255, 255, 255];
  };
  const weak = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode.parentElement;
    const passed = !texts.currentNode.data.trim() || !node.checkVisibility();
    if (passed || node.closest(".unseen, .skip, :disabled")) continue;
    const [a, b] = [light(parse(getComputedStyle(node).color)), light(ground(node))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) weak.push(`${texts.currentNode.data.trim()}: ${ratio.toFixed(2)}`);
  }
  return weak;
}"""


async def drop(page: Page, **sounds: bytes) -> str:
    """Drag files over the page and let them go; what the page offered to do with them."""
    names = [f"{name}.wav" for name in sounds]
    offered: str = await page.evaluate(DROP, [names, [base64.b64encode(data).decode() for data in sounds.values()]])
    return offered


async def say(page: Page, line: str) -> None:
    await page.fill("#line", line)
    await page.press("#line", "Enter")


async def fits(page: Page) -> None:
    """Nothing sticks out sideways."""
    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


async def described(page: Page) -> None:
    """Every picture that is shown says what it shows; only decoration is silent."""
    for image in await page.locator("main img, dialog[open] img").all():
        assert len(await image.get_attribute("alt") or "") > 20


async def test_a_dropped_song_becomes_a_picture_and_its_buttons_work(site: Any, opened: Any, song: Any) -> None:
    async with site() as there, opened(there.address) as page:
        assert await drop(page, My_Song=song(330)) == "Slate this"
        await expect(page.locator(".you .chip")).to_have_text("My Song")
        answer = page.locator(".slate").first
        await expect(answer.locator(".said")).to_contain_text("My Song. It feels")
        await expect(answer.locator("img")).to_have_js_property("naturalWidth", 1024)
        await expect(page.locator("#greeting")).to_be_hidden()
        await page.get_by_role("button", name="Again").click()
        await expect(page.locator(".slate img")).to_have_count(2)
        seeds = [call[1].seed for call in there.engine.calls if call[0] == "paint"]
        assert seeds[-2:] == [0, 1]
        await described(page)
        await fits(page)


async def test_three_dropped_songs_are_placed_by_mood(site: Any, opened: Any, song: Any) -> None:
    async with site() as there, opened(there.address) as page:
        assert await drop(page, one=song(220), two=song(440), three=song(660)) == "Mood of this"
        table = page.locator("table")
        await expect(table.locator("tbody tr")).to_have_count(3)
        await expect(table.locator("th").first).to_have_text("Song")
        await expect(page.locator(".slate img")).to_have_count(4)
        await described(page)


async def test_attached_files_can_be_removed_and_wait_for_a_choice(site: Any, opened: Any, song: Any) -> None:
    files = [{"name": f"{name}.wav", "mimeType": "audio/wav", "buffer": song(220)} for name in ("a", "b")]
    async with site() as there, opened(there.address) as page:
        async with page.expect_file_chooser() as chooser:
            await page.get_by_role("button", name="Attach songs").click()
        await (await chooser.value).set_files(files)
        await expect(page.locator("#deeds button")).to_have_text(["Mood of this", "Remix these files"])
        await page.get_by_role("button", name="Remove b.wav").click()
        for deed in ("Slate this", "Mood of this"):
            await expect(page.locator("#deeds").get_by_role("button", name=deed)).to_be_visible()
        await page.get_by_role("button", name="Mood of this").click()
        await expect(page.locator("tbody tr")).to_have_count(1)
        await expect(page.locator("#tray")).to_be_hidden()


async def test_the_whole_way_with_the_keyboard_alone(site: Any, opened: Any) -> None:
    async with site() as there, opened(there.address) as page:
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")  # the skip link
        await page.keyboard.press("Tab") if await page.evaluate("document.activeElement.id") != "line" else None
        await expect(page.locator("#line")).to_be_focused()
        await page.keyboard.type("/")
        await expect(page.locator("#line")).to_have_attribute("aria-expanded", "true")
        await expect(page.locator("#palette").get_by_role("option", selected=True)).to_contain_text("/slate")
        await page.keyboard.press("ArrowDown")
        await expect(page.locator("#palette").get_by_role("option", selected=True)).to_contain_text("/mood")
        await page.keyboard.press("ArrowUp")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("dialog")).to_contain_text("Paint a song")
        await expect(page.get_by_label("Song", exact=True)).to_be_focused()
        await page.keyboard.type("Paper Kites")
        for _ in range(5):  # over the four jukebox songs to the styles
            await page.keyboard.press("Tab")
        await page.keyboard.press("ArrowRight")
        await page.keyboard.press("Enter")
        await expect(page.locator("#form")).to_be_hidden()
        await expect(page.locator(".you")).to_have_text("You: /slate Paper Kites style=strata")
        picture = page.locator(".slate .picture")
        await expect(picture).to_be_visible()
        await picture.focus()
        await page.keyboard.press("Enter")
        await expect(page.locator("#lightbox")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(page.locator("#lightbox")).to_be_hidden()
        await expect(picture).to_be_focused()


async def test_typed_options_are_completed_and_sent(site: Any, opened: Any) -> None:
    async with site() as there, opened(there.address) as page:
        await page.locator("#line").press_sequentially("/sl")
        await page.keyboard.press("Tab")
        await expect(page.locator("#line")).to_have_value("/slate ")
        await page.locator("#line").press_sequentially("sad st")
        await page.keyboard.press("Tab")
        await page.locator("#line").press_sequentially("ri")
        await page.keyboard.press("Tab")
        await expect(page.locator("#line")).to_have_value("/slate sad style=rings ")
        await page.keyboard.press("Enter")
        await expect(page.locator(".slate .said")).to_contain_text("Last Tram Home")
        assert [call[1].style for call in there.engine.calls if call[0] == "paint"][-1] == "rings"


async def test_pictures_are_turned_over_in_the_lightbox(site: Any, opened: Any) -> None:
    async with site() as there, opened(there.address) as page:
        await page.locator(".tile .picture").first.click()
        big = page.locator("#big")
        await expect(big).to_have_attribute("alt", re.compile("Paper Kites: .* never touch"))
        await page.keyboard.press("ArrowRight")
        await expect(big).to_have_attribute("alt", re.compile("Red Static"))
        await page.keyboard.press("ArrowLeft")
        await page.keyboard.press("ArrowLeft")
        await described(page)
        await expect(page.locator("#lightbox a")).to_have_attribute("download", "harbour-at-noon-bloom.webp")
        await page.get_by_role("button", name="Ask for Harbour at Noon").click()
        await expect(page.locator(".slate .said")).to_contain_text("Harbour at Noon")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_view_fits_and_can_be_read(site: Any, opened: Any, width: int, scheme: str) -> None:
    async with site() as there, opened(there.address, width=width, height=800, color_scheme=scheme) as page:
        await expect(page.locator(".tile img")).to_have_count(4)
        await described(page)
        await page.wait_for_timeout(700)  # until what arrives has arrived
        await fits(page)
        assert await page.evaluate(CONTRASTS) == []
        await page.locator(".tile .picture").first.click()
        await page.locator("#big").wait_for()
        assert await page.evaluate(CONTRASTS) == []
        await page.keyboard.press("Escape")
        await expect(page.locator("#lightbox")).to_be_hidden()
        await expect(page.locator(".tile .picture").first).to_be_focused()  # given back late, it would take the Enter
        for line, seen in (("/slate happy shape=wide", ".wall"), ("/mood happy sad", "table"), ("/paint", ".refused")):
            await say(page, line)
            await page.locator(seen).first.wait_for()
        await page.locator("#line").press_sequentially("/")
        await page.wait_for_timeout(500)
        await fits(page)
        assert await page.evaluate(CONTRASTS) == []
        await page.keyboard.press("Enter")
        await expect(page.locator("#form")).to_be_visible()
        await fits(page)
        assert await page.evaluate(CONTRASTS) == []
        assert await page.evaluate(
            "document.querySelector('#form').scrollWidth <= document.querySelector('#form').clientWidth"
        )


async def test_the_chosen_theme_is_remembered(site: Any, opened: Any) -> None:
    async with site() as there, opened(there.address, color_scheme="light") as page:
        ground = "getComputedStyle(document.body).backgroundColor"
        bright = await page.evaluate(ground)
        await page.get_by_role("button", name="Switch between light and dark").click()
        dark = await page.evaluate(ground)
        assert dark != bright
        await page.reload()
        assert await page.evaluate(ground) == dark


async def test_the_page_speaks_the_browsers_language_until_another_is_chosen(site: Any, opened: Any) -> None:
    async with site() as there, opened(there.address, locale="de-DE") as page:
        await expect(page.locator("h2")).to_have_text("Wie sieht dein Song aus?")
        await expect(page.locator("#where")).to_have_text("verbunden")
        await say(page, "/mood happy sad")
        await expect(page.locator("table")).to_be_visible()
        await expect(page.locator("td[data-mood]").first).to_have_text("Fröhlich")
        chosen = page.get_by_label("Sprache")
        await expect(chosen).to_have_value("de")
        await chosen.select_option(label="Français")
        await expect(page.locator("html")).to_have_attribute("lang", "fr")
        await expect(page.locator("#where")).to_have_text("en ligne")
        await expect(page.locator("td[data-mood]").first).to_have_text("Fröhlich")  # an old line keeps its colour
        await say(page, "/slate happy")
        await expect(page.locator(".slate .said").last).to_contain_text("Le morceau est")


@pytest.mark.parametrize("language", ["de", "fr", "es", "ja"])
@pytest.mark.parametrize("width", [360, 1280])
async def test_every_language_fits(site: Any, opened: Any, width: int, language: str) -> None:
    async with site() as there, opened(there.address, width=width, height=800, locale=language) as page:
        await expect(page.locator(".tile img")).to_have_count(4)
        await fits(page)
        await say(page, "/mood happy sad")
        await page.locator("table").wait_for()
        await fits(page)
        overlap = "([a, b]) => a.right > b.left"
        boxes = "ids => ids.map((id) => document.querySelector(id).getBoundingClientRect().toJSON())"
        assert not await page.evaluate(f"({overlap})(({boxes})(['.links', '.tools']))")
        for line in ("/settings", "/slate"):
            await page.locator("#line").press_sequentially(line)
            await page.keyboard.press("Enter")
        await expect(page.locator("#form")).to_be_visible()
        await fits(page)


async def test_work_in_hand_survives_a_reload_is_seen_in_two_tabs_and_can_be_cancelled(site: Any, opened: Any) -> None:
    engine = FakeEngine(hold=asyncio.Event())
    async with site(engine) as there, opened(there.address) as page:
        await say(page, "/slate happy")
        bar = page.get_by_role("progressbar")
        await expect(bar).to_have_attribute("aria-valuenow", "50")
        await page.reload()
        await expect(bar).to_have_attribute("aria-valuenow", "50")
        second = await page.context.new_page()
        await second.goto(there.address)
        await second.get_by_role("button", name="Cancel").click()
        for tab in (page, second):
            await expect(tab.locator(".slate")).to_have_text("Slate, only to you: Cancelled.")
            await expect(tab.get_by_role("progressbar")).to_have_count(0)


async def test_a_cleared_conversation_greets_again(site: Any, opened: Any) -> None:
    async with site() as there, opened(there.address) as page:
        await say(page, "/about")
        await expect(page.locator("table")).to_be_visible()
        clear = page.locator("#clear")
        await clear.click()
        await expect(clear).to_have_text("Really clear it?", use_inner_text=True)
        await clear.click()
        await expect(page.locator("#greeting")).to_be_visible()
        await page.reload()
        await expect(page.locator(".tile img")).to_have_count(4)


async def test_what_was_erased_is_gone_from_the_page_too(site: Any, opened: Any) -> None:
    async with site() as there, opened(there.address) as page:
        await say(page, "/slate happy")
        await expect(page.locator(".slate img")).to_have_count(1)
        await say(page, "/privacy erase")
        await page.get_by_role("button", name="Yes, erase everything").click()
        await expect(page.locator(".said").last).to_contain_text("Everything I kept of you is erased.")
        await expect(page.locator(".slate")).to_have_count(1)  # what it shows is what a reload shows
        await page.reload()
        await expect(page.locator(".slate")).to_have_count(1)


async def test_what_is_refused_says_so_and_loses_nothing(site: Any, opened: Any) -> None:
    async with site() as there, opened(there.address, troubles=20) as page:
        await drop(page, heavy=bytes(2**20 + 1))
        await expect(page.get_by_role("alert")).to_contain_text("“heavy.wav” is larger than 1 MiB")
        await drop(page, broken=b"not audio")
        await expect(page.locator(".refused .said")).to_contain_text("I could not read that as audio")
        await there.web.close()
        await say(page, "/slate happy")
        await expect(page.locator("#problem")).to_contain_text("I cannot be reached")
        await expect(page.locator("#line")).to_have_value("/slate happy")


async def test_names_from_outside_are_only_ever_text(site: Any, opened: Any, song: Any) -> None:
    async with site() as there, opened(there.address) as page:
        await drop(page, **{"<img src=x onerror=alert(1)>": song(330)})
        await expect(page.locator(".you .chip")).to_have_text("<img src=x onerror=alert(1)>")
        await expect(page.locator(".slate img")).to_have_count(1)
        await say(page, "<script>alert(1)</script>")
        await expect(page.locator(".you").last).to_have_text("You: <script>alert(1)</script>")
        assert await page.locator("main script").count() == 0


async def test_a_recording_is_slated(site: Any, opened: Any) -> None:
    async with site() as there, opened(there.address, permissions=["microphone"]) as page:
        await page.get_by_role("button", name="Record a song").click()
        await expect(page.get_by_role("timer")).to_contain_text("0:01")
        await page.get_by_role("button", name="Stop").click()
        await expect(page.locator(".you .chip")).to_have_text("recording")
        await expect(page.locator(".slate .said")).to_contain_text("recording. It feels")
        await page.get_by_role("button", name="Record a song").click()
        await page.get_by_role("button", name="Discard").click()
        await expect(page.locator("#line")).to_be_focused()
        await expect(page.locator(".you")).to_have_count(1)


async def test_a_refused_microphone_is_explained(site: Any, opened: Any) -> None:
    async with site() as there, opened(there.address, permissions=[]) as page:
        await page.get_by_role("button", name="Record a few seconds").click()
        await expect(page.get_by_role("alert")).to_contain_text("did not let me use the microphone")


async def test_a_page_that_lost_the_bot_finds_it_again(site: Any, opened: Any, tmp_path: Any) -> None:
    async with site(FakeEngine(), tmp_path) as there, opened(there.address, troubles=20) as page:
        await say(page, "/about")
        await expect(page.locator("table")).to_be_visible()
        await there.web.close()
        await expect(page.locator("#where")).to_have_text("reconnecting")
        async with site(FakeEngine(), tmp_path, int(there.address.rstrip("/").rpartition(":")[2])):
            await expect(page.locator("#where")).to_have_text("connected", timeout=10_000)
            await expect(page.locator(".line")).to_have_count(2)
            await say(page, "/slate happy")
            await expect(page.locator(".slate .said").last).to_contain_text("Paper Kites")


async def test_a_song_is_really_heard_and_painted(site: Any, opened: Any, song: Any) -> None:
    async with site(LocalEngine()) as there, opened(there.address) as page:
        await drop(page, Plucked=song(330, 8.0))
        await expect(page.locator(".slate .said")).to_contain_text("Plucked. It feels", timeout=60_000)
        picture = page.locator(".slate img")
        await expect(picture).to_have_js_property("naturalWidth", 1024)
        assert "Mood art for Plucked" in (await picture.get_attribute("alt") or "")
        await page.get_by_role("button", name="Other style", exact=True).click()
        await expect(page.locator(".slate img")).to_have_count(2, timeout=60_000)
        await page.get_by_role("button", name="Mood", exact=True).first.click()
        await expect(page.locator("tbody tr")).to_have_count(1, timeout=60_000)
        await expect(page.locator(".slate img")).to_have_count(4)
        await described(page)
