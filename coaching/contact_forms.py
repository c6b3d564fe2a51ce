"""The forms in which somebody is added or edited: fields that make up one `add` or `edit` line."""

from __future__ import annotations

from coaching.messages import Field, Input
from coaching.network import Contact
from coaching.portraits import SENIORITY_WORDS, birthday, every
from coaching.questions import TOGETHER, TRUST, WILLING
from coaching.traits import CIRCLES, SENIORITY, Values

_CIRCLE_WORDS = {5: "5: the closest", 15: "15: close", 50: "50: good", 150: "150: known"}
_RHYTHMS = ("week", "2 weeks", "month", "3 months", "6 months", "year")


def add_form() -> tuple[Input, ...]:
    """Return the fields for somebody new."""
    who = Input(name="who", label="Name", hint="Ada Lovelace", required=True, quoted=True)
    return (who, *_shared_fields({}))


def edit_form(contact: Contact, how_met: str) -> tuple[Input, ...]:
    """Return the fields for a contact, filled with what is known; `none` empties a list."""
    born = birthday(contact.birthday) if contact.birthday else ""
    present = {
        "circle": str(contact.circle),
        "side": contact.side,
        "kind": contact.kind,
        "knows": ", ".join(contact.knows),
        "likes": ", ".join(contact.likes),
        "needs": ", ".join(contact.needs),
        "tag": ", ".join(contact.tags),
        "every": every(contact.cadence_days).removeprefix("every ") if contact.cadence_days else "",
        "met": how_met,
        "through": contact.introduced_by,
        "birthday": born,
        "trust": str(contact.trust or ""),
        "together": str(contact.together or ""),
        "willing": str(contact.willing or ""),
        "seniority": next((w for w, rank in SENIORITY.items() if rank == contact.seniority), ""),
    }
    name = Input(
        name="name", label="Name", value=contact.name, prefix="name ", required=True, quoted=True
    )
    return (name, *_shared_fields(present), *_more_fields(present))


def _shared_fields(present: dict[str, str]) -> tuple[Input, ...]:
    return (
        _choice("circle", "Circle", present, _circles(), prefix="circle "),
        _choice("side", "Inside or outside your organisation", present, _same("inside", "outside")),
        _text("knows", "Knows about", present, "pricing, hiring"),
        _text("likes", "Likes", present, "long walks, tea"),
        _text("tag", "Tags", present, "book club"),
        _text("met", "How you met", present, "at PyCon"),
    )


def _more_fields(present: dict[str, str]) -> tuple[Input, ...]:
    rhythms = tuple((f"every {rhythm}", rhythm) for rhythm in _rhythms(present["every"]))
    ranks = tuple((SENIORITY_WORDS[rank], word) for word, rank in SENIORITY.items())
    return (
        _text("needs", "Needs", present, "payroll software"),
        _text("through", "Introduced by", present, "Bo"),
        _choice("every", "In touch every", present, rhythms, prefix="every "),
        _choice("kind", "Kind of tie", present, _same("operational", "personal", "strategic")),
        _choice("trust", "How far you trust them", present, TRUST.choices, prefix="trust "),
        _choice("seniority", "Seniority", present, ranks),
        _choice("together", "Worked together", present, TOGETHER.choices, prefix="together "),
        _choice("willing", "Willing to help you", present, WILLING.choices, prefix="willing "),
        _text("birthday", "Birthday", present, "12 May", quoted=False),
    )


def _rhythms(present: str) -> tuple[str, ...]:
    return _RHYTHMS if present in ("", *_RHYTHMS) else (*_RHYTHMS, present)


def _circles() -> tuple[tuple[str, str], ...]:
    return tuple((_CIRCLE_WORDS[circle], str(circle)) for circle in CIRCLES)


def _same(*words: str) -> tuple[tuple[str, str], ...]:
    return tuple((word, word) for word in words)


def _text(
    name: str, label: str, present: dict[str, str], hint: str, *, quoted: bool = True
) -> Input:
    value = present.get(name, "")
    return Input(name=name, label=label, value=value, hint=hint, prefix=f"{name} ", quoted=quoted)


def _choice(
    name: str,
    label: str,
    present: dict[str, str],
    choices: tuple[tuple[str, str], ...],
    *,
    prefix: str = "",
) -> Input:
    value = present.get(name, "")
    return Input(name=name, label=label, kind="choice", value=value, prefix=prefix, choices=choices)


def trait_fields(values: Values) -> tuple[Field, ...]:
    """Return the columns that a line has set, in words."""
    shown = [
        ("Name", values.get("name", "")),
        ("Circle", str(values.get("circle", ""))),
        ("Inside or outside", values.get("side", "")),
        ("Kind of tie", values.get("kind", "")),
        ("In touch", every(values["cadence_days"]) if values.get("cadence_days") else ""),
        *((label, _list(values, name)) for label, name in _LISTS),
        ("How you met", values.get("how_met", "")),
        ("Introduced by", values.get("introduced_by", "")),
        (
            "Birthday",
            birthday((values["birth_month"], values["birth_day"])) if _born(values) else "",
        ),
        ("Trust", f"{values['trust']} of 3" if values.get("trust") else ""),
        ("Seniority", SENIORITY_WORDS[values.get("seniority", 0)]),
        *(
            (q.label, q.answers[values[q.trait] - 1])
            for q in (TOGETHER, WILLING)
            if q.trait in values
        ),
    ]
    return tuple(Field(label, value) for label, value in shown if value)


_LISTS = (("Knows about", "knows"), ("Likes", "likes"), ("Needs", "needs"), ("Tags", "tags"))


def _list(values: Values, name: str) -> str:
    return (", ".join(values[name]) or "none") if name in values else ""


def _born(values: Values) -> bool:
    return bool(values.get("birth_month"))
