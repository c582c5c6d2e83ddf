"""The links that bring the bot to Discord, printed without a connection."""

from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.discord import application_of


@pytest.mark.parametrize(
    "environment",
    [
        {"DISCORD_TOKEN": "MTIzNDU2Nzg5MDEyMzQ1Njc4.secret.part"},
        {"DISCORD_TOKEN": "", "DISCORD_APPLICATION_ID": "123456789012345678"},
    ],
)
def test_invite_prints_a_link_for_servers_and_one_for_people(environment: dict[str, str]) -> None:
    done = CliRunner().invoke(main, ["invite"], env=environment)
    assert done.exit_code == 0
    server, person = [parse_qs(urlsplit(line.rpartition(" ")[2]).query) for line in done.output.splitlines()]
    assert server == {
        "client_id": ["123456789012345678"],
        "scope": ["bot applications.commands"],
        "permissions": ["274878024704"],
    }
    assert person == {
        "client_id": ["123456789012345678"],
        "scope": ["applications.commands"],
        "integration_type": ["1"],
    }
    assert "secret" not in done.output


def test_invite_needs_an_application() -> None:
    done = CliRunner().invoke(main, ["invite"], env={"DISCORD_TOKEN": ""})
    assert done.exit_code == 1
    assert "DISCORD_TOKEN" in done.output


@pytest.mark.parametrize("token", ["", "right.token", "§.§"])
def test_what_is_no_token_has_no_application(token: str) -> None:
    assert application_of(token) is None
