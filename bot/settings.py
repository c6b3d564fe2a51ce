"""The settings: every one of them checked before anything starts, with words for what is wrong."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from difflib import get_close_matches
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import available_timezones

from cryptography.fernet import Fernet
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from adapters.teams.config import TeamsConfig
from bot.database_url import FORMS, driver_url
from bot.environment import PREFIX, collect, read_env_file, variable
from bot.model_settings import MODEL_SECRETS, ModelSettings
from bot.slack_settings import SLACK_SECRETS, SlackSettings
from bot.teams_settings import TEAMS_SECRETS, TeamsSettings

SECRETS = ("database_url", "secret_key", *SLACK_SECRETS, *TEAMS_SECRETS, *MODEL_SECRETS)
"""Fields whose value is never shown and may come from a file (``NETLEAD_X_FILE``)."""
ENV_FILE = Path(".env")
_SHOWN = 60
"""Characters of a wrong value that are repeated to the operator."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")


class SettingsError(Exception):
    """The settings cannot be used; ``lines`` say why, one for each wrong setting."""

    def __init__(self, lines: list[str]) -> None:
        """Make the error from the lines that the operator will read."""
        super().__init__("\n".join(lines))
        self.lines = lines


_SWITCHES = {
    **dict.fromkeys(("1", "true", "yes"), "on"),
    **dict.fromkeys(("0", "false", "no"), "off"),
}


