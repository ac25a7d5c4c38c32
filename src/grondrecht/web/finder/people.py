"""Who lives in a household, and what the finder calls each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

MOST_CHILDREN, MOST_OTHERS = 10, 4
YOU = "u"


@dataclass(frozen=True, slots=True)
class Person:
    """One of a household: a short code within the form, and the role in the measures."""

    code: str
    role: str


def people(partner: bool, children: int, others: int) -> list[Person]:
    """The persons of a household, the one who answers first."""
    found = [Person(YOU, "head")]
    found += [Person("p", "partner")] * partner
    found += [Person(f"c{number}", "child") for number in range(1, children + 1)]
    return found + [Person(f"o{number}", "other") for number in range(1, others + 1)]


def names(persons: Sequence[Person], ages: Mapping[str, int]) -> dict[str, str]:
    """Code -> what a person is called in a sentence, each name once: ``your child of 7``.

    ``ages`` are those that are known, by code.
    """
    plain = {each.code: _plain(each, ages.get(each.code)) for each in persons}
    times = Counter(plain.values())
    seen: Counter[str] = Counter()
    found = {}
    for each in persons:
        name, age = plain[each.code], ages.get(each.code)
        seen[name] += 1
        # A child whose age is not known keeps its place among all children.
        is_placed = each.role == "child" and age is None
        number = int(each.code[1:]) if is_placed else seen[name]
        many = times[name] > 1 or (is_placed and "c2" in plain)
        found[each.code] = _numbered(each, age, number) if many else name
    return found


def _plain(person: Person, age: int | None) -> str:
    if person.role == "head":
        return _("you")
    if person.role == "partner":
        return _("your partner")
    if person.role == "other":
        return _("your housemate")
    if age is None:
        return _("your child")
    return _("your baby") if age == 0 else _("your child of %(age)s") % {"age": age}


def _numbered(person: Person, age: int | None, number: int) -> str:
    which = {"which": ordinal(number)}
    if person.role == "other":
        return _("your %(which)s housemate") % which
    if age is None:
        return _("your %(which)s child") % which
    if age == 0:
        return _("your %(which)s baby") % which
    return _("your %(which)s child of %(age)s") % {**which, "age": age}


def ordinal(number: int) -> str:
    """The word for a place from 1 to 10: first, second, …"""
    words = (
        _("first"),
        _("second"),
        _("third"),
        _("fourth"),
        _("fifth"),
        _("sixth"),
        _("seventh"),
        _("eighth"),
        _("ninth"),
        _("tenth"),
    )
    return words[number - 1]
