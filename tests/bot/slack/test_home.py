"""A person's own page: their work, their pictures, every feature as a button, in their language."""

from __future__ import annotations

from bot.cog import Feature
from tests.platforms import slack_blocks
from tests.platforms.slack_server import ANN, BEN, DIRECT, GENERAL, SlackServer
from tests.platforms.slack_world import FEATURES, Here, golden, held, joined, shown

OWN = f"D-{ANN}"


def labels(blocks: list[dict[str, object]]) -> list[str]:
    return [button["text"]["text"] for button in slack_blocks.elements(blocks, "button")]


def seen(blocks: list[dict[str, object]]) -> str:
    return "\n".join(slack_blocks.texts(blocks))


async def test_every_feature_has_a_button_and_admins_have_more(here: Here) -> None:
    everything = {f"/{feature.name}" for feature in FEATURES}
    assert set(labels(await here.server.open_home(ANN))) == everything
    admins = {f"/{feature.name}" for feature in FEATURES if feature.admin}
    assert set(labels(await here.server.open_home(BEN))) == everything - admins


async def test_what_is_about_a_person_stands_apart_with_a_word(here: Here) -> None:
    blocks = await here.server.open_home()
    for feature in [feature for feature in FEATURES if feature.personal or feature.admin]:
        (section,) = [b for b in blocks if b.get("accessory", {}).get("value") == feature.name]
        assert section["text"]["text"] == feature.sentence


async def test_the_page_is_as_it_was(here: Here) -> None:
    page = await here.server.open_home()
    fixed = [block for block in page if block["type"] != "actions" and "accessory" not in block]
    golden("home", fixed)


async def test_work_in_hand_is_shown_and_can_be_cancelled_there(server: SlackServer) -> None:
    async with joined(server, held()):
        assert "Nothing at the moment" in seen(await server.open_home())
        await server.command("/slate", "happy")
        await server.until(lambda: "Cancel" in labels(server.homes[ANN]))
        assert "Listening · 50 %" in seen(server.homes[ANN])
        await server.press_home("Cancel")
        await server.until(lambda: "Cancel" not in labels(server.homes[ANN]))
        (ended,) = await server.until(lambda: server.said(private_to=ANN))
        assert ended.seen == "Cancelled."


async def test_pictures_appear_when_they_are_done_and_go_when_they_are_deleted(here: Here) -> None:
    server = here.server
    assert "None yet" in seen(await server.open_home())
    await server.command("/slate", "happy")
    (answer,) = await server.until(lambda: shown(server))
    await server.until(lambda: slack_blocks.elements(server.homes[ANN], "image"))
    (image,) = slack_blocks.elements(server.homes[ANN], "image")
    assert image["slack_file"]["id"] == answer.pictures[0]
    assert image["alt_text"].startswith("Mood art for Paper Kites")
    assert slack_blocks.elements(await server.open_home(BEN), "image") == []
    await server.until(lambda: answer.ts not in server.messages or "Delete" in answer.seen)
    await server.press(answer, "Delete")
    await server.until(lambda: not server.said())
    assert slack_blocks.elements(await server.open_home(), "image") == []


async def test_a_picture_that_slack_has_no_more_does_not_spoil_the_page(here: Here) -> None:
    server = here.server
    await server.command("/slate", "happy")
    (answer,) = await server.until(lambda: shown(server))
    await server.until(lambda: not here.bot.jobs._open)
    del server.files[answer.pictures[0]]
    assert "/slate" in labels(await server.open_home())


async def test_a_button_opens_the_form_and_the_answer_comes_to_the_persons_own_messages(here: Here) -> None:
    server = here.server
    await server.open_home()
    await server.press_home("/slate")
    (view,) = await server.until(lambda: server.views)
    await server.fill(view, song="happy")
    (answer,) = await server.until(lambda: shown(server, OWN))
    assert answer.edits, "the answer takes the place of the progress there, too"
    await server.until(lambda: [file for file in server.files.values() if file.shared])
    assert server.said(GENERAL) == []


async def test_a_button_without_questions_answers_at_once(here: Here) -> None:
    server = here.server
    await server.open_home(BEN)
    await server.press_home("/about", user=BEN)
    (told,) = await server.until(lambda: server.said(f"D-{BEN}"))
    assert "/slate" in told.seen


async def test_what_is_switched_off_has_no_button(here: Here) -> None:
    await here.server.command("/settings", "off=mood")
    await here.server.until(lambda: here.server.said(private_to=ANN))
    assert "/mood" not in labels(await here.server.open_home())


async def test_the_page_speaks_the_persons_language(here: Here) -> None:
    here.server.people[BEN] = {"is_admin": False, "locale": "fr-FR"}
    assert "Ce que je fais pour toi" in seen(await here.server.open_home(BEN))


async def test_the_messages_tab_is_no_page(here: Here) -> None:
    await here.server.open_home(tab="messages")
    await here.server.say("about", channel=DIRECT)
    await here.server.until(lambda: here.server.said(DIRECT))
    assert here.server.homes == {}


async def test_features_that_are_added_later_appear_by_themselves(server: SlackServer) -> None:
    """Listening, privacy and whatever comes: nothing on the page is there by name."""
    known = {feature.name for feature in FEATURES}
    async with joined(server) as here:
        features: dict[str, Feature] = here.bot.desk.features
        assert set(features) == known
        del features["slate"]
        assert "/slate" not in labels(await server.open_home())