class Settings(SlackSettings, TeamsSettings, ModelSettings):
    """What an operator can set, by ``NETLEAD_`` variables. Descriptions say what a value must be."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="forbid", frozen=True, hide_input_in_errors=True
    )

    data_dir: Annotated[Path, Field(description="a folder that NetLead may write to")] = Path(
        ".netlead"
    )
    database_url: Annotated[SecretStr | None, Field(description=FORMS)] = None
    secret_key: Annotated[
        SecretStr | None,
        Field(description="Fernet keys (44 characters each), newest first, with commas between"),
    ] = None
    host: Annotated[
        str, Field(description="an IP address or host name, without http:// and without a port")
    ] = "127.0.0.1"
    port: Annotated[
        int, Field(ge=0, le=65535, description="a whole number from 0 (any free port) to 65535")
    ] = 8080
    web_chat: Annotated[bool, Field(description="true or false")] = True
    demo: Annotated[Literal["auto", "on", "off"], Field(description="auto, on or off")] = "auto"
    tick_seconds: Annotated[
        float,
        Field(
            gt=0,
            le=3600,
            allow_inf_nan=False,
            description="a number of seconds above 0, at most 3600",
        ),
    ] = 5.0
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"],
        Field(description="debug, info, warning or error"),
    ] = "info"
    log_format: Annotated[Literal["text", "json"], Field(description="text or json")] = "text"
    default_country: Annotated[
        str, Field(description="a two-letter country code (ISO 3166) such as DE or US")
    ] = ""
    default_zone: Annotated[
        str, Field(description="a time zone of the IANA list such as Europe/Berlin")
    ] = "UTC"

    @classmethod
    def settings_customise_sources(  # noqa: D102 documented by pydantic-settings
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 the signature is pydantic-settings'
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003 the signature is pydantic-settings'
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 the signature is pydantic-settings'
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 the signature is pydantic-settings'
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        # `load_settings` reads the environment, so that `Settings(…)` never does so behind one's back.
        return (init_settings,)

    @property
    def sqlalchemy_url(self) -> str:
        """The database as SQLAlchemy wants it; by default ``netlead.db`` in the data folder."""
        if self.database_url is None:
            return f"sqlite:///{self.data_dir / 'netlead.db'}"
        return driver_url(self.database_url.get_secret_value())

    @property
    def platforms(self) -> tuple[str, ...]:
        """Names of the platforms for which there are settings."""
        on = {"web": self.web_chat, "slack": self.slack_on, "teams": self.teams_on}
        return tuple(name for name, is_on in on.items() if is_on)

    @property
    def teams(self) -> TeamsConfig | None:
        """The settings of Teams as its adapter takes them; None without Teams."""
        return self.teams_config(self.host, self.public_url)

    @model_validator(mode="after")
    def _teams_can_start(self) -> Settings:
        wrong = self.teams_wrong(self.host, self.public_url)
        if wrong:
            raise ValueError(wrong)
        return self

    @property
    def demo_on(self) -> bool:
        """Whether example people and the movable clock are offered: asked for, or web chat alone."""
        return self.demo == "on" or (self.demo == "auto" and self.platforms == ("web",))

    @field_validator("demo", mode="before")
    @classmethod
    def _yes_or_no(cls, value: object) -> object:
        return _SWITCHES.get(value.strip().lower(), value) if isinstance(value, str) else value

    @field_validator("demo", "log_level", "log_format", "teams_app_type", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("data_dir")
    @classmethod
    def _folder(cls, value: Path) -> Path:
        folder = value.expanduser()
        if folder.exists() and not folder.is_dir():
            reason = "it is a file; it must be a folder"
            raise ValueError(reason)
        if "?" in str(folder):
            reason = "the name of the folder must not have a “?” in it"
            raise ValueError(reason)
        return folder

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            driver_url(value.get_secret_value())
        return value

    @field_validator("secret_key")
    @classmethod
    def _keys(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            split_keys(value.get_secret_value())
        return value

    @field_validator("host")
    @classmethod
    def _bare_host(cls, value: str) -> str:
        if not (_is_ipv6(value) if ":" in value else _HOST.fullmatch(value)):
            raise ValueError
        return value

    @field_validator("default_country")
    @classmethod
    def _known_country(cls, value: str) -> str:
        code = value.upper()
        if code and code not in _countries():
            raise ValueError
        return code

    @field_validator("default_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        zones = {name.casefold(): name for name in available_timezones()}
        if value in zones.values():
            return value
        near = get_close_matches(value.casefold(), zones, n=1, cutoff=0.0)
        reason = f"there is no such time zone; did you mean {zones[near[0]]}?"
        raise ValueError(reason)


def split_keys(text: str) -> list[str]:
    """Return the Fernet keys in ``text``, newest first; `ValueError` in words without the keys."""
    keys = [key.strip() for key in text.split(",")]
    for number, key in enumerate(keys, start=1):
        try:
            Fernet(key)
        except ValueError:
            which = f"key {number} of {len(keys)}" if len(keys) > 1 else "it"
            reason = f"{which} is not a Fernet key (44 characters: letters, digits, - and _, ending in =)"
            raise ValueError(reason) from None
    return keys


def load_settings(environ: Mapping[str, str], env_file: Path | None = ENV_FILE) -> Settings:
    """Return the settings in ``environ`` and in ``env_file``, the first before the second.

    Raises `SettingsError` with one line for each wrong setting, in alphabetical order. Nothing is
    made or changed on disk.
    """
    filed, problems = read_env_file(env_file) if env_file else ({}, [])
    mine = {name: value for name, value in environ.items() if name.upper().startswith(PREFIX)}
    overridden = {name.removesuffix("_FILE") for name in mine}
    kept = {n: v for n, v in filed.items() if n.removesuffix("_FILE") not in overridden}
    values, wrong = collect({**kept, **mine}, Settings.model_fields, SECRETS)
    problems += wrong
    for field in [field for field, value in values.items() if _CONTROL.search(value)]:
        problems.append(f"{variable(field)}: has a line break or control character in it.")
        del values[field]
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        told = {line.partition(":")[0].removesuffix("_FILE") for line in problems}
        # What a broken value leaves missing needs no second line.
        more = [line for line in _lines(error, values) if line.partition(":")[0] not in told]
        raise SettingsError(sorted(problems + more)) from None
    if problems:
        raise SettingsError(sorted(problems))
    return settings


def _lines(error: ValidationError, values: Mapping[str, str]) -> list[str]:
    lines: dict[str, str] = {}
    for detail in error.errors(include_url=False, include_input=False):
        cause = detail.get("ctx", {}).get("error")
        if not detail["loc"]:  # about several settings at once: it names them itself
            lines.setdefault("", f"{cause}.")
            continue
        field = str(detail["loc"][0])
        # The validators above raise without words where the description says it all.
        words = str(cause or "") or f"it must be {Settings.model_fields[field].description}"
        shown = "" if field in SECRETS else f"“{_short(values[field])}” will not do: "
        lines.setdefault(field, f"{variable(field)}: {shown}{words}".rstrip(".?") + _end(words))
    return list(lines.values())


def _end(words: str) -> str:
    return "?" if words.endswith("?") else "."


def _short(value: str) -> str:
    return value if len(value) <= _SHOWN else value[:_SHOWN] + "…"


def _is_ipv6(value: str) -> bool:
    try:
        ipaddress.IPv6Address(value)
    except ValueError:
        return False
    return True


def _countries() -> frozenset[str]:
    # From the time zone data that NetLead brings with it: lines of "DE<tab>Germany".
    table = (resources.files("tzdata.zoneinfo") / "iso3166.tab").read_text(encoding="utf-8")
    rows = (line for line in table.splitlines() if not line.startswith("#"))
    return frozenset(row.split("\t")[0] for row in rows)
