"""How the outcome of ``grondrecht what-if`` is told: as data, tables, sentences and a page.

Everything is made from the data, which is also what a poverty test keeps of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from grondrecht import __version__
from grondrecht.monitor import Difference, Result
from grondrecht.monitor.breakdowns import TOTAL
from grondrecht.monitor.tables import Column, Table
from grondrecht.register_cli.indicators_computed import parts
from grondrecht.register_cli.one_page import paragraph, table_lines, whole_page
from grondrecht.register_cli.rights_given import said
from grondrecht.register_cli.rights_law import stale_lines, stale_names
from grondrecht.register_cli.rights_population import group_text
from grondrecht.register_cli.rights_shown import Row, euros, words_in
from grondrecht.register_cli.what_if_computed import Found
from grondrecht.rights.wording import day_text
from grondrecht.whatif import effects

FORMAT = "grondrecht-what-if/1"
COUNTS = ("households", "winners", "losers", "same", "unknown")
POOR = ("before", "after", "difference", "standard_error", "lower", "upper")
Data = Mapping[str, Any]


def as_data(found: Found) -> dict[str, Any]:
    """Everything as data; docs/rights-commands.md has the keys."""
    stale = stale_names(found.effects.stale)
    data = {
        "format": FORMAT,
        "reform": {"id": found.reform.id, **found.reform.names._asdict()},
        "on": found.effects.on.isoformat(),
        "measures": [_named(found, name) for name in found.effects.measures],
        "left_out": [_named(found, name) for name in found.effects.left_out],
        "files": [Path(file).name for file in found.population.files],
        "synthetic": found.population.is_synthetic,
        "weight": found.weight,
        "stale": stale,
        "groups": list(_groups(found)),
        "rights": _rights(found),
        "poverty": None,
        "poverty_lacks": found.lacks,
        "made_with": f"Grondrecht {__version__}",
    }
    if found.poverty is not None:
        counts = {"persons": found.poverty.n_persons, "left_out": found.poverty.n_left_out}
        data["poverty"] = {"indicator": found.poverty.before[0].definition, **counts}
    beside = {lang: effects.sentences(found.effects, lang) for lang in ("nl", "en")}
    return data | {
        "sentences": {
            lang: [*sentences(data, lang), *told, *stale_lines(len(stale), lang)]
            for lang, told in beside.items()
        }
    }


def _named(found: Found, measure: str) -> dict[str, str]:
    return {"id": measure, **found.reform.law.measures[measure].names._asdict()}


def _groups(found: Found) -> Iterator[dict[str, Any]]:
    """Per group the households, the cost, and the risk of poverty before and after."""
    poor = _poor(found)
    for breakdown in ((), *map(parts, found.by)):
        table = found.effects.table(breakdown, found.weight or None)
        for row in table.iter_rows(named=True):
            label = "; ".join(f"{name}={_text(row[name])}" for name in breakdown) or TOTAL
            counts = {key: row[key] for key in COUNTS}
            cost = euros(row["cost"])
            yield {"group": label, **counts, "cost": f"{cost:f}", **poor.get(label, {})}


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _poor(found: Found) -> dict[str, dict[str, Any]]:
    """Per group the risk of poverty before and after, and the difference with its margin."""
    if found.poverty is None:
        return {}
    before = {each.domain: each for each in found.poverty.before}
    after = {each.domain: each for each in found.poverty.after}
    return {
        each.second: _difference(before[each.second], after[each.second], each)
        for each in found.poverty.differences
    }


def _difference(before: Result, after: Result, each: Difference) -> dict[str, Any]:
    return {
        "before": before.value,
        "after": after.value,
        "difference": each.value,
        "standard_error": each.standard_error,
        "lower": each.lower,
        "upper": each.upper,
        "flag": each.flag,
        "told": each.told,
    }


def _rights(found: Found) -> list[dict[str, Any]]:
    rows = found.effects.rights(found.weight or None).iter_rows(named=True)
    return [{**row, **_named(found, row["measure"])} for row in rows]


# In words


def sentences(data: Data, lang: str) -> list[str]:
    """What a reform does, in sentences."""
    numbers, total = words_in(lang), data["groups"][0]
    filled = {key: numbers.number(total[key], 0) for key in ("winners", "losers", "unknown")}
    cost = numbers.number(float(total["cost"]), 2)
    made = [said("what_if", "sentence", lang, **filled, cost=cost)]
    if total.get("before") is not None:
        made.append(_of_poverty(total, lang))
    return made


def _of_poverty(total: Data, lang: str) -> str:
    numbers = words_in(lang)
    filled = {
        key: numbers.number(total[key], 2)
        for key in ("before", "after", "difference", "lower", "upper")
        if total[key] is not None
    }
    if not total["difference"]:
        return said("what_if", "unchanged", lang, **filled)
    if not total["told"]:
        return said("what_if", "unclear", lang, **filled)
    return said("what_if", "fell" if total["difference"] < 0 else "rose", lang, **filled)


def notes(data: Data, lang: str) -> list[str]:
    """The sentences, and what is left out."""
    made = list(data["sentences"][lang])
    if data["left_out"]:
        names = ", ".join(each[lang] for each in data["left_out"])
        made.append(said("what_if", "left_out", lang, measures=names))
    if data["poverty"]:
        held, numbers = data["poverty"], words_in(lang)
        n, everybody = held["left_out"], held["left_out"] + held["persons"]
        counts = {"n": numbers.number(n, 0), "all": numbers.number(everybody, 0)}
        made.append(said("what_if", "poverty_left_out", lang, **counts))
    elif data["poverty_lacks"] != "amount":
        made.append(said("what_if", "no_poverty", lang, column=data["poverty_lacks"]))
    return [*made, *([said("said", "synthetic", lang)] * data["synthetic"])]


def title(data: Data, lang: str) -> str:
    """What a reform is called, and the day."""
    shown = day_text(date.fromisoformat(data["on"]), lang)
    return said("what_if", "title", lang, name=data["reform"][lang], day=shown)


def tables(data: Data, lang: str) -> list[Table]:
    """Winners and losers, who is entitled, and the risk of poverty."""
    made = [_money(data, lang), _entitled(data, lang)]
    return [*made, _poverty(data, lang)] if data["poverty"] else made


def _money(data: Data, lang: str) -> Table:
    columns = [Column(said("what_if", key, lang), 0) for key in COUNTS]
    rows = [
        (group_text(row["group"], lang), *(row[key] for key in COUNTS), float(row["cost"]))
        for row in data["groups"]
    ]
    first, last = Column(said("said", "group", lang)), Column(said("what_if", "cost", lang), 2)
    return Table(said("what_if", "money", lang), (first, *columns, last), tuple(rows))


def _entitled(data: Data, lang: str) -> Table:
    keys = ("before", "after", "gained", "lost", "unknown")
    columns = (
        Column(said("said", "measure", lang)),
        Column(said("said", "for", lang)),
        *(Column(said("what_if", key, lang), 0) for key in keys),
    )
    rows = [
        (row[lang], said("of", row["of"], lang), *(row[key] for key in keys))
        for row in data["rights"]
    ]
    return Table(said("what_if", "rights", lang), columns, tuple(rows))


def _poverty(data: Data, lang: str) -> Table:
    heads = {
        "before": said("what_if", "before", lang) + " (%)",
        "after": said("what_if", "after", lang) + " (%)",
        "difference": said("what_if", "difference", lang),
        "standard_error": said("population", "standard_error", lang),
        "lower": said("population", "lower", lang),
        "upper": said("population", "upper", lang),
    }
    columns = (
        Column(said("said", "group", lang)),
        *(Column(heads[key], 2) for key in POOR),
        Column(said("what_if", "told", lang)),
    )
    rows = [
        (
            group_text(row["group"], lang),
            *(row[key] for key in POOR),
            _verdict(row, lang),
        )
        for row in data["groups"]
        if "before" in row
    ]
    return Table(said("what_if", "poverty", lang), columns, tuple(rows))


def _verdict(row: Data, lang: str) -> str:
    if row["difference"] is None:
        return ""
    if row["difference"] == 0:
        return said("what_if", "no_change", lang)
    return said("what_if", "is_told" if row["told"] else "not_told", lang)


def rows(data: Data) -> list[Row]:
    """A row per group, with the names of the data."""
    keys = ("group", *COUNTS, "cost", *POOR, "flag", "told")
    return [
        {key: row.get(key) for key in keys} | {"cost": Decimal(row["cost"])}
        for row in data["groups"]
    ]


def sheets(data: Data, lang: str) -> list[tuple[str, Table]]:
    """The tables with the names of their sheets, and what is to be known of them."""
    told = Table(title(data, lang), (Column(""),), tuple((line,) for line in about(data, lang)))
    return [*((each.title, each) for each in tables(data, lang)), ("Grondrecht", told)]


def about(data: Data, lang: str) -> list[str]:
    """What stands below the tables of a page."""
    return [*notes(data, lang), said("what_if", "made_with", lang, version=__version__)]


def page(data: Data, lang: str) -> str:
    """One page that needs nothing beside it."""
    lines = [line for each in tables(data, lang) for line in table_lines(each, words_in(lang))]
    parts_of = [
        *map(paragraph, data["sentences"][lang]),
        *lines,
        *map(paragraph, about(data, lang)[len(data["sentences"][lang]) :]),
    ]
    return whole_page(title(data, lang), lang, parts_of)
