"""The parts of an action's page, each made from what was found of the action."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grondrecht.plan import model
from grondrecht.plan.codes import ActionCode
from grondrecht.plan.quality import RULES, Rule
from grondrecht.plan.quality.rules import name_of
from grondrecht.registry.models import (
    Action,
    Amount,
    Form,
    Link,
    Mention,
    Office,
    Party,
    QualityFinding,
    Right,
)
from grondrecht.web.found import Found
from grondrecht.web.pages import at
from grondrecht.web.places import lines_of, place_of
from grondrecht.writing import formats

# The words of the glossary that explain a field of the form, by its path.
TERMS = {
    "budget": "commitment",
    "involved.people_in_poverty": "involvement",
    "responsible.cabinet": "cabinet",
    "responsible.administration": "administration",
}


def speaks_english() -> bool:
    """Whether this page is in English."""
    return (get_language() or "nl").startswith("en")


def name_of_field(form: model.Form, path: str) -> str:
    """What a field is called, with a capital, in the language of this page."""
    if path.startswith("milestones[") and not _has_row(form, path):
        return path
    name = name_of(form, path)[speaks_english()]
    return name[:1].upper() + name[1:]


def _has_row(form: model.Form, path: str) -> bool:
    number = path.removeprefix("milestones[").partition("]")[0]
    return number.isdecimal() and int(number) < len(form.milestones)


def segments(action: Action) -> list[dict[str, str]]:
    """The code, segment by segment: what each says, with its page and the word explained."""
    code = ActionCode.parse(action.code)
    parts: list[dict[str, str]] = []
    if action.right:
        parts.append(
            {
                "code": action.right.code,
                "kind": _("basic right"),
                "term": "right",
                "label": _named(action.right),
                "address": at(action.plan.slug, "grondrechten", action.right.code),
            }
        )
    if action.office:
        parts.append(
            {
                "code": action.office.code,
                "kind": _("office"),
                "term": "office",
                "label": _named(action.office) or _("office %(code)s") % {"code": code.office},
                "address": at(action.plan.slug, "ambten", action.office.code),
                "icon": "office",
            }
        )
    label = _("a serial number; it has no meaning")
    parts.append(
        {"code": code.sequence, "kind": _("serial number"), "label": label, "icon": "path"}
    )
    return parts


def _named(thing: Right | Office | Party) -> str:
    return str((speaks_english() and thing.name_en) or thing.name)


def parties(mentions: Iterable[Mention], role: str) -> list[dict[str, Any]]:
    """The parties in a role, each once, with the words that name them; open ones without page."""
    found: dict[str, dict[str, Any]] = {}
    for mention in mentions:
        if mention.role == role and mention.how != "none":
            party = mention.party
            key = party.slug if party else mention.words
            label = _named(party) if party else mention.words
            entry = found.setdefault(key, {"label": label, "party": party, "words": []})
            if mention.words not in (label, *entry["words"]):
                entry["words"].append(mention.words)
    return list(found.values())


@dataclass(frozen=True)
class Field:
    """A field of a form: its name, its words as printed, where they stood, and the maintained."""

    path: str
    label: str
    term: str
    printed: str
    maintained: str
    line: int


@dataclass(frozen=True)
class Printing:
    """One printing of the action: its fields that hold words, and the names of those that do not.

    ``unlike`` names the fields that differ from the first printing.
    """

    form: Form
    number: int
    fields: Sequence[Field]
    empty: Sequence[str]
    unlike: Sequence[str]


def printings(found: Found) -> list[Printing]:
    """The printings of the edition that is shown; the maintained text stands beside the first."""
    made = []
    for number, (form, value) in enumerate(zip(found.forms, found.values, strict=True), 1):
        kept = found.action.maintained if number == 1 and found.is_newest else {}
        texts = dict(value.texts())
        shown = [path for path in texts if not path.startswith("milestones[") or path in kept]
        fields = [_field(value, path, texts[path], kept.get(path, "")) for path in shown]
        made.append(
            Printing(
                form,
                number,
                [field for field in fields if field.printed.strip() or field.maintained],
                [each.label for each in fields if not each.printed.strip() and not each.maintained],
                _unlike(found.values[0], value) if number > 1 else [],
            )
        )
    return made


def _unlike(first: model.Form, value: model.Form) -> list[str]:
    """The names of the fields that two printings do not have in the same words."""
    one, other = _compared(first), _compared(value)
    return [
        name_of_field(value if path in other else first, path)
        for path in dict.fromkeys([*other, *one])
        if one.get(path, []) != other.get(path, [])
    ]


def _compared(value: model.Form) -> dict[str, list[str]]:
    """The words of each field; a milestone's with its period."""
    periods = {f"milestones[{n}].text": each.period.text for n, each in enumerate(value.milestones)}
    return {path: [*periods.get(path, "").split(), *words.split()] for path, words in value.texts()}


