"""The page over real HTTP on loopback: what it answers, what it refuses, and what its tabs hear."""

from __future__ import annotations

import asyncio
import dataclasses
import io
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self

import pytest
from aiohttp import ClientSession, CookieJar, FormData
from yarl import URL

import cogs
from bot.cog import discover
from bot.config import Settings
from bot.reply import Fact, File, Move, Reply, Table
from bot.testing import House, house
from bot.web import Web, _files, _lines
from bot.web._feed import MOST_UNREAD, Feed
from bot.web._guard import COOKIE
from engine.api import Diffusion
from engine.errors import WorkerDied
from engine.fake import PNG, FakeEngine

PATIENCE = 10.0


class Browser:
    """One browser: a cookie jar, and requests as its page would send them."""

    def __init__(self, address: str, language: str = "") -> None:
        self.address = URL(address)
        asked = {"Accept-Language": language} if language else {}
        self.http = ClientSession(base_url=self.address, cookie_jar=CookieJar(unsafe=True), headers=asked)
        self.origin = {"Origin": str(self.address.origin())}

    async def __aenter__(self) -> Self:
        await self.get("/api/features")
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.http.close()

    async def get(self, path: str) -> Any:
        async with self.http.get(path) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def post(self, path: str, status: int = 200, **options: Any) -> Any:
        options.setdefault("headers", self.origin)
        async with asyncio.timeout(PATIENCE), self.http.post(path, **options) as response:
            body = await response.json()
            assert response.status == status, body
            return body

    async def ask(self, line: str = "", *files: tuple[str, bytes], status: int = 200, **fields: str) -> Any:
        form = FormData({"line": line} | fields, quote_fields=False, default_to_multipart=True)
        for name, data in files:
            form.add_field("files", io.BytesIO(data), filename=name, content_type="audio/mpeg")
        return await self.post("/api/ask", status, data=form)

    async def fetch(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        async with self.http.get(URL(path, encoded=True), headers=headers) as response:
            return response.status, dict(response.headers), await response.read()

    @asynccontextmanager
    async def tab(self) -> AsyncIterator[Tab]:
        async with self.http.get("/api/events") as response:
            assert response.status == 200, await response.text()
            yield Tab(response.content)


class Tab:
    """An open tab: the events it hears, in order."""

    def __init__(self, content: Any) -> None:
        self.content = content

    async def next(self) -> tuple[str, Any]:
        name = ""
        async with asyncio.timeout(PATIENCE):
            while True:
                line = (await self.content.readline()).decode()
                if not line:
                    raise EOFError
                if line.startswith("event: "):
                    name = line[7:-1]
                if line.startswith("data: "):
                    return name, json.loads(line[6:])

    async def until(self, wanted: str, **fields: Any) -> Any:
        """The next event of that name whose body has those fields."""
        while True:
            name, body = await self.next()
            if name == wanted and fields.items() <= body.items():
                return body


@dataclasses.dataclass
class Site:
    house: House
    web: Web
    address: str
    engine: FakeEngine


@asynccontextmanager
async def site(engine: FakeEngine | None = None, folder: Path | None = None, **chosen: Any) -> AsyncIterator[Site]:
    engine = engine or FakeEngine()
    settings = Settings(_env_file=None, **{"slate_port": 0, "slate_max_mib": 1} | chosen)
    async with house(discover(cogs), engine, folder) as made:
        web = Web(made.desk, made.jobs, made.store, made.songs, engine, settings, {"discord": "Not connected."})
        made.jobs.serve(web)
        address = await web.start()
        await made.jobs.resume()
        try:
            yield Site(made, web, address, engine)
        finally:
            await web.close()


# what there is


async def test_features_are_offered_as_the_cogs_declare_them_and_the_likeliest_first() -> None:
    async with site() as there, Browser(there.address) as ann:
        told = await ann.get("/api/features")
    assert (told["one"], told["many"]) == ("slate", "mood")
    assert [feature["name"] for feature in told["features"]][:2] == ["slate", "mood"]
    assert {feature["name"] for feature in told["features"]} == set(there.house.desk.features)
    seed = next(p for p in told["features"][0]["parameters"] if p["name"] == "seed")
    assert (seed["kind"], seed["lowest"], seed["highest"], seed["default"]) == ("whole", 0, 9999, 0)


async def test_the_page_names_only_parts_that_are_served_from_here() -> None:
    async with site() as there, Browser(there.address) as ann:
        _, headers, index = await ann.fetch("/")
        assert b"<script>" not in index
        assert b"style=" not in index
        parts = [part.split(b'"')[0].decode() for part in index.replace(b"href=", b"src=").split(b'src="/')[1:]]
        weight = len(index)
        for part in parts:
            status, _, data = await ann.fetch(f"/{part}")
            assert status == 200, part
            weight += len(data)
        for module in (Path(__file__).parents[2] / "bot" / "page").glob("*.js"):
            status, served, data = await ann.fetch(f"/page/{module.name}")
            assert status == 200
            assert served["Content-Type"].partition(";")[0].endswith("/javascript")
            assert b"http://" not in data.replace(b"http://www.w3.org/2000/svg", b"")
            assert b"innerHTML" not in data
            weight += len(data)
    assert weight < 150_000
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Permissions-Policy"].startswith("microphone=(self)")


async def test_every_field_of_a_reply_reaches_the_page() -> None:
    reply = Reply(
        "text",
        (Fact("tempo", "120"),),
        Table(("a", "b"), (("1", "2"),)),
        (File("pic.png", PNG, "image/png", "a dot"), File("song.mp3", b"ID3", "audio/mpeg", "a song")),
        (Move("Again", "slate", {"song": "x"}),),
        private=True,
    )
    async with house(()) as made:
        body = await _lines.answer(reply, "slate", made.store)
    assert {field.name for field in dataclasses.fields(Reply)} <= body.keys()
    json.dumps(body)
    assert body["facts"] == [{"name": "tempo", "value": "120", "link": ""}]
    assert body["table"]["columns"] == ("a", "b")
    picture, sound = body["files"]
    assert (picture["width"], picture["height"], picture["alt"], picture["kind"]) == (1, 1, "a dot", "image")
    assert (sound["kind"], sound["width"]) == ("audio", 0)
    assert body["moves"] == [{"label": "Again", "code": "slate?song=x"}]
    assert body["private"] is True
    assert body["refused"] is False


# the conversation


async def test_a_line_is_asked_worked_on_and_answered_in_every_tab_of_the_browser() -> None:
    async with (
        site() as there,
        Browser(there.address) as ann,
        Browser(there.address) as ben,
        ann.tab() as one,
        ann.tab() as two,
        ben.tab() as other,
    ):
        for tab in (one, two, other):
            assert (await tab.until("state"))["lines"] == []
        job = (await ann.ask("/slate happy style=flow"))["job"]
        for tab in (one, two):
            assert (await tab.until("line", who="you"))["text"] == "/slate happy style=flow"
            answer = await tab.until("line", who="slate")
            assert answer["job"] == job
            assert answer["text"].startswith("Paper Kites. It feels")
            assert [move["label"] for move in answer["moves"]][:3] == ["Again", "Other style", "Mood"]
        await ben.ask("/about")
        assert (await other.until("line"))["text"] == "/about"  # and nothing of Ann's before it


async def test_files_of_an_answer_are_cached_for_good_typed_by_their_bytes_and_safely_named() -> None:
    async with site() as there, Browser(there.address) as ann, ann.tab() as tab:
        await ann.ask("happy")
        picture = (await tab.until("line", who="slate"))["files"][0]
        status, headers, data = await ann.fetch(picture["address"])
        assert (status, data, headers["Content-Type"]) == (200, PNG, "image/png")
        assert "immutable" in headers["Cache-Control"]
        assert headers["Content-Disposition"].startswith("inline; filename*=UTF-8''paper-kites-")
        path = picture["address"].partition("?")[0]
        _, headers, _ = await ann.fetch(f"{path}?name=..%2F..%2Fevil%22%0d%0a.exe")
        assert headers["Content-Disposition"] == "inline; filename*=UTF-8''evil-exe.png"
        status, headers, data = await ann.fetch(path, Range="bytes=1-3")
        assert (status, data, headers["Content-Range"]) == (206, b"PNG", f"bytes 1-3/{len(PNG)}")
        assert (await ann.fetch(path, Range="bytes=-4"))[2] == PNG[-4:]
        assert (await ann.fetch(path, Range="bytes=9999-"))[0] == 416
        assert (await ann.fetch(path, Range="lines=1-2"))[0] == 416
        status, _, data = await ann.fetch("/files/" + 32 * "0")
        assert (status, "cleared" in json.loads(data)["error"]) == (404, True)


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"RIFF....WEBP", "image/webp"),
        (b"RIFF....WAVE", "audio/wav"),
        (b"fLaC", "audio/flac"),
        (b"<svg onload='alert(1)'>", "application/octet-stream"),
        (b"<html>", "application/octet-stream"),
    ],
)
def test_only_pictures_and_sounds_are_shown(start: bytes, kind: str) -> None:
    assert _files.media_type(start)[0] == kind


