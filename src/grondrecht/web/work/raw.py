"""An answer as it is typed: texts alone, right or wrong, so that nothing typed is ever lost.

It has the keys of a followup.answers.Answer. A draft keeps it, a form shows it, and two of them
can be laid side by side.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language

from grondrecht.followup.answers import Answer, to_json

Raw = dict[str, Any]
Row = dict[str, str]
TEXTS = ("kind", "status", "reason", "news", "no_involvement", "next_step", "next_on")
# The keys of each kind of row, in the order in which they are asked.
ROWS: Mapping[str, tuple[str, ...]] = {
    "milestones": ("done",),
    "values": ("indicator", "period", "first_day", "last_day", "value", "unit", "note"),
    "spent": ("year", "amount", "currency", "words"),
    "involvement": ("who", "phase", "said", "outcome", "why_not"),
}
# What a row has before anybody typed in it.
UNTYPED = {"currency": "EUR"}
# The numbers among the keys: typed with a comma in Dutch.
NUMBERS = ("value", "amount")
_NAME = re.compile(r"(milestones|values|spent|involvement)-(\d{1,4})-(\w+)")


def raw_of(answer: Answer, promises: int) -> Raw:
    """An answer as somebody would type it, about a form with so many milestones."""
    data = to_json(answer)
    raw: Raw = {key: str(data[key] or "") for key in TEXTS}
    for kind, keys in ROWS.items():
        raw[kind] = [{key: _written(key, row[key]) for key in keys} for row in data[kind]]
    done = {each.position: each.done for each in answer.milestones}
    raw["milestones"] = [{"done": done.get(place, "")} for place in range(1, promises + 1)]
    return raw


def _written(key: str, value: object) -> str:
    text = "" if value is None else str(value)
    return text.replace(".", ",") if key in NUMBERS and not speaks_english() else text


def speaks_english() -> bool:
    """Whether the page is in English, where numbers have a point."""
    return (get_language() or "").startswith("en")


def raw_from(posted: QueryDict) -> Raw:
    """What a form sent; line ends as they are kept everywhere."""
    raw: Raw = {key: _clean(posted.get(key, "")) for key in TEXTS}
    rows: dict[str, dict[int, Row]] = defaultdict(lambda: defaultdict(dict))
    for name, value in posted.items():
        found = _NAME.fullmatch(name)
        if found and found[3] in ROWS[found[1]]:
            rows[found[1]][int(found[2])][found[3]] = _clean(str(value))
    for kind, keys in ROWS.items():
        numbers = range(max(rows[kind], default=-1) + 1)
        # A milestone is known by its place, also where the one before it was not sent.
        kept = numbers if kind == "milestones" else sorted(rows[kind])
        ordered = [rows[kind].get(number, {}) for number in kept]
        raw[kind] = [{key: row.get(key, "") for key in keys} for row in ordered]
    return raw


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def raw_kept(data: object) -> Raw:
    """What a draft keeps; what is not there is empty."""
    kept = data if isinstance(data, dict) else {}
    raw: Raw = {key: str(kept.get(key) or "") for key in TEXTS}
    for kind, keys in ROWS.items():
        rows = [row for row in kept.get(kind) or [] if isinstance(row, dict)]
        raw[kind] = [{key: str(row.get(key) or "") for key in keys} for row in rows]
    return raw


def fitted(rows: list[Row], promises: int) -> list[Row]:
    """The rows of milestones, as many as there are promises: what was not sent is empty."""
    return [*rows, *({"done": ""} for _ in range(promises - len(rows)))][:promises]


def is_blank(row: Row) -> bool:
    """Whether nobody typed anything in a row."""
    return all(value.strip() in ("", UNTYPED.get(key, "")) for key, value in row.items())


def without_blanks(raw: Raw) -> Raw:
    """Without the rows in which nothing was typed; milestones stay, they are those of the form."""
    kept = {
        kind: [row for row in raw[kind] if not is_blank(row)]
        for kind in ROWS
        if kind != "milestones"
    }
    return raw | kept


def with_row(raw: Raw, kind: str) -> Raw:
    """With one more empty row of a kind."""
    return raw | {kind: [*raw[kind], {key: UNTYPED.get(key, "") for key in ROWS[kind]}]}


def without_row(raw: Raw, kind: str, number: int) -> Raw:
    """Without the row of that number, from 0; the same where there is none."""
    return raw | {kind: [row for place, row in enumerate(raw[kind]) if place != number]}


def pieces(raw: Raw) -> dict[str, Any]:
    """The pieces that two people can differ about: each text, each milestone, each list of rows."""
    whole = without_blanks(raw)
    found: dict[str, Any] = {key: whole[key] for key in TEXTS}
    for number, row in enumerate(whole["milestones"]):
        found[f"milestones-{number}-done"] = row["done"]
    return found | {kind: whole[kind] for kind in ROWS if kind != "milestones"}


def with_piece(raw: Raw, key: str, value: Any) -> Raw:  # noqa: ANN401 (a text, or rows)
    """With one of its pieces set; of rows both are kept: those that are there and the new ones."""
    if key in TEXTS:
        return raw | {key: value}
    if key in ROWS:
        own = [row for row in raw[key] if not is_blank(row)]
        return raw | {key: [*own, *(row for row in value if row not in own)]}
    found = _NAME.fullmatch(key)
    if found is None or int(found[2]) >= len(raw[found[1]]):
        return raw
    rows = [dict(row) for row in raw[found[1]]]
    rows[int(found[2])][found[3]] = value
    return raw | {found[1]: rows}


def marks(raw: Raw) -> str:
    """A short mark of each piece, as text for a hidden field: tells later what was changed."""
    return " ".join(f"{key}={_mark(value)}" for key, value in pieces(raw).items())


def _mark(value: object) -> str:
    words = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(words.encode("utf-8")).hexdigest()[:12]


def changed(raw: Raw, began: str) -> frozenset[str]:
    """The pieces that are no longer what they were when ``began`` was marked; all without one."""
    marked = dict(mark.split("=", 1) for mark in began.split() if "=" in mark)
    return frozenset(key for key, value in pieces(raw).items() if marked.get(key) != _mark(value))


def merged(mine: Raw, theirs: Raw, began: str) -> tuple[Raw, list[str], list[str]]:
    """Mine with what the other changed and I did not; which pieces those are; where both did.

    ``began`` are the marks of what both began from.
    """
    by_me, by_them = changed(mine, began), changed(theirs, began)
    ours, others = pieces(mine), pieces(theirs)
    differ = [key for key in others if ours.get(key) != others[key]]
    taken = [key for key in differ if key in by_them and key not in by_me]
    for key in taken:
        mine = mine | {key: others[key]} if key in ROWS else with_piece(mine, key, others[key])
    return mine, taken, [key for key in differ if key in by_them and key in by_me]


def differing(mine: Raw, theirs: Raw, keys: Iterable[str]) -> list[str]:
    """Those of the pieces in which the two still differ."""
    ours, others = pieces(mine), pieces(theirs)
    return [key for key in keys if ours.get(key) != others.get(key)]