def _field(value: model.Form, path: str, words: str, maintained: str) -> Field:
    return Field(
        path=path,
        label=name_of_field(value, path),
        term=TERMS.get(path, ""),
        printed=words,
        maintained=maintained,
        line=place_of(value, path).first_line,
    )


def timeline(found: Found) -> list[dict[str, Any]]:
    """The milestones of every printing, in the order of their periods; those without one last.

    What a later printing promises in the same words is there once; the maintained text stands
    beside the first printing.
    """
    rows: list[dict[str, Any]] = []
    for position, value in enumerate(found.values):
        kept = found.action.maintained if position == 0 and found.is_newest else {}
        told = {(row["period"], *row["promised"].split()) for row in rows}
        rows += [
            _milestone(value, number, kept)
            for number, each in enumerate(value.milestones)
            if (each.period.text, *each.text.split()) not in told
        ]
    return sorted(rows, key=lambda row: row["order"])


def _milestone(value: model.Form, number: int, kept: dict[str, str]) -> dict[str, Any]:
    milestone, path = value.milestones[number], f"milestones[{number}].text"
    last = milestone.period.last
    return {
        "period": milestone.period.text,
        "stage": milestone.period.stage,
        "promised": milestone.text,
        "maintained": kept.get(path, ""),
        "is_past": bool(last and last < timezone.localdate()),
        "line": place_of(value, path).first_line,
        "path": path,
        "order": milestone.period.first or date.max,
    }


@dataclass(frozen=True)
class Money:
    """A commitment: its sentence with the amounts in it marked, and what kind it is."""

    pieces: Sequence[tuple[str, bool]]
    kind: str
    amounts: Sequence[dict[str, str]]


def money(found: Found) -> list[Money]:
    """What each printing commits to; printings that say the same are shown once."""
    made: dict[str, Money] = {}
    for form in found.forms:
        commitment = getattr(form, "commitment", None)
        if commitment and commitment.text not in made:
            own = [each for each in found.amounts if each.commitment_id == commitment.pk]
            pieces = _marked(commitment.text, own)
            rows = [_amount(each) for each in own]
            made[commitment.text] = Money(pieces, commitment.kind, rows)
    return list(made.values())


def _marked(text: str, amounts: Sequence[Amount]) -> list[tuple[str, bool]]:
    pieces, at_letter = [], 0
    for amount in sorted(amounts, key=lambda each: each.start):
        if amount.start >= at_letter:
            pieces += [
                (text[at_letter : amount.start], False),
                (text[amount.start : amount.end], True),
            ]
            at_letter = amount.end
    pieces.append((text[at_letter:], False))
    return [piece for piece in pieces if piece[0]]


