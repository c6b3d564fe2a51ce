"""``model``: whether a language model helps with words here, what it gets to see, and its switch."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.messages import Button, Card, Field, UsageError
from coaching.names import clip
from coaching.phrasing import dated
from coaching.repository.model_use import model_since, switch_model

_SEES = (
    "A draft, when you press “Word it differently”, and a sentence of yours that I could not read. Names, "
    "numbers, links, addresses and every word that is not an everyday one are taken out before and put "
    "back after. What comes back is checked and shown to you alone: nothing is saved before you say yes."
)
_ON, _SURE, _OFF = ("on",), ("on yes", "on, yes"), ("off",)
_BUTTON_OFF = Button(label="Switch it off", command="model off")


def run(turn: Turn) -> Card:
    """Say how things stand, or switch."""
    said = " ".join(turn.rest.lower().rstrip(".!").split())
    if turn.model is None:
        return _none()
    if said and said not in (*_ON, *_SURE, *_OFF):
        raise UsageError(
            f"“{clip(turn.rest)}” is no way to switch it. Type `model`, `model on` or `model off`."
        )
    if not said:
        return _shown(turn)
    if not turn.message.sender.is_admin:
        raise _not_yours(turn)
    if said in _ON:
        return _asked(turn)
    switch_model(turn.repository.rows, turn.now if said in _SURE else None)
    return _switched(turn)


def _none() -> Card:
    return Card(
        title="No language model",
        body="Whoever runs this NetLead has set none up. All you get is worded and read by plain rules, "
        "and nothing you say goes to a model.",
    )


def _shown(turn: Turn) -> Card:
    since = model_since(turn.repository.rows)
    admin = turn.message.sender.is_admin
    body = (
        "Off: nothing you say goes to it."
        if since is None
        else f"On for your workspace since {dated(turn.schedule.local(since).date())}."
    )
    on = Button(label="Switch it on", command="model on")
    buttons = (on if since is None else _BUTTON_OFF,) if admin else ()
    fields = [*_facts(turn)]
    if not admin:
        fields.append(Field("Who switches it", _who(turn)))
    return Card(title="The language model", body=body, fields=tuple(fields), buttons=buttons)


def _asked(turn: Turn) -> Card:
    return Card(
        title="Switch the language model on?",
        body="It counts for everybody in your workspace, and everybody can see that with `model`, `settings` "
        "and `what do you know`.",
        fields=_facts(turn),
        buttons=(
            Button(label="Yes, switch it on", command="model on yes", primary=True),
            Button(label="No", command="model"),
        ),
    )


def _switched(turn: Turn) -> Card:
    if not turn.model_is_on:
        body = "From now on nothing anybody here says goes to it."
        return Card(title="The language model is off", body=body)
    return Card(
        title="The language model is on",
        body="From now on drafts have a button “Word it differently”, and sentences that I cannot read are "
        "read by it; you are asked whether it got them right.",
        buttons=(_BUTTON_OFF,),
    )


def _facts(turn: Turn) -> tuple[Field, ...]:
    host = turn.model.host if turn.model else ""
    return (Field("Who is asked", host), Field("What it gets to see", _SEES))


def _who(turn: Turn) -> str:
    if turn.message.sender.is_admin is None:
        return "Whoever runs this NetLead: I cannot see here who is an admin."
    return (
        "An admin of your workspace, with `model on` or `model off`; or whoever runs this NetLead."
    )


def _not_yours(turn: Turn) -> UsageError:
    if turn.message.sender.is_admin is None:
        return UsageError(
            "I cannot see here who is an admin, so whoever runs this NetLead switches the language model. "
            "Nothing was changed; `model` shows how it stands."
        )
    return UsageError(
        "Only an admin of your workspace can switch the language model: it counts for everybody. "
        "Nothing was changed; `model` shows how it stands."
    )


COMMAND = Command(
    name="model",
    group="You and your data",
    usage=("model", "model on", "model off"),
    summary="Says whether a language model helps with words, and what it gets to see; admins switch it.",
    examples=("model", "model on", "model off"),
    run=run,
    aliases=("language model",),
)