async def test_dropped_files_start_the_feature_that_takes_as_many() -> None:
    async with site() as there, Browser(there.address) as ann, ann.tab() as tab:
        await ann.ask("", ("My Song.mp3", b"one"))
        asked = await tab.until("line", who="you")
        assert (asked["text"], asked["files"]) == ("/slate", ["My Song"])
        assert (await tab.until("line", who="slate"))["feature"] == "slate"
        await ann.ask("", ("a.mp3", b"a"), ("b.wav", b"b"))
        assert (await tab.until("line", who="you"))["files"] == ["a", "b"]
        answer = await tab.until("line", who="slate")
        assert answer["feature"] == "remix"
        assert [file["kind"] for file in answer["files"]] == ["image", "audio"]
        await ann.ask("", ("a.mp3", b"a"), ("b.wav", b"b"), ("c.wav", b"c"))
        answer = await tab.until("line", who="slate")
        assert answer["feature"] == "mood"
        assert len(answer["table"]["rows"]) == 3


async def test_what_is_missing_is_asked_for_and_nothing_is_said_before() -> None:
    async with site() as there, Browser(there.address) as ann:
        asked = await ann.ask("/slate style=rings")
        assert asked == {"form": {"feature": "slate", "words": {"style": "rings"}, "missing": ["song"]}}
        async with ann.tab() as tab:
            assert (await tab.until("state"))["lines"] == []
            await ann.ask(feature="slate", words=json.dumps({"song": "sad", "style": "rings"}))
            assert (await tab.until("line", who="you"))["text"] == "/slate sad style=rings"
            assert "Last Tram Home" in (await tab.until("line", who="slate"))["text"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("/paint happy", "I do not know /paint"),
        ("/slate happy style=oil", "is no style"),
        ("/slate https://example.com/song", "Links are switched off"),
        ("/about now please", "no option"),
    ],
)
async def test_what_cannot_be_done_is_answered_in_a_sentence(line: str, sentence: str) -> None:
    async with site() as there, Browser(there.address) as ann, ann.tab() as tab:
        await ann.ask(line)
        assert (await tab.until("line", who="you"))["text"] == line
        answer = await tab.until("line", who="slate")
        assert sentence in answer["text"]
        assert answer["private"]


