"""The settings for Slack: which of them make an app together, and the one line each mistake gets."""

from __future__ import annotations

import os

import pytest
from pydantic import SecretStr

from bot.settings import Settings, SettingsError, load_settings

BOT = {"NETLEAD_SLACK_BOT_TOKEN": "xoxb-1-hidden"}
APP = {"NETLEAD_SLACK_APP_TOKEN": "xapp-1-hidden"}
SIGNED = {"NETLEAD_SLACK_SIGNING_SECRET": "hidden"}
CLIENT = {"NETLEAD_SLACK_CLIENT_ID": "1.2", "NETLEAD_SLACK_CLIENT_SECRET": "hidden"}


def public(address: str) -> dict[str, str]:
    return {"NETLEAD_PUBLIC_URL": address}


BROKEN = {
    "the two tokens changed places": (
        {"NETLEAD_SLACK_BOT_TOKEN": "xapp-1-hidden", "NETLEAD_SLACK_APP_TOKEN": "xapp-1-hidden"},
        "NETLEAD_SLACK_BOT_TOKEN: it must be the bot token (xoxb-…), for an app in one workspace.",
    ),
    "the app token is a bot token": (
        {**BOT, "NETLEAD_SLACK_APP_TOKEN": "xoxb-1-hidden"},
        "NETLEAD_SLACK_APP_TOKEN: it must be the app-level token (xapp-…), for Socket Mode.",
    ),
    "the bot token is a person's": (
        {"NETLEAD_SLACK_BOT_TOKEN": "xoxp-1-hidden", **SIGNED},
        "it must be the bot token (xoxb-…)",
    ),
    "the bot token has a space in it": (
        {"NETLEAD_SLACK_BOT_TOKEN": "xoxb-1-hidden xoxb", **SIGNED},
        "it must be the bot token (xoxb-…)",
    ),
    "the bot token is a placeholder": (
        {"NETLEAD_SLACK_BOT_TOKEN": "xoxb-…", **SIGNED},
        "it must be the bot token (xoxb-…)",
    ),
    "the bot token is empty": (
        {"NETLEAD_SLACK_BOT_TOKEN": ""},
        "NETLEAD_SLACK_BOT_TOKEN: is empty; give it a value or take the line out.",
    ),
    "the file of the signing secret is empty": (
        {"NETLEAD_SLACK_SIGNING_SECRET_FILE": os.devnull, **BOT, **APP},
        "'/dev/null' is empty; it must hold the value of NETLEAD_SLACK_SIGNING_SECRET.",
    ),
    "the client id is an address": (
        {**CLIENT, **SIGNED, "NETLEAD_SLACK_CLIENT_ID": "https://1.2"},
        "NETLEAD_SLACK_CLIENT_ID: “https://1.2” will not do: it must be the client id",
    ),
    "the methods are nowhere": (
        {"NETLEAD_SLACK_API_URL": "slack.com/api"},
        "it must be where Slack's methods are, http(s)://…/api/.",
    ),
    "the methods have a broken address": (
        {"NETLEAD_SLACK_API_URL": "https://[::1/api"},
        "it must be where Slack's methods are",
    ),
    "the methods have a port that is none": (
        {"NETLEAD_SLACK_API_URL": "https://slack.com:x/api"},
        "it must be where Slack's methods are",
    ),
    "the page of consent is nowhere": (
        {"NETLEAD_SLACK_AUTHORIZE_URL": "ftp://slack.com"},
        "it must be Slack's page of consent, if it is not beside the methods.",
    ),
    "erased later than Slack wants it": (
        {"NETLEAD_SLACK_ERASE_AFTER_DAYS": "15"},
        "it must be a whole number of days from 0 (at once) to 14.",
    ),
    "erased before it was removed": (
        {"NETLEAD_SLACK_ERASE_AFTER_DAYS": "-1"},
        "it must be a whole number of days from 0 (at once) to 14.",
    ),
    "erased on a word": (
        {"NETLEAD_SLACK_ERASE_AFTER_DAYS": "never"},
        "it must be a whole number of days from 0 (at once) to 14.",
    ),
    "public address without https": (
        public("http://netlead.example.com"),
        "“http://netlead.example.com” will not do: it does not begin with https://",
    ),
    "public address without a scheme": (
        public("netlead.example.com"),
        "“netlead.example.com” will not do: it does not begin with https://",
    ),
    "public address with a path": (
        public("https://netlead.example.com/slack"),
        "will not do: it has more than a host name; give the bare address",
    ),
    "public address inside": (
        public("https://10.1.2.3"),
        "will not do: it cannot be reached by Slack, which needs https and a public name",
    ),
    "public address that is none": (
        public("https://[::1"),
        "will not do: it is not an address such as https://netlead.example.com.",
    ),
    "this machine with a path": (
        public("http://127.0.0.1:8080/slack"),
        "will not do: it cannot be reached by Slack",
    ),
    "this machine with a password": (
        public("http://me:pw@127.0.0.1"),
        "will not do: it cannot be reached by Slack",
    ),
    "client id without its secret": (
        {"NETLEAD_SLACK_CLIENT_ID": "1.2", **SIGNED},
        "NETLEAD_SLACK_CLIENT_SECRET: is missing; client id and secret go together.",
    ),
    "client secret without its id": (
        {"NETLEAD_SLACK_CLIENT_SECRET": "hidden", **SIGNED},
        "NETLEAD_SLACK_CLIENT_ID: is missing; client id and secret go together.",
    ),
    "Socket Mode without a bot token": (
        APP,
        "NETLEAD_SLACK_BOT_TOKEN: is missing; give the bot token, or client id",
    ),
    "a signing secret alone": (
        SIGNED,
        "NETLEAD_SLACK_BOT_TOKEN: is missing; give the bot token, or client id",
    ),
    "HTTP without a signing secret": (
        BOT,
        "NETLEAD_SLACK_SIGNING_SECRET: is missing; without it nothing that Slack sends",
    ),
    "an install page without a signing secret": (
        CLIENT,
        "NETLEAD_SLACK_SIGNING_SECRET: is missing; without it nothing that Slack sends",
    ),
    "for one workspace and for many": (
        {**BOT, **CLIENT, **SIGNED},
        "NETLEAD_SLACK_BOT_TOKEN: is for an app in one workspace, client id and secret are for",
    ),
}


