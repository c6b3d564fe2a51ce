"""The settings for a language model, and whether together they name one that can be asked."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings

from adapters.model.config import ModelConfig

MODEL_SECRETS = ("model_key",)
"""Fields whose value is never shown and may come from a file."""
_PATH = "/chat/completions"
_KEY = re.compile(r"[\x21-\x7e]+")
_NAME = re.compile(r"[\x21-\x7e]{1,200}")


class ModelSettings(BaseSettings):
    """What an operator can set about a language model; there is none without an address."""

    model_url: Annotated[
        str,
        Field(
            description="where a language model that speaks OpenAI’s chat completions is, "
            "https://…/v1; none: no model is ever asked"
        ),
    ] = ""
    model_key: Annotated[SecretStr | None, Field(description="the key that the model asks for")] = (
        None
    )
    model_name: Annotated[str, Field(description="the model’s name as its service spells it")] = ""
    model_tokens_a_day: Annotated[
        int,
        Field(
            ge=1_000,
            le=100_000_000,
            description="tokens that one workspace may use up in a day, from 1000 to 100000000",
        ),
    ] = 50_000

    @field_validator("model_url")
    @classmethod
    def _model_address(cls, value: str) -> str:
        address = value.rstrip("/").removesuffix(_PATH)
        if address and not _is_plain(address):
            reason = "it must be an https:// or http:// address such as https://api.openai.com/v1"
            raise ValueError(reason)
        return address

    @field_validator("model_key")
    @classmethod
    def _model_key_fits(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _KEY.fullmatch(value.get_secret_value()):
            raise ValueError
        return value

    @field_validator("model_name")
    @classmethod
    def _model_is_named(cls, value: str) -> str:
        if value and not _NAME.fullmatch(value):
            raise ValueError
        return value

    @model_validator(mode="after")
    def _whole_model(self) -> ModelSettings:
        wrong = self._wrong_model()
        if wrong:
            raise ValueError(wrong)
        return self

    def _wrong_model(self) -> str:
        """Return what is missing for the model to be asked, beginning with the variable's name."""
        if not self.model_url:
            alone = self.model_name or self.model_key
            return "NETLEAD_MODEL_URL: is missing; without it no model is asked" if alone else ""
        if not self.model_name:
            return "NETLEAD_MODEL_NAME: is missing; say which model to ask for"
        if self.model_key and not _is_sealed(self.model_url):
            return (
                "NETLEAD_MODEL_URL: must begin with https:// when there is a key, "
                "which anybody on the way could read"
            )
        return ""

    @property
    def model(self) -> ModelConfig | None:
        """The settings as the adapter takes them; None without a model."""
        if not self.model_url:
            return None
        return ModelConfig(
            url=self.model_url,
            name=self.model_name,
            key=self.model_key.get_secret_value() if self.model_key else "",
            tokens_a_day=self.model_tokens_a_day,
        )


def _is_plain(address: str) -> bool:
    """Return whether it is a web address of a host, without people, query or fragment in it."""
    try:
        parts = urlsplit(address)
        _ = parts.port  # read only when it is asked for
    except ValueError:
        return False
    whole = parts.scheme in ("http", "https") and bool(parts.hostname)
    return whole and not ("@" in parts.netloc or parts.query or parts.fragment)


def _is_sealed(address: str) -> bool:
    """Return whether nobody on the way can read along: https, or this very machine."""
    parts = urlsplit(address)
    try:
        return parts.scheme == "https" or ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return parts.hostname == "localhost"
