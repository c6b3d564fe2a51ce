"""The settings for a language model: which name one together, and the line each mistake gets."""

from __future__ import annotations

import pytest

from bot.settings import SettingsError, load_settings

URL = {"NETLEAD_MODEL_URL": "https://models.example.com/v1"}
NAME = {"NETLEAD_MODEL_NAME": "little"}
KEY = {"NETLEAD_MODEL_KEY": "hidden"}


def test_without_an_address_there_is_none() -> None:
    assert load_settings({}, None).model is None


def test_address_and_name_are_enough() -> None:
    model = load_settings({**URL, **NAME}, None).model
    assert model is not None
    assert (model.url, model.name, model.key) == ("https://models.example.com/v1", "little", "")
    assert model.host == "models.example.com"
    assert model.within == 5.0


def test_the_key_is_in_no_repr() -> None:
    settings = load_settings({**URL, **NAME, **KEY}, None)
    assert settings.model is not None
    assert settings.model.key == "hidden"
    assert "hidden" not in repr(settings) + repr(settings.model)


@pytest.mark.parametrize("end", ["/", "/chat/completions", "/chat/completions/"])
def test_the_address_may_go_on_to_its_end(end: str) -> None:
    url = {"NETLEAD_MODEL_URL": URL["NETLEAD_MODEL_URL"] + end}
    model = load_settings({**url, **NAME}, None).model
    assert model is not None
    assert model.url == URL["NETLEAD_MODEL_URL"]


@pytest.mark.parametrize("host", ["127.0.0.1:11434", "localhost:11434", "[::1]:11434"])
def test_a_key_may_go_to_this_machine_in_plain(host: str) -> None:
    url = {"NETLEAD_MODEL_URL": f"http://{host}/v1"}
    assert load_settings({**url, **NAME, **KEY}, None).model is not None


def test_without_a_key_any_house_s_own_model_will_do() -> None:
    url = {"NETLEAD_MODEL_URL": "http://ollama:11434/v1"}
    assert load_settings({**url, **NAME}, None).model is not None


BROKEN = {
    "no web address": (
        {"NETLEAD_MODEL_URL": "ftp://x/v1", **NAME},
        "NETLEAD_MODEL_URL: “ftp://x/v1” will not do: it must be an https:// or http:// address",
    ),
    "no host": ({"NETLEAD_MODEL_URL": "https:///v1", **NAME}, "NETLEAD_MODEL_URL: “https:///v1”"),
    "a port out of range": ({"NETLEAD_MODEL_URL": "https://x:99999/v1", **NAME}, "will not do"),
    "a person in it": ({"NETLEAD_MODEL_URL": "https://me@x/v1", **NAME}, "will not do"),
    "a query": ({"NETLEAD_MODEL_URL": "https://x/v1?a=b", **NAME}, "will not do"),
    "a name alone": (NAME, "NETLEAD_MODEL_URL: is missing; without it no model is asked."),
    "a key alone": (KEY, "NETLEAD_MODEL_URL: is missing"),
    "no name": (URL, "NETLEAD_MODEL_NAME: is missing; say which model to ask for."),
    "a name of two words": ({**URL, "NETLEAD_MODEL_NAME": "a b"}, "NETLEAD_MODEL_NAME: “a b”"),
    "a key with a space": (
        {**URL, **NAME, "NETLEAD_MODEL_KEY": "hid den"},
        "NETLEAD_MODEL_KEY: it must be the key that the model asks for.",
    ),
    "a key for everybody to read": (
        {"NETLEAD_MODEL_URL": "http://models.example.com/v1", **NAME, **KEY},
        "NETLEAD_MODEL_URL: must begin with https:// when there is a key",
    ),
    "no tokens": (
        {**URL, **NAME, "NETLEAD_MODEL_TOKENS_A_DAY": "0"},
        "tokens that one workspace may use up in a day, from 1000 to 100000000.",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_mistake_gets_one_line(what: str) -> None:
    variables, words = BROKEN[what]
    with pytest.raises(SettingsError) as caught:
        load_settings(variables, None)
    (line,) = caught.value.lines
    assert words in line
    assert "hid" not in line