async def test_an_engine_that_fails_before_the_job_begins_still_answers() -> None:
    class Broken(FakeEngine):
        async def jukebox(self, mood, progress=None):
            raise WorkerDied

    async with site(Broken()) as there, Browser(there.address) as ann, ann.tab() as tab:
        await ann.ask("/slate happy")
        assert (await tab.until("line", who="slate"))["text"] == str(WorkerDied())


async def test_a_button_asks_again() -> None:
    async with site() as there, Browser(there.address) as ann, ann.tab() as tab:
        await ann.ask("/slate relaxed")
        again = (await tab.until("line", who="slate"))["moves"][0]
        await ann.post("/api/move", json=again)
        assert (await tab.until("line", who="you"))["text"] == "Again"
        assert (await tab.until("line", who="slate"))["files"]
        assert [call[1].seed for call in there.engine.calls if call[0] == "paint"] == [0, 1]
        for code in ("", "slate", "?x=1", "paint?x=1"):
            assert "error" in await ann.post("/api/move", 400, json={"code": code, "label": "x"})
        assert "error" in await ann.post("/api/move", 400, json={"code": "slate?song=happy", "label": 100 * "x"})


async def test_a_job_is_shown_to_who_comes_back_and_can_be_cancelled_by_nobody_else() -> None:
    engine = FakeEngine(hold=asyncio.Event())
    async with site(engine) as there, Browser(there.address) as ann, Browser(there.address) as ben:
        job = (await ann.ask("/slate happy"))["job"]
        async with ann.tab() as tab:
            await tab.until("state")
        async with ann.tab() as tab:
            state = await tab.until("state")
            assert [line["who"] for line in state["lines"]] == ["you"]
            assert [each["job"] for each in state["jobs"]] == [job]
            assert state["connected"] == {"discord": "Not connected."}
            assert await ben.post("/api/cancel", json={"job": job}) == {"cancelled": False}
            assert await ann.post("/api/cancel", json={"job": job}) == {"cancelled": True}
            assert (await tab.until("line", job=job))["text"] == "Cancelled."
        async with ann.tab() as tab:
            assert (await tab.until("state"))["jobs"] == []


