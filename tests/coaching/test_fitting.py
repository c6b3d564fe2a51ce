"""Titles and interests: what fits whom, and by which words."""

from __future__ import annotations

import pytest

from coaching.fitting import Interest, fits


def found(interest: str, *titles: str) -> list[str]:
    """Return the titles that fit one interest, the best first."""
    return [titles[fit.place] for fit in fits(titles, [Interest(1, "likes", interest)])]


@pytest.mark.parametrize(
    ("interest", "title"),
    [
        ("pricing", "Changing prices without losing customers"),
        ("prices", "How we priced our product"),
        ("payroll software", "The best software for payroll in 2026"),
        ("machine learning", "Machine learning for managers"),
        ("Go", "Go 1.24 is released"),
        ("AI", "What AI cannot do"),
        ("C++", "C++ and C# compared"),
        ("IT", "What IT does all day"),
        ("tea", "On green tea"),
        ("cafe", "Café culture in Lisbon"),
        ("trail running", "A year of running trails"),
        ("books about strategy", "Strategy books worth a second look"),
    ],
)
def test_it_fits(interest: str, title: str) -> None:
    assert found(interest, title, "Nothing to do with it") == [title]


@pytest.mark.parametrize(
    ("interest", "title"),
    [
        ("Go", "Where to go this summer"),
        ("go", "Where to go this summer"),
        ("IT", "What it does all day"),
        ("AI", "Aix and its fountains"),
        ("machine learning", "Learning to fix your washing machine"),
        ("trail running", "Running a good meeting"),
        ("C++", "Vitamin C for beginners"),
        ("the new", "What is new this week"),
        ("", "Anything at all"),
        ("pricing", "On prizes"),
    ],
)
def test_it_does_not_fit(interest: str, title: str) -> None:
    assert found(interest, title) == []


def test_what_is_typed_is_never_a_query() -> None:
    for odd in ('"', "a* OR b", "NEAR(a b)", "title:x", "-x", "^x", "(((", "'; drop table titles"):
        assert found(odd, "A title") == []


def test_the_words_that_fit_are_told_as_they_stand() -> None:
    (fit,) = fits(["Prices, and pricing them"], [Interest(7, "knows about", "pricing")])
    assert (fit.contact, fit.place, fit.words) == (7, 0, ("Prices", "pricing"))
    assert fit.because.words == "pricing"


def test_the_better_title_comes_first_and_three_are_enough() -> None:
    titles = ["Rust and many other things that have happened this year", "Rust", *["More Rust"] * 5]
    assert found("Rust", *titles)[0] == "Rust"
    assert len(found("Rust", *titles)) == 3


def test_each_contact_gets_a_title_once() -> None:
    interests = [
        Interest(1, "likes", "tea"),
        Interest(1, "likes", "green tea"),
        Interest(2, "likes", "tea"),
    ]
    made = fits(["On green tea", "Coffee"], interests)
    assert [(fit.contact, fit.place) for fit in made] == [(1, 0), (2, 0)]
    assert made[0].because.words == "green tea"


def test_nothing_fits_nobody() -> None:
    assert fits([], [Interest(1, "likes", "tea")]) == []
    assert fits(["Tea"], []) == []
