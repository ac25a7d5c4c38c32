"""Automatic award: who is entitled to a measure and does not receive it."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from grondrecht.rights.errors import RightsError
from grondrecht.rights.graph import Node, needed
from grondrecht.rights.law import Stale
from grondrecht.rights.measures import Measure
from grondrecht.rights.opening import opened
from grondrecht.rights.operations import OVER
from grondrecht.rights.populations import UNKNOWN, YES, PopulationAnswer
from grondrecht.rights.yearly import brings_money

Mask = NDArray[Any]
SHORTEST_KEY = 16
# A national number: eleven digits of which the last two follow from the others (royal decree of
# 3 April 1984; for who is born from 2000 on, with a 2 before them).
_NATIONAL = r"^[0-9]{2}[. ]?[0-9]{2}[. ]?[0-9]{2}[- ]?[0-9]{3}[. ]?[0-9]{2}$"
# The same as a whole number, which has no zeros before it: of who was born from 2000 on.
_SHORT, _DIGITS = r"^[0-9]{8,10}$", 11
# The same with any other signs between the digits, or after what it is called.
_BETWEEN, _CALLED = r"[\W_]", r"(?i)^(rrn|rr|nrn|nn|niss|insz|ssin|bis|be)"
_ELEVEN, _NO_DIGIT = r"^[0-9]{11}$", r"[^0-9]"
# What a number of fewer digits or of other signs begins with: the day on which somebody was born.
_BORN = r"^[0-9]{2}([024][0-9]|[135][0-2])([0-2][0-9]|3[01])"
# A whole number that went through a column of numbers with decimals.
_WHOLE = r"^([0-9]{8,11})\.0+$"
# Of eleven digits taken at random one in fifty looks like a national number.
BY_CHANCE = 0.05


@dataclass(frozen=True)
class Award:
    """Who of a population is entitled to a measure, set beside who receives it.

    ``frame`` has a row for each who is, or may be, entitled and does not receive: id, entitled (yes
    or unknown), amount_least and amount_most (cents), met and open (the conditions that are met,
    and those of which it is not known), missing (the inputs that are not known and may decide).
    ``counts``: receives and misses are surely entitled, may_miss may be; of those who receive,
    receives_unsure may be entitled and receives_without surely are not. ``amounts`` is what is
    missed, in cents; empty where the amount is no money that comes to people, such as a price.
    ``stale`` are the figures of the measure that are past their review.
    """

    measure: Measure
    frame: pl.DataFrame
    counts: dict[str, int]
    amounts: dict[str, int]
    not_found: int
    stale: tuple[Stale, ...] = ()

    @property
    def non_take_up(self) -> float | None:
        """The share of those surely entitled who do not receive; None where nobody is."""
        entitled = self.counts["receives"] + self.counts["misses"]
        return self.counts["misses"] / entitled if entitled else None


def award(answer: PopulationAnswer, measure: str, received: Any) -> Award:  # noqa: ANN401 (any table)
    """Set who is entitled beside who receives: a table with a column id.

    The answer was asked for with ``conditions``. Raises RightsError where it was not, and where
    nobody who receives is in the population: then the identifiers are not those of one register.
    """
    rules = answer.rules(measure)
    held = answer.columns[measure]
    if not held.conditions:
        raise RightsError(
            "Ask for the answers with conditions=True.", "Vraag de antwoorden met conditions=True."
        )
    frame = answer.frame(measure)
    receives, not_found = receiving(frame["id"], received)
    misses = ~receives & (held.entitled >= YES)
    shown = frame.filter(pl.Series(misses)).with_columns(
        _listed("met", {name: of == YES for name, of in held.conditions.items()}, misses),
        _listed("open", {name: of == UNKNOWN for name, of in held.conditions.items()}, misses),
        _listed("missing", _missing(answer, measure), misses),
    )
    return Award(
        rules.measure,
        shown,
        {
            "receives": int(np.sum(receives & (held.entitled == YES))),
            "misses": int(np.sum(~receives & (held.entitled == YES))),
            "may_miss": int(np.sum(~receives & (held.entitled == UNKNOWN))),
            "receives_unsure": int(np.sum(receives & (held.entitled == UNKNOWN))),
            "receives_without": int(np.sum(receives & (held.entitled < YES))),
        },
        _amounts(shown) if brings_money(rules) else {},
        not_found,
        stale_of(answer, measure),
    )


def stale_of(answer: PopulationAnswer, measure: str) -> tuple[Stale, ...]:
    """The figures of a measure that are past their review."""
    return tuple(each for each in answer.in_force.stale if each.measure == measure)


def receiving(ids: pl.Series, received: Any) -> tuple[Mask, int]:  # noqa: ANN401 (any table)
    """Of each identifier whether it receives, and how many who receive are not among them.

    ``received`` is a table with a column id. Raises RightsError.
    """
    given = _received(received, ids.dtype)
    receives = ids.is_in(given.implode()).to_numpy()
    not_found = int(given.len() - receives.sum())
    if given.len() and not receives.any():
        raise RightsError(
            "received: none of the ids is in the population; write them as they stand there.",
            "received: geen van de id's staat in de bevolking; schrijf ze zoals ze daar staan.",
        )
    return receives, not_found


def _received(received: Any, kind: pl.DataType) -> pl.Series:  # noqa: ANN401
    table = opened(received)
    if "id" not in table.columns:
        raise RightsError(
            "received: there is no column id; add it.",
            "received: er is geen kolom id; voeg ze toe.",
        )
    ids = table["id"]
    empty = np.flatnonzero(ids.is_null().to_numpy())
    if len(empty):
        raise RightsError(
            f"received: id is empty; mend row {empty[0] + 1}.",
            f"received: id is leeg; verbeter rij {empty[0] + 1}.",
        )
    if ids.len() and ids.dtype != kind:
        raise RightsError(
            f"received.id is {ids.dtype} and the population's id {kind}; write both alike.",
            f"received.id is {ids.dtype} en de id van de bevolking {kind}; schrijf beide gelijk.",
        )
    return ids.cast(kind).unique()


def _amounts(shown: pl.DataFrame) -> dict[str, int]:
    """What is missed in all, surely and at most, in cents."""
    if "amount_least" not in shown.columns:
        return {}
    return {end: int(shown[f"amount_{end}"].sum()) for end in ("least", "most")}


def _listed(column: str, masks: Mapping[str, Mask], rows: Mask) -> pl.Series:
    """For each of some rows the names of which the mask holds, with commas between."""
    parts: list[pl.Expr] = [] if masks else [pl.lit(pl.Series([""] * int(rows.sum())))]
    parts += [pl.when(pl.Series(mask[rows])).then(pl.lit(name)) for name, mask in masks.items()]
    return pl.select(pl.concat_str(parts, separator=", ", ignore_nulls=True).alias(column))[column]


def _missing(answer: PopulationAnswer, measure: str) -> dict[str, Mask]:
    """Of whom an input of the conditions that are not decided is not known, by input."""
    rules, held = answer.rules(measure), answer.columns[measure]
    found: dict[str, Mask] = {}
    for each in rules.conditions:
        unsure = held.conditions[each.rule.name] == UNKNOWN
        nodes = needed([each.node])
        shared = _of_whole_households(nodes)
        for node in nodes:
            if node.op == "input":
                gaps = _gaps(answer, node, rules.measure.of, node.index in shared) & unsure
                found[node.name] = found.get(node.name, False) | gaps
    return found


def _of_whole_households(nodes: Iterable[Node]) -> set[int]:
    """What is computed over all persons of a household: who waits, waits for each of them."""
    over = [node for node in nodes if node.op in OVER]
    return {node.index for node in needed(over)}


def _gaps(answer: PopulationAnswer, given: Node, whose: str, shared: bool) -> Mask:
    """For each that the measure is for, whether an input is not known, of it or beside it.

    ``shared`` is whether that of one person decides for the whole household.
    """
    tables = answer.tables
    known = tables.columns[given.of][given.name].known
    gaps = np.zeros(tables.size(given.of), np.bool_) if known is None else ~known
    if given.of == whose and not (given.of == "person" and shared):
        return gaps
    if given.of == "person":
        gaps = np.logical_or.reduceat(gaps, tables.starts[:-1])
    return np.repeat(gaps, np.diff(tables.starts)) if whose == "person" else gaps


# Identifiers


def pseudonymised(table: Any, key: bytes, columns: Iterable[str]) -> pl.DataFrame:  # noqa: ANN401
    """A table with pseudonyms in place of identifiers: HMAC-SHA-256 with a key, in hexadecimals.

    The same key gives the same pseudonym, so tables that go through it still fit each other; nobody
    without the key can come back to the identifier. A national number is the same with and without
    its points. Raises RightsError for a short key.
    """
    if len(key) < SHORTEST_KEY:
        raise RightsError(
            f"The key for pseudonyms has {len(key)} bytes; give {SHORTEST_KEY} or more, at random.",
            f"De sleutel voor pseudoniemen telt {len(key)} bytes; geef er minstens {SHORTEST_KEY},"
            " willekeurig gekozen.",
        )
    frame = opened(table)
    for name in columns:
        if name in frame.columns:
            frame = frame.with_columns(_hashed(plain_ids(frame[name]), key))
    return frame


def plain_ids(ids: pl.Series) -> pl.Series:
    """Identifiers as text without spaces around them; a national number as its eleven digits.

    One that lost its zeros as a whole number gets them back where its check digits fit.
    """
    texts = _stripped(ids)
    digits = texts.str.replace_all(_NO_DIGIT, "")
    plain = digits.zip_with(_has(texts, _NATIONAL), texts)
    return _eleven(plain).zip_with(are_national_numbers(plain), plain)


def _stripped(ids: pl.Series) -> pl.Series:
    return ids.cast(pl.String).str.strip_chars()


def _eleven(texts: pl.Series) -> pl.Series:
    """The eleven digits of what may be a national number, empty for what is not."""
    found = texts.str.replace_all(_NO_DIGIT, "")
    others = np.flatnonzero(~_has(texts, _NATIONAL).to_numpy())
    return found.scatter(others, _spelled(texts.gather(others))) if len(others) else found


def _spelled(texts: pl.Series) -> pl.Series:
    """The same of what is written in another way than mostly."""
    whole = texts.str.replace(_WHOLE, "$1")
    bare = whole.str.replace_all(_BETWEEN, "").str.replace(_CALLED, "")
    filled = whole.str.zfill(_DIGITS).zip_with(_has(whole, _SHORT), bare)
    return filled.set(~(_has(filled, _ELEVEN) & _has(filled, _BORN)), None)


def _has(texts: pl.Series, pattern: str) -> pl.Series:
    return texts.str.contains(pattern).fill_null(False)


def _hashed(ids: pl.Series, key: bytes) -> pl.Series:
    texts: Sequence[str | None] = ids.to_list()
    return pl.Series(
        ids.name, [None if text is None else _pseudonym(text, key) for text in texts], pl.String
    )


def _pseudonym(text: str, key: bytes) -> str:
    return hmac.new(key, text.encode(), sha256).hexdigest()[:32]


def refuse_national_numbers(ids: pl.Series, table: str) -> None:
    """Refuse identifiers that are national numbers: those are pseudonymised first. RightsError.

    One is enough, wherever it stands; where all have eleven digits, chance is allowed for.
    """
    texts = _stripped(ids)
    # Of people in JSON an id is that of the household, a slash, and their own.
    parts = texts.filter(texts.str.contains("/").fill_null(False)).str.split("/").explode()
    held = pl.concat([texts, parts])
    if int(are_national_numbers(held).sum()) > BY_CHANCE * _eleven(held).count():
        raise RightsError(
            f"{table}: the identifiers are national numbers; give a key for pseudonyms.",
            f"{table}: de identificaties zijn rijksregisternummers; geef een sleutel voor"
            " pseudoniemen.",
        )


def are_national_numbers(ids: pl.Series) -> pl.Series:
    """Of each whether it is a national number: 97 less the remainder of its digits by 97."""
    digits = _eleven(_stripped(ids)).cast(pl.Int64)
    number, check = digits // 100, digits % 100
    valid = (check == 97 - number % 97) | (check == 97 - (number + 2_000_000_000) % 97)
    return valid.fill_null(False)