async def test_progress_is_told() -> None:
    engine = FakeEngine(hold=asyncio.Event())
    async with site(engine) as there, Browser(there.address) as ann, ann.tab() as tab:
        await ann.ask("/slate happy")
        step = await tab.until("step", stage="listening")
        assert (step["fraction"], step["ahead"], step["feature"]) == (0.5, 0, "slate")
        engine.hold.set()
        await tab.until("line", who="slate")


async def test_a_restart_keeps_the_conversation_and_the_promises(tmp_path: Path) -> None:
    engine = FakeEngine(hold=asyncio.Event())
    async with site(engine, tmp_path) as there, Browser(there.address) as ann:
        cookies = {cookie.key: cookie.value for cookie in ann.http.cookie_jar}
        job = (await ann.ask("", ("Long Song.mp3", b"long")))["job"]
    async with (
        site(FakeEngine(), tmp_path) as there,
        ClientSession(there.address, cookies=cookies) as http,
        http.get("/api/events") as response,
    ):
        tab = Tab(response.content)
        state = await tab.until("state")
        answers = [line for line in state["lines"] if line["who"] == "slate"]
        answer = answers[0] if answers else await tab.until("line", who="slate")
    assert answer["job"] == job
    assert answer["text"].startswith("Long Song.")


async def test_clearing_forgets_the_lines_and_their_files_in_every_tab() -> None:
    async with site() as there, Browser(there.address) as ann, Browser(there.address) as ben, ann.tab() as tab:
        await ann.ask("/slate happy")
        address = (await tab.until("line", who="slate"))["files"][0]["address"]
        async with ben.tab() as other:
            await ben.ask("/about")
            await other.until("line", who="slate")
        await ann.post("/api/clear", json={})
        await tab.until("cleared")
        assert (await ann.fetch(address))[0] == 404
        async with ann.tab() as back, ben.tab() as other:
            assert (await back.until("state"))["lines"] == []
            assert len((await other.until("state"))["lines"]) == 2


# the greeting


async def test_the_greeting_arrives_piece_by_piece_and_is_there_at_once_the_next_time(tmp_path: Path) -> None:
    async with site(folder=tmp_path) as there, Browser(there.address) as ann, ann.tab() as tab:
        assert [piece["picture"] for piece in (await tab.until("state"))["pieces"]] == [None] * 4
        await there.web.greet()
        pieces = [await tab.until("piece") for _ in range(4)]
        assert [piece["mood"] for piece in pieces] == ["happy", "angry", "sad", "relaxed"]
        assert len({piece["style"] for piece in pieces}) == 4
        for piece in pieces:
            assert piece["title"] in piece["picture"]["alt"]
            assert (await ann.fetch(piece["picture"]["address"]))[2] == PNG
            assert (await ann.fetch(piece["sound"]["address"]))[2] == f"jukebox {piece['mood']}".encode()
        await ann.post("/api/clear", json={})
        assert (await ann.fetch(pieces[0]["picture"]["address"]))[0] == 200
    async with site(folder=tmp_path) as there, Browser(there.address) as ann:
        await there.web.greet()
        async with ann.tab() as tab:
            assert all(piece["picture"] for piece in (await tab.until("state"))["pieces"])
        assert there.engine.calls == []


async def test_a_greeting_that_fails_says_so_and_the_page_goes_on() -> None:
    async with site(FakeEngine(failure=WorkerDied())) as there, Browser(there.address) as ann, ann.tab() as tab:
        await tab.until("state")
        await there.web.greet()
        assert "could not be painted" in (await tab.until("piece"))["failure"]