def _amount(amount: Amount) -> dict[str, str]:
    often = {
        "once": _("once"),
        "per_year": _("every year"),
        "whole_term": _("for the whole term"),
    }.get(amount.recurrence, "")
    change = {"less": _("less than before"), "more": _("more than before")}.get(amount.change, "")
    per = _("per %(what)s") % {"what": amount.per} if amount.per else ""
    times = _("%(times)s times") % {"times": formats.number(amount.times.normalize(), _spoken())}
    years = _years(amount.years)
    return {
        "words": amount.words,
        "value": value_of(amount),
        "years": _("from %(year)s on") % {"year": years} if amount.onward and years else years,
        "payer": amount.payer,
        "often": "; ".join(filter(None, (often, per, times if amount.times != 1 else "", change))),
    }


def value_of(amount: Amount) -> str:
    """An amount in figures: € 1.500.000, a range, at most or least, "about", or a percentage."""
    is_one = amount.value is not None and amount.low == amount.high
    ends = [amount.value] if is_one else [amount.low, amount.high]
    low, *rest = (None if end is None else _figure(amount, end) for end in ends)
    if not rest or not (low or rest[0]):
        words = low or "–"
    elif low and rest[0]:
        words = f"{low} – {rest[0]}"
    elif low:
        words = _("at least %(amount)s") % {"amount": low}
    else:
        words = _("at most %(amount)s") % {"amount": rest[0]}
    return _("about %(amount)s") % {"amount": words} if amount.about else words


def _figure(amount: Amount, value: Decimal) -> str:
    if amount.currency == "EUR":
        return formats.money(value, _spoken())
    unit = f" {amount.currency}" if amount.currency else formats.manner(_spoken()).percent
    return f"{formats.number(value.normalize(), _spoken())}{unit}"


def _spoken() -> str:
    return get_language() or "nl"


def _years(years: Sequence[int]) -> str:
    """Years as people write them: 2016-2019 where they follow, else 2016, 2018."""
    if len(years) > 2 and list(years) == list(range(years[0], years[-1] + 1)):
        return f"{years[0]}-{years[-1]}"
    return ", ".join(map(str, years))


def links(action: Action, rows: Iterable[Link]) -> list[dict[str, Any]]:
    """The links of an action with others, both ways: how they hang together, and who says so."""
    made = []
    for link in rows:
        forth = link.source_id == action.pk
        other = link.target if forth else link.source
        made.append(
            {
                "how": _how(link.kind, forth),
                "code": other.code,
                "title": other.title,
                "address": at(action.plan.slug, "acties", other.code),
                "words": link.words,
                "decision": link.decision,
                "decided_on": link.decided_on,
            }
        )
    return sorted(made, key=lambda row: (row["how"], row["code"]))


def _how(kind: str, forth: bool) -> str:
    return {
        ("replaces", True): _("This action replaces"),
        ("replaces", False): _("This action was replaced by"),
        ("split", True): _("This action was split into"),
        ("split", False): _("This action is a part of what was"),
        ("merged", True): _("This action was merged into"),
        ("merged", False): _("This action takes in"),
        ("see_also", True): _("This form points at"),
        ("see_also", False): _("This action is named in the form of"),
    }[kind, forth]


def things(found: Found) -> list[dict[str, str]]:
    """The instruments and indicators that the action speaks of, with their pages.

    ``language`` is that of the name; empty where it is that of this page.
    """
    plan, language = found.action.plan.slug, found.action.plan.language
    return [
        {
            "kind": _kinds()[row["kind"]],
            "label": (speaks_english() and row["name_en"]) or row["name"],
            "language": "" if speaks_english() and row["name_en"] else language,
            "address": at(plan, "indicatoren", row["slug"])
            if row["kind"] == "indicator"
            else at(plan, "instrumenten", row["kind"], row["slug"]),
        }
        for row in found.things
    ]


def _kinds() -> dict[str, str]:
    return {
        "system": _("system"),
        "dataset": _("data set"),
        "formula": _("formula"),
        "instrument": _("instrument"),
        "right": _("entitlement"),
        "indicator": _("indicator"),
    }


