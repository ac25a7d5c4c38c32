"""What is said of a measure, as it is given: by a form, a file or the examples."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Instrument, Party, PartyAlias, Plan
from grondrecht.registry.parties import folded

MOST_CONDITIONS = 60
LONGEST_ABOUT, LONGEST_WORDS = 200, 4_000
_YEARS = re.compile(r"(\d{4})(?:\s*[-–/]\s*(\d{4}))?")


@dataclass(frozen=True)
class Condition:
    """What a measure asks or gives about one subject, such as the income or the household."""

    about: str
    words: str


@dataclass(frozen=True)
class Said:
    """What is said of a measure; ``slug`` is empty for one that gets its slug from its name.

    ``instrument`` and ``granted_by`` are slugs, the latter may be a name that is known. An empty
    ``kind`` or ``automatic`` counts as "right" and "unknown".
    """

    name: str
    kind: str = "right"
    slug: str = ""
    name_en: str = ""
    what: str = ""
    instrument: str = ""
    granted_by: str = ""
    automatic: str = "unknown"
    obstacles: str = ""
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Counted:
    """What a measure cost and reached in some years; None is not known."""

    first_year: int
    last_year: int
    persons: int | None = None
    money: Decimal | None = None
    cost: Decimal | None = None
    benefit: Decimal | None = None
    source: str = ""


def years_of(text: str) -> tuple[int, int]:
    """The years that a text such as 2017 or 2016-2017 names. Raises RegisterError."""
    found = _YEARS.fullmatch(text.strip())
    if found is None:
        raise RegisterError(_("Give a year such as 2017, or two such as 2016-2017."))
    return int(found[1]), int(found[2] or found[1])


def conditions_json(conditions: tuple[Condition, ...]) -> list[dict[str, str]]:
    """Conditions as they are kept. Raises RegisterError where one is empty, long or double."""
    rows = [
        {"about": " ".join(each.about.split()), "words": each.words.strip()} for each in conditions
    ]
    subjects = [row["about"].casefold() for row in rows]
    if any(not row["about"] or not row["words"] for row in rows):
        raise RegisterError(_("Give each condition a subject and its words."))
    double = next((row["about"] for row in rows if subjects.count(row["about"].casefold()) > 1), "")
    if double:
        raise RegisterError(
            _("There are two conditions about “%(about)s”; put them together.") % {"about": double}
        )
    too_long = any(
        len(row["about"]) > LONGEST_ABOUT or len(row["words"]) > LONGEST_WORDS for row in rows
    )
    if len(rows) > MOST_CONDITIONS or too_long:
        raise RegisterError(_("That is too much for the conditions; shorten them."))
    return rows


def conditions_of(kept: list[Mapping[str, str]]) -> tuple[Condition, ...]:
    """Conditions that are kept, as values."""
    return tuple(Condition(row["about"], row["words"]) for row in kept)


def entitlement(plan: Plan, slug: str) -> Instrument | None:
    """The entitlement of that slug in a plan; None where none is named. Raises RegisterError."""
    if not slug:
        return None
    found = Instrument.objects.filter(plan=plan, kind="right", slug=slug).first()
    if found is None:
        raise RegisterError(
            _("The plan has no entitlement “%(slug)s”; choose one of its instruments.")
            % {"slug": slug}
        )
    return found


def party(named: str) -> Party | None:
    """The party of that slug, or that is known by that name; None where none is named.

    Raises RegisterError where nobody or more than one is.
    """
    if not named.strip():
        return None
    rows: Any = Party.objects.filter(slug=named.strip())
    if not rows:
        aliases = PartyAlias.objects.filter(folded=folded(named)[:300])
        rows = Party.objects.filter(pk__in=aliases.values("party"))[:2]
    if len(rows) != 1:
        raise RegisterError(
            _("No party is known as “%(name)s”; give the name as the parties' page has it.")
            % {"name": named.strip()}
        )
    found: Party = rows[0]
    return found