# languages


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("pt-BR, fr;q=0.4, es;q=0.7", "es"),
        ("en;q=0.2, ja", "ja"),
        ("fr;q=0, en", "en"),
        ("pt-BR,zh", "en"),
        ("*", "en"),
        ("de;q=high, ;;=, fr;q=1", "fr"),
        ("", "en"),
    ],
)
async def test_the_page_is_in_the_language_that_the_browser_asks_for(header: str, language: str) -> None:
    async with site() as there, Browser(there.address, header) as ann:
        _, headers, page = await ann.fetch("/")
    assert f'<html lang="{language}">' in page.decode()
    assert headers["Content-Language"] == language


async def test_what_was_chosen_on_the_page_beats_what_the_browser_asks_for() -> None:
    async with site() as there, Browser(there.address, "de") as ann:
        ann.http.cookie_jar.update_cookies({"language": "ja"}, ann.address)
        assert b'<html lang="ja">' in (await ann.fetch("/"))[2]
        ann.http.cookie_jar.update_cookies({"language": "nonsense"}, ann.address)
        assert b'<html lang="de">' in (await ann.fetch("/"))[2]


async def test_two_browsers_are_served_side_by_side_each_in_its_language() -> None:
    async with (
        site() as there,
        Browser(there.address, "de") as ann,
        Browser(there.address, "ja") as ben,
        ann.tab() as one,
        ben.tab() as two,
    ):
        await there.web.greet()
        assert (await one.until("piece", mood="happy"))["label"] == "Fröhlich"
        assert (await two.until("piece", mood="happy"))["label"] == "楽しい"
        await ann.ask("/slate happy")
        await ben.ask("/slate happy")
        german, japanese = await one.until("line", who="slate"), await two.until("line", who="slate")
        assert "Der Song klingt" in german["text"]
        assert german["files"][0]["alt"].startswith("Stimmungsbild zu Paper Kites")
        assert "雰囲気です" in japanese["text"]
        await ann.ask("/dance")
        assert (await one.until("line", who="slate"))["text"].startswith("/dance kenne ich nicht.")
        assert (await ben.post("/api/move", 400, json={"code": "x", "label": "x"}))["error"].startswith("その要求は")
        told = await ann.get("/api/features")
        assert (told["moods"]["Fröhlich"], told["moods"]["Happy"]) == ("happy", "happy")
        style = next(each for each in told["features"][0]["parameters"] if each["name"] == "style")
        assert (style["label"], style["labels"]["rings"], style["choices"][2]) == ("Stil", "Ringe", "rings")


async def test_progress_is_told_in_the_askers_language() -> None:
    engine = FakeEngine(hold=asyncio.Event())
    async with site(engine) as there, Browser(there.address, "fr") as ann, ann.tab() as tab:
        await ann.ask("/slate happy")
        assert (await tab.until("step", fraction=0.5))["stage"] == "écoute"


# what is refused


@pytest.mark.parametrize("name", ["evil.example", "evil.example:80", "localhost.evil.example", "192.168.0.9", "[", ""])
async def test_a_strange_host_is_refused(name: str) -> None:
    async with site() as there, Browser(there.address) as ann:
        status, headers, data = await ann.fetch("/", Host=name)
    assert (status, headers["Content-Type"].partition(";")[0]) == (421, "application/json")
    assert "own address" in json.loads(data)["error"]


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]"])
async def test_our_own_names_are_answered_whatever_port_is_forwarded(name: str) -> None:
    async with site() as there, Browser(there.address) as ann:
        assert (await ann.fetch("/", Host=f"{name}:9000"))[0] == 200


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "https://127.0.0.1", "http://localhost", "x"])
async def test_only_the_page_itself_may_press_buttons(origin: str | None) -> None:
    async with site() as there, Browser(there.address) as ann:
        headers = {} if origin is None else {"Origin": origin}
        for path in ("/api/ask", "/api/move", "/api/cancel", "/api/clear"):
            assert "own page" in (await ann.post(path, 403, headers=headers, json={}))["error"]


async def test_the_session_cookie_stays_here_and_a_browser_without_one_is_told() -> None:
    async with site() as there, Browser(there.address) as ann:
        async with ClientSession(there.address) as http:
            async with http.get("/api/features") as response:
                cookie = response.cookies[COOKIE]
                assert (cookie["samesite"], cookie["httponly"]) == ("Strict", True)
            async with http.get("/") as response:
                assert COOKIE not in response.cookies
        ann.http.cookie_jar.clear()
        for value in (None, "x", "../../etc/passwd-------", 23 * "a"):
            cookies = {COOKIE: value} if value else {}
            assert "cookie" in (await ann.post("/api/clear", 403, json={}, cookies=cookies))["error"]