@pytest.mark.parametrize(("environ", "words"), BROKEN.values(), ids=BROKEN)
def test_what_cannot_work_gets_one_clear_line(environ: dict[str, str], words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(environ, None)

    (line,) = caught.value.lines
    assert words in line
    assert line.startswith("NETLEAD_")
    assert line.endswith(".")
    assert "\n" not in line
    assert "hidden" not in line, "secrets are not repeated"


@pytest.mark.parametrize(
    ("environ", "single", "oauth", "socket"),
    [
        ({**BOT, **APP}, True, False, True),
        ({**BOT, **SIGNED}, True, False, False),
        ({**CLIENT, **SIGNED}, False, True, False),
        ({**CLIENT, **APP}, False, True, True),
    ],
    ids=["Socket Mode", "HTTP", "many workspaces", "many workspaces over Socket Mode"],
)
def test_what_makes_an_app(
    environ: dict[str, str], single: object, oauth: object, socket: object
) -> None:
    config = load_settings(environ, None).slack

    assert config is not None
    assert config.single is single
    assert config.oauth is oauth
    assert bool(config.app_token) is socket
    assert "hidden" not in repr(config)


def test_without_a_token_or_client_slack_is_off() -> None:
    settings = load_settings({"NETLEAD_SUPPORT": "help@example.com"}, None)

    assert settings.slack is None
    assert settings.platforms == ("web",)


def test_with_slack_the_demo_is_not_on_by_itself() -> None:
    settings = load_settings({**BOT, **APP}, None)

    assert settings.platforms == ("web", "slack")
    assert settings.demo_on is False


@pytest.mark.parametrize(
    ("written", "used"),
    [
        ("https://NetLead.example.com/", "https://netlead.example.com"),
        ("https://netlead.example.com:8443", "https://netlead.example.com:8443"),
        ("http://localhost:8080/", "http://localhost:8080"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_a_public_address_is_https_or_this_machine(written: str, used: str) -> None:
    assert load_settings(public(written), None).public_url == used


def test_the_folder_of_methods_ends_with_a_slash() -> None:
    settings = load_settings({"NETLEAD_SLACK_API_URL": "https://slack-gov.com/api"}, None)

    assert settings.slack_api_url == "https://slack-gov.com/api/"


def test_a_rotating_bot_token_is_a_bot_token() -> None:
    token = SecretStr("xoxe.xoxb-1-hidden=")

    assert Settings(slack_bot_token=token, slack_app_token=SecretStr("xapp-1")).slack_on
