"""The settings for Teams: which of them make an app together, and the one line each mistake gets."""

from __future__ import annotations

import os

import pytest

from adapters.teams.config import SERVICE_HOSTS
from bot.settings import SettingsError, load_settings

APP_ID = "12345678-90ab-cdef-1234-567890abcdef"
HOME = "87654321-90ab-cdef-1234-567890abcdef"
ID = {"NETLEAD_TEAMS_APP_ID": APP_ID}
PASSWORD = {"NETLEAD_TEAMS_APP_PASSWORD": "hidden"}
TENANT = {"NETLEAD_TEAMS_APP_TENANT": HOME}
APP = {**ID, **PASSWORD, **TENANT}
DEV = {"NETLEAD_TEAMS_DEV": "true"}


def of_type(name: str) -> dict[str, str]:
    return {"NETLEAD_TEAMS_APP_TYPE": name}


BROKEN = {
    "the app id is a name": (
        {**APP, "NETLEAD_TEAMS_APP_ID": "netlead"},
        "NETLEAD_TEAMS_APP_ID: “netlead” will not do: it must be the app id (a GUID) of the Azure",
    ),
    "the app id was copied in part": (
        {**APP, "NETLEAD_TEAMS_APP_ID": APP_ID[:-1]},
        "it must be the app id (a GUID) of the Azure Bot.",
    ),
    "the app id is missing": (
        {**PASSWORD, **TENANT},
        "NETLEAD_TEAMS_APP_ID: is missing; without it Teams is off.",
    ),
    "there is a password alone": (PASSWORD, "NETLEAD_TEAMS_APP_ID: is missing"),
    "there are tenants alone": (
        {"NETLEAD_TEAMS_ALLOWED_TENANTS": HOME},
        "NETLEAD_TEAMS_APP_ID: is missing",
    ),
    "the password is missing": (
        {**ID, **TENANT},
        "NETLEAD_TEAMS_APP_PASSWORD: the Teams app has no password, so it could hear but never",
    ),
    "an old bot has no password": (
        {**ID, **of_type("multi")},
        "NETLEAD_TEAMS_APP_PASSWORD: the Teams app has no password",
    ),
    "the password is empty": (
        {**ID, **TENANT, "NETLEAD_TEAMS_APP_PASSWORD": ""},
        "NETLEAD_TEAMS_APP_PASSWORD: is empty; give it a value or take the line out.",
    ),
    "the file of the password is empty": (
        {**ID, **TENANT, "NETLEAD_TEAMS_APP_PASSWORD_FILE": os.devnull},
        "'/dev/null' is empty; it must hold the value of NETLEAD_TEAMS_APP_PASSWORD.",
    ),
    "the tenant is missing": (
        {**ID, **PASSWORD},
        "NETLEAD_TEAMS_APP_TENANT: a Teams app of this type needs the tenant it is registered in.",
    ),
    "a managed identity has no tenant": (
        {**ID, **of_type("msi")},
        "NETLEAD_TEAMS_APP_TENANT: a Teams app of this type needs the tenant",
    ),
    "the tenant is a domain": (
        {**APP, "NETLEAD_TEAMS_APP_TENANT": "example.com"},
        "it must be the tenant (a GUID) that the app is registered in.",
    ),
    "the type is unknown": (
        {**APP, **of_type("SingleTenant")},
        "it must be single (tenant), msi (managed identity) or multi (tenant, for old bots).",
    ),
    "an allowed tenant is a domain": (
        {**APP, "NETLEAD_TEAMS_ALLOWED_TENANTS": f"{HOME},example.com"},
        "it must be tenants (GUIDs) that are served, with commas between; none: all.",
    ),
    "the allowed tenants are a comma, which would be all": (
        {**APP, "NETLEAD_TEAMS_ALLOWED_TENANTS": ","},
        "NETLEAD_TEAMS_ALLOWED_TENANTS: “,” will not do: it must be tenants (GUIDs)",
    ),
    "a service host is an address": (
        {**APP, "NETLEAD_TEAMS_SERVICE_HOSTS": "https://smba.trafficmanager.net"},
        "it must be exact names of Teams' service hosts, with commas between.",
    ),
    "a service host is a pattern": (
        {**APP, "NETLEAD_TEAMS_SERVICE_HOSTS": "*.trafficmanager.net"},
        "it must be exact names of Teams' service hosts",
    ),
    "no service host is left": (
        {**APP, "NETLEAD_TEAMS_SERVICE_HOSTS": ","},
        "NETLEAD_TEAMS_SERVICE_HOSTS: no host of Teams' service is allowed",
    ),
    "the keys come in the clear": (
        {**APP, "NETLEAD_TEAMS_OPENID_URL": "http://login.example.com"},
        "NETLEAD_TEAMS_OPENID_URL: “http://login.example.com” will not do: it must begin with https",
    ),
    "the password would go out in the clear": (
        {**APP, "NETLEAD_TEAMS_LOGIN_URL": "http://login.example.com"},
        "NETLEAD_TEAMS_LOGIN_URL: “http://login.example.com” will not do: it must begin with https",
    ),
    "where tokens are is nowhere": (
        {**APP, "NETLEAD_TEAMS_LOGIN_URL": "https://"},
        "it must begin with https://",
    ),
    "where tokens are is a broken address": (
        {**APP, "NETLEAD_TEAMS_LOGIN_URL": "https://[::1"},
        "it must begin with https://",
    ),
    "where tokens are has a port that is none": (
        {**APP, "NETLEAD_TEAMS_LOGIN_URL": "https://login.example.com:x"},
        "it must begin with https://",
    ),
    "the dev switch is a word": (
        {"NETLEAD_TEAMS_DEV": "please"},
        "it must be true or false; true lets this machine in without a token, for trying.",
    ),
    "the dev switch where others listen in": (
        {**DEV, "NETLEAD_HOST": "0.0.0.0"},  # noqa: S104 only read, nothing listens
        "NETLEAD_TEAMS_DEV: the development switch of Teams lets anybody in who can reach NetLead",
    ),
    "the dev switch beside an app, where others listen in": (
        {**APP, **DEV, "NETLEAD_HOST": "netlead.example.com"},
        "it works only where NetLead listens on 127.0.0.1, not 'netlead.example.com'.",
    ),
    "the dev switch behind a public address": (
        {**DEV, "NETLEAD_PUBLIC_URL": "https://netlead.example.com"},
        "NETLEAD_TEAMS_DEV: lets anybody in who can reach NetLead, and by NETLEAD_PUBLIC_URL others",
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
    assert "…:" not in line, "the variable is named in full"
    assert "hidden" not in line, "secrets are not repeated"


@pytest.mark.parametrize(
    "environ",
    [
        APP,
        {**ID, **TENANT, **of_type("msi")},
        {**ID, **PASSWORD, **of_type("multi")},
        {**APP, **of_type("Single")},
        {**APP, "NETLEAD_HOST": "0.0.0.0", "NETLEAD_PUBLIC_URL": "https://netlead.example.com"},  # noqa: S104 only read, nothing listens
        DEV,
        {**DEV, "NETLEAD_HOST": "::1"},
        {**DEV, "NETLEAD_PUBLIC_URL": "http://localhost:8080"},
        {**DEV, "NETLEAD_TEAMS_LOGIN_URL": "http://127.0.0.1:9"},
    ],
)
def test_what_makes_an_app(environ: dict[str, str]) -> None:
    settings = load_settings(environ, None)

    assert settings.teams is not None
    settings.teams.check()
    assert settings.platforms == ("web", "teams")
    assert "hidden" not in repr(settings)
    assert "hidden" not in repr(settings.teams)


def test_without_an_app_id_teams_is_off() -> None:
    settings = load_settings({}, None)

    assert settings.teams is None
    assert settings.platforms == ("web",)


def test_the_adapter_gets_what_was_set() -> None:
    tenants = {"NETLEAD_TEAMS_ALLOWED_TENANTS": f" {HOME} ,{APP_ID},"}
    config = load_settings({**APP, **tenants}, None).teams

    assert config is not None
    assert (config.app_id, config.app_password, config.app_tenant) == (APP_ID, "hidden", HOME)
    assert config.allowed_tenants == (HOME, APP_ID)
    assert config.service_hosts == SERVICE_HOSTS
    assert (config.listens_on, config.dev) == ("127.0.0.1", False)


def test_with_teams_the_demo_is_not_on_by_itself() -> None:
    assert load_settings(APP, None).demo_on is False