async def test_paths_lead_nowhere_else() -> None:
    async with site() as there, Browser(there.address) as ann:
        for path in (
            "/page/../web/_page.py",
            "/page/%2e%2e/web/_page.py",
            "/page/..%2fweb%2f_page.py",
            "/page//etc/passwd",
            "/page/",
            "/files/../slate.db",
            "/files/%2e%2e%2fslate.db",
            "/files/" + 33 * "0",
            "/nothing",
        ):
            status, headers, data = await ann.fetch(path)
            assert status in (403, 404), path
            assert "error" in json.loads(data)
            assert headers["X-Content-Type-Options"] == "nosniff"
        assert "error" in await ann.post("/api/features", 405, json={})


async def test_a_file_above_the_cap_is_refused_in_a_sentence_while_it_is_still_being_sent() -> None:
    async with site() as there, Browser(there.address) as ann:
        refused = await ann.ask("/slate", ("../Big\u202eSong.wav", bytes(30 * 2**20)), status=413)
        assert refused["error"].startswith("“BigSong” is larger than 1 MiB.")
        many = [(f"{number}.mp3", b"x") for number in range(41)]
        assert "at most 40" in (await ann.ask("/mood", *many, status=413))["error"]
        heavy = [(f"{number}.mp3", bytes(2**20)) for number in range(9)]
        assert "8 MiB together" in (await ann.ask("/mood", *heavy, status=413))["error"]
        assert "too long" in (await ann.ask(20_000 * "x", status=413))["error"]
        assert "job" in await ann.ask("", ("fits.mp3", bytes(2**20)))
    assert [call[0] for call in there.engine.calls][:1] in ([], ["hear"])


async def test_names_of_any_length_and_kind_are_cleaned_or_refused() -> None:
    async with site() as there, Browser(there.address) as ann, ann.tab() as tab:
        await ann.ask("", ("a/b\\" + 2000 * "n" + ".mp3", b"1"))
        (name,) = (await tab.until("line", who="you"))["files"]
        assert name == 79 * "n" + "…"
        assert "error" in await ann.ask("", (20_000 * "n", b"1"), status=400)
        await ann.ask("", ("", b"1"), ("<img src=x onerror=alert(1)>", b"2"))
        assert (await tab.until("line", who="you"))["files"] == ["Untitled", "<img src=x onerror=alert(1)>"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no multipart at all",
        b"--b\r\n\r\nno end",
        b"--b\r\nContent-Disposition: form-data; name=line\r\n\r\n\xff\xfe\r\n--b--\r\n",
        b"--b\r\nContent-Disposition: form-data; name=words\r\n\r\n[1]\r\n--b--\r\n",
        b"--b\r\nContent-Disposition: form-data; name=other\r\n\r\nx\r\n--b--\r\n",
        b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n--b--\r\n",
    ],
)
async def test_a_body_that_no_page_would_send_is_refused(body: bytes) -> None:
    async with site() as there, Browser(there.address) as ann:
        headers = ann.origin | {"Content-Type": "multipart/form-data; boundary=b"}
        assert "error" in await ann.post("/api/ask", 400, data=body, headers=headers)
        assert "error" in await ann.post("/api/ask", 400, json={"line": "/about"})
        for sent in ("[]", "{}", "not json", '{"job": 1}', '"job"'):
            assert "error" in await ann.post("/api/cancel", 400, data=sent)


async def test_nothing_said_is_no_question() -> None:
    async with site() as there, Browser(there.address) as ann:
        assert "Drop a song" in (await ann.ask("  ", status=400))["error"]


async def test_a_bug_in_a_route_is_an_apology_and_not_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    async with site() as there, Browser(there.address) as ann:
        monkeypatch.setattr(there.house.jobs, "cancel", lambda *_: 1 / 0)
        refused = await ann.post("/api/cancel", 500, json={"job": "x"})
    assert "Something broke" in refused["error"]
    assert "zero" not in refused["error"]