@cache
def rules() -> dict[str, Rule]:
    """The quality rules by id."""
    return {rule.id: rule for rule in RULES}


def title_of_rule(rule: str) -> str:
    """What a rule looks for, in the language of this page; its id where it is not known."""
    known = rules().get(rule)
    return (known.title_en if speaks_english() else known.title) if known else rule


def help_of_rule(rule: str) -> str:
    """Why a rule matters and what to do, in the language of this page."""
    known = rules().get(rule)
    return (known.help_en if speaks_english() else known.help) if known else ""


def findings(rows: Iterable[QualityFinding]) -> list[dict[str, Any]]:
    """What the quality rules say of the action, with what each rule is for."""
    return [
        {
            "level": row.level,
            "title": title_of_rule(row.rule),
            "message": row.message_en if speaks_english() else row.message,
            "help": help_of_rule(row.rule),
            "rule": row.rule,
            "line": row.line,
        }
        for row in rows
    ]


def stood(found: Found, path: str) -> list[dict[str, Any]]:
    """Per printing the lines of the document on which it stood, a field's words marked."""
    made = []
    for form, value in zip(found.forms, found.values, strict=True):
        known = [name for name, words in value.texts() if words.strip()]
        lines = lines_of(form.printed, value, path if path in known else "")
        chosen = [{"path": name, "label": name_of_field(value, name)} for name in known]
        made.append(
            {
                "form": form,
                "lines": lines,
                "fields": chosen,
                "is_marked": any(line.is_marked for line in lines),
            }
        )
    return made


def permanent(action: Action) -> str:
    """The address of the action that stays as it is."""
    return f"{settings.PUBLIC_URL}/id/action/{action.plan.slug}/{action.code}"


def citation(found: Found) -> str:
    """How to refer to the action: what, which edition, where, and when it was read."""
    action, edition = found.action, found.edition
    printed = edition.name if edition else ""
    if edition and edition.decided_on:
        printed += f" ({formats.day(edition.decided_on, _spoken())})"
    who = f"{action.plan.government}, " if action.plan.government else ""
    return _(
        "%(who)s%(plan)s, action %(code)s: “%(title)s”, %(edition)s. "
        "%(address)s, consulted on %(day)s."
    ) % {
        "who": who,
        "plan": action.plan.name,
        "code": action.code,
        "title": " ".join(action.title.split()),
        "edition": printed,
        "address": permanent(action),
        "day": formats.day(timezone.localdate(), _spoken()),
    }


def downloads(action: Action) -> list[dict[str, str]]:
    """The action as data, in every form there is."""
    named = permanent(action)
    api = f"/api/v1/plans/{action.plan.slug}/actions/{action.code}"
    return [
        {"label": "JSON", "address": api, "type": "application/json"},
        {
            "label": "CSV",
            "address": at(action.plan.slug, "acties", action.code, "csv"),
            "type": "text/csv",
        },
        {"label": "JSON-LD", "address": f"{named}.jsonld", "type": "application/ld+json"},
        {"label": "Turtle", "address": f"{named}.ttl", "type": "text/turtle"},
    ]


def linked_data(found: Found) -> dict[str, Any]:
    """The page as schema.org data; the whole of it is at the permanent address."""
    action = found.action
    return {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": permanent(action),
        "identifier": action.code,
        "name": " ".join(action.title.split()),
        "inLanguage": action.plan.language,
        "abstract": action.plain or None,
        "isPartOf": {
            "@type": "CreativeWork",
            "@id": f"{settings.PUBLIC_URL}/id/plan/{action.plan.slug}",
            "name": action.plan.name,
        },
        "about": [
            {"@id": f"{settings.PUBLIC_URL}/id/party/{each['party'].slug}", "name": each["label"]}
            for each in parties(found.mentions, "responsible")
            if each["party"]
        ],
    }
