"""Read what a plan's document does not say itself: a TOML file about the plan.

Its name, its government and days, what its offices are and who held them, names in English, and
the observations of indicators. docs/register.md has every key. An error is one sentence.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from grondrecht.plan.checked import shown
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.intake import file_text
from grondrecht.registry.toml_table import CheckedTable

LARGEST = 5_000_000
LANGUAGES = ("nl", "en")
BETTER = ("", "up", "down")
OBSERVED = ("observed", "baseline", "target")


@dataclass(frozen=True)
class Term:
    """A name that holds from one day to another: a holder of an office, or a policy domain."""

    name: str
    name_en: str = ""
    first_day: date | None = None
    last_day: date | None = None
    source: str = ""


@dataclass(frozen=True)
class AboutOffice:
    """What an office is in use, who held it, and the policy domains it answered for."""

    code: str
    name: str = ""
    name_en: str = ""
    mandates: tuple[Term, ...] = ()
    portfolios: tuple[Term, ...] = ()


@dataclass(frozen=True)
class AboutObservation:
    """A value of an indicator for a period; ``breakdown`` says of which group."""

    kind: str
    period: str
    first_day: date
    last_day: date
    value: Decimal
    unit: str = ""
    margin: Decimal | None = None
    source: str = ""
    source_url: str = ""
    breakdown: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class AboutIndicator:
    """An indicator by the name the catalogue gives it, with what was and is to be observed."""

    name: str
    name_en: str = ""
    unit: str = ""
    better: str = ""
    observations: tuple[AboutObservation, ...] = ()


@dataclass(frozen=True)
class About:
    """What a file says about a plan. Empty means that it says nothing of it."""

    slug: str
    name: str
    name_en: str = ""
    government: str = ""
    language: str = "nl"
    first_day: date | None = None
    last_day: date | None = None
    edition: str = ""
    edition_name: str = ""
    decided_on: date | None = None
    rights: tuple[tuple[str, str], ...] = ()
    offices: tuple[AboutOffice, ...] = ()
    indicators: tuple[AboutIndicator, ...] = ()


def read_about(file: str | Path) -> About:
    """What a TOML file says about a plan. Raises RegisterError."""
    return about_of(file_text(file, LARGEST), str(file))


def about_of(text: str, name: str) -> About:
    """What a TOML text says about a plan; ``name`` is the file's in messages."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise RegisterError(f"{name} is geen geldige TOML ({error}); verbeter het.") from error
    table = CheckedTable(data, name)
    edition = CheckedTable(table.take("edition", dict, {}), f"{name}, [edition]")
    rights = table.tables("right")
    offices = table.tables("office")
    indicators = table.tables("indicator")
    about = About(
        slug=table.slug("slug"),
        name=table.text("name", needed=True),
        name_en=table.text("name_en"),
        government=table.text("government"),
        language=table.choice("language", LANGUAGES, "nl"),
        **table.days(),
        edition=edition.slug("slug") if edition.data else "",
        edition_name=edition.text("name"),
        decided_on=edition.day("decided_on"),
        rights=tuple((row.text("code", needed=True), row.text("name_en")) for row in rights),
        offices=tuple(map(_office, offices)),
        indicators=tuple(map(_indicator, indicators)),
    )
    for each in (table, edition, *rights):
        each.done()
    _refuse_twice([code for code, _ in about.rights], f"{name}, [[right]], code")
    _refuse_twice([office.code for office in about.offices], f"{name}, [[office]], code")
    _refuse_twice([each.name for each in about.indicators], f"{name}, [[indicator]], name")
    return about


def _refuse_twice(names: list[str], where: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise RegisterError(f"{where}: {shown(name)} staat er twee keer; laat er een weg.")


def _office(table: CheckedTable) -> AboutOffice:
    office = AboutOffice(
        code=table.text("code", needed=True),
        name=table.text("name"),
        name_en=table.text("name_en"),
        mandates=tuple(_term(row, needed=True) for row in table.tables("mandates")),
        portfolios=tuple(_term(row, needed=False) for row in table.tables("portfolios")),
    )
    table.done()
    return office


def _term(table: CheckedTable, needed: bool) -> Term:
    term = Term(
        name=table.text("person" if needed else "name", 200, needed=True),
        name_en="" if needed else table.text("name_en", 200),
        source=table.text("source", 500) if needed else "",
        **table.days(),
    )
    if needed and term.first_day is None:
        raise table.fail("first_day", "ontbreekt; geef een datum zoals 2015-01-31")
    table.done()
    return term


def _indicator(table: CheckedTable) -> AboutIndicator:
    indicator = AboutIndicator(
        name=table.text("name", needed=True),
        name_en=table.text("name_en"),
        unit=table.text("unit", 60),
        better=table.choice("better", BETTER, ""),
        observations=tuple(map(_observation, table.tables("observations"))),
    )
    table.done()
    return indicator


def _observation(table: CheckedTable) -> AboutObservation:
    breakdown = CheckedTable(table.take("breakdown", dict, {}), f"{table.where}, breakdown")
    days = table.days()
    if days["first_day"] is None or days["last_day"] is None:
        raise table.fail("first_day", "ontbreekt of last_day ontbreekt; geef beide dagen")
    observation = AboutObservation(
        kind=table.choice("kind", OBSERVED, "observed"),
        period=table.text("period", 100, needed=True),
        first_day=days["first_day"],
        last_day=days["last_day"],
        value=table.decimal("value"),
        unit=table.text("unit", 60),
        margin=table.decimal("margin") if "margin" in table.data else None,
        source=table.text("source", 500, needed=True),
        source_url=table.address("source_url"),
        breakdown=tuple(sorted((key, breakdown.text(key)) for key in list(breakdown.data))),
    )
    if observation.margin is not None and observation.margin < 0:
        raise table.fail("margin", "is kleiner dan nul; geef de halve breedte van het interval")
    table.done()
    return observation
