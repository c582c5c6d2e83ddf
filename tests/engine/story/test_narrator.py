"""Prose comes from a real server over a socket or from a real (tiny, random) model; what is improper is left out."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from engine.api import Story, Track
from engine.errors import NoNarrator
from engine.story import tell
from engine.story.narrator import Local, Server, chosen, narrate, prompt, proper, tidied
from tests.engine.story.records import LANTERN, MORNING

TRACKS = [Track("Lantern", LANTERN), Track("Sweet Morning", MORNING)]
GOOD = "A lantern burns on the kitchen table. Outside, frost climbs the wire and a train passes without stopping."


@dataclass
class Told:
    """A server that gives prepared answers and keeps what it was asked."""

    answers: list[object]
    asked: list[dict[str, object]] = field(default_factory=list)
    address: str = ""
    headers: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def server() -> Iterator[Told]:
    told = Told([])

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.asked.append({"path": self.path, "key": self.headers.get("Authorization"), **json.loads(body)})
            answer = told.answers.pop(0)
            if isinstance(answer, int):
                self.send_response(answer)
                self.send_header("Location", "http://127.0.0.1:1/")
                self.end_headers()
                return
            data = answer if isinstance(answer, bytes) else json.dumps(_chat(str(answer))).encode()
            self.send_response(200)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def do_GET(self) -> None:
            self.send_response(int(str(told.answers.pop(0))))
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    listening = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    told.address = f"http://127.0.0.1:{listening.server_port}/v1/"
    yield told
    listening.shutdown()
    thread.join()
    listening.server_close()


def _chat(text: str) -> dict[str, object]:
    return {"choices": [{"message": {"role": "assistant", "content": text}}]}


def story() -> Story:
    return tell(TRACKS)


def test_a_server_writes_the_scenes_in_order(server: Told) -> None:
    server.answers = [GOOD, "<think>hm</think>" + GOOD.replace("lantern", "candle")]
    told = narrate(Server(server.address, "small", "secret"), story(), TRACKS)
    assert told == (GOOD, GOOD.replace("lantern", "candle"))
    assert server.asked[0]["path"] == "/v1/chat/completions"
    assert (server.asked[0]["model"], server.asked[0]["key"]) == ("small", "Bearer secret")


def test_lyrics_never_leave_for_the_server(server: Told) -> None:
    server.answers = [GOOD, GOOD]
    narrate(Server(server.address), story(), TRACKS)
    sent = json.dumps(server.asked)
    assert "fold your letter" not in sent
    assert "Leave the lantern" not in sent


def test_a_copy_of_the_lyrics_is_tried_again_and_then_left_out(server: Told) -> None:
    copied = "In the room i fold your letter twice and I put it in my coat, and wait."
    server.answers = [copied, copied, copied, GOOD]
    assert narrate(Server(server.address), story(), TRACKS) == ("", GOOD)
    assert len(server.asked) == 4
    assert server.asked[0]["seed"] != server.asked[1]["seed"]


@pytest.mark.parametrize("answer", [500, 302, b"not json", b'{"choices": []}', b'{"choices": null}', b"[]"])
def test_a_server_that_fails_is_told_in_one_sentence(server: Told, answer: object) -> None:
    server.answers = [answer]
    with pytest.raises(NoNarrator, match="cards stand"):
        Server(server.address).write("Write.", 0)


def test_a_server_that_breaks_off_is_told_in_one_sentence(server: Told) -> None:
    server.answers = [b"packed"]
    server.headers = {"Content-Encoding": "gzip"}
    with pytest.raises(NoNarrator, match="cards stand"):
        Server(server.address).write("Write.", 0)


def test_it_is_known_whether_somebody_answers(server: Told, tiny: Path, tmp_path: Path) -> None:
    server.answers = [200]
    assert chosen("", server.address).ready()
    assert not chosen("", "http://127.0.0.1:1/v1").ready()
    assert chosen(str(tiny)).ready()
    assert not chosen(str(tmp_path)).ready()


def test_nobody_at_the_address_is_told_too() -> None:
    with pytest.raises(NoNarrator):
        Server("http://127.0.0.1:1/v1").write("Write.", 0)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        (GOOD, True),
        ("Too short.", False),
        ("word " * 120 + ".", False),
        ("Sure, here is the scene: a lantern burns on the table while the rain goes on.", False),
        ("A lantern burns while old Margaret waits at the window for the train.", False),
        ("The lantern burns low. Rain runs over the window and the road is empty.", True),
        ("The rain is on the window and nobody is there to see it any more.", False),
    ],
)
def test_what_may_be_shown(text: str, good: bool) -> None:
    assert proper(text, LANTERN, ("lantern", "coat")) is good


def test_a_cut_sentence_and_marks_are_dropped() -> None:
    assert tidied("**A lantern burns.** The rain goes on and") == "A lantern burns."
    assert tidied("<think>never ends") == ""


def test_the_prompt_names_what_links_the_scenes() -> None:
    asked = prompt(story(), 1, "The scene before.")
    assert story().links[0].shown[0] in asked
    assert "The scene before." in asked


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random language model of a few thousand weights with a tokenizer of single letters."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast, Qwen3Config, Qwen3ForCausalLM

    letters = [*"abcdefghijklmnopqrstuvwxyz .,", "<s>", "<unk>"]
    plain = Tokenizer(models.WordLevel({letter: at for at, letter in enumerate(letters)}, unk_token="<unk>"))
    plain.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    plain.decoder = decoders.Fuse()
    folder = tmp_path_factory.mktemp("tiny")
    PreTrainedTokenizerFast(tokenizer_object=plain, eos_token="<s>", unk_token="<unk>").save_pretrained(folder)
    config = Qwen3Config(
        vocab_size=len(letters),
        hidden_size=16,
        intermediate_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=8,
        max_position_embeddings=4096,
        bos_token_id=None,
        eos_token_id=letters.index("<s>"),
    )
    Qwen3ForCausalLM(config).save_pretrained(folder)
    return folder


def test_a_local_model_writes_the_same_for_the_same_seed(tiny: Path) -> None:
    model = Local(str(tiny))
    assert model.write("a scene", 3) == model.write("a scene", 3) != model.write("a scene", 4)


def test_a_folder_without_a_model_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(NoNarrator):
        Local(str(tmp_path)).write("a scene", 0)