async def test_on_a_network_nobody_may_change_what_holds_for_everyone() -> None:
    async with site(slate_host="0.0.0.0") as there, Browser(there.address) as ann, ann.tab() as tab:
        assert "settings" not in [feature["name"] for feature in (await ann.get("/api/features"))["features"]]
        await ann.ask("/settings style=flow")
        assert "Only the people who run" in (await tab.until("line", who="slate"))["text"]
        assert (await ann.fetch("/", Host="192.168.0.9:8321"))[0] == 200
        assert (await ann.fetch("/", Host="evil.example"))[0] == 421
    async with site() as there, Browser(there.address) as ann, ann.tab() as tab:
        await ann.ask("/settings style=flow")
        assert (await tab.until("line", who="slate"))["text"].startswith("Changed")


@pytest.mark.parametrize(("host", "taken"), [("127.0.0.1", 7), ("0.0.0.0", 5)])
async def test_whoever_runs_the_bot_is_free_of_limits_and_a_network_is_not(host: str, taken: int) -> None:
    async with site(FakeEngine(hold=asyncio.Event()), slate_host=host) as there, Browser(there.address) as ann:
        for seed in range(7):
            await ann.ask(f"/slate happy seed={seed}")
        assert len(await there.house.store.jobs()) == taken


# the wire


async def test_a_tab_that_reads_nothing_is_cut_off_and_the_others_go_on() -> None:
    feed = Feed()
    with feed.listen("a") as deaf, feed.listen("a") as ear:
        for number in range(MOST_UNREAD + 50):
            feed.tell("a", "line", {"number": number})
            await ear.get()
        heard = [deaf.get_nowait() for _ in range(deaf.qsize())]
    assert len(heard) == MOST_UNREAD + 1
    assert heard[-1] is None


async def test_closing_ends_open_streams_at_once_and_frees_the_port() -> None:
    async with site() as there, Browser(there.address) as ann, ann.tab() as tab:
        await tab.until("state")
        async with asyncio.timeout(1.5):
            await there.web.close()
        with pytest.raises(EOFError):
            await tab.until("line")
        with socket.socket() as knocking:
            assert knocking.connect_ex(("127.0.0.1", URL(there.address).port)) != 0


async def test_a_taken_port_is_an_error_at_once() -> None:
    async with site() as there:
        settings = Settings(_env_file=None, slate_port=URL(there.address).port)
        made = there.house
        second = Web(made.desk, made.jobs, made.store, made.songs, made.engine, settings)
        with pytest.raises(OSError, match="in use"):
            await second.start()
        await second.close()


async def test_a_tab_that_was_closed_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    async with site() as here, Browser(here.address) as ann:
        async with ann.tab() as tab:
            await tab.next()
        await asyncio.sleep(0.1)
        for _ in range(3):  # the first words into the closed tab find out that it is closed
            await ann.ask("/about")
            await asyncio.sleep(0.1)
        assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_a_better_answer_takes_a_lines_place_in_every_tab_and_for_later() -> None:
    engine = FakeEngine(model=Diffusion("ready", "some/model"), dry=asyncio.Event())
    async with site(engine) as there, Browser(there.address) as ann, ann.tab() as tab:
        await ann.ask("/slate", ("a.mp3", b"abc"))
        first = await tab.until("line", who="slate")
        assert first["text"].endswith("A repaint follows.")
        assert engine.dry
        engine.dry.set()
        amended = await tab.until("amended")
        assert amended["key"] == first["key"]
        assert "painted anew" in amended["line"]["text"]
        assert (await ann.fetch(amended["line"]["files"][0]["address"]))[2] != PNG
        async with ann.tab() as later:
            lines = (await later.until("state"))["lines"]
        assert [line["key"] for line in lines if line["who"] == "slate"] == [amended["line"]["key"]]


async def test_what_was_cleared_away_is_not_amended() -> None:
    engine = FakeEngine(model=Diffusion("ready", "some/model"), dry=asyncio.Event())
    async with site(engine) as there, Browser(there.address) as ann, ann.tab() as tab:
        await ann.ask("/slate", ("a.mp3", b"abc"))
        await tab.until("line", who="slate")
        await ann.post("/api/clear")
        assert engine.dry
        engine.dry.set()
        await asyncio.sleep(0.2)
        await ann.ask("/about")
        told = [await tab.next() for _ in range(2)]
        assert "amended" not in [name for name, _ in told]
