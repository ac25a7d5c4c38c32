"""What the pages of measures as rules show: texts, conditions, figures, examples, what is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils import timezone
from django.utils.translation import gettext as _

from grondrecht.registry.models import Action
from grondrecht.rights.examples import Example, example
from grondrecht.rights.measures import Amount, Measure, Rule, Version
from grondrecht.rights.parameters import Legal, Parameter
from grondrecht.rights.units import shown
from grondrecht.rights.values import text_of
from grondrecht.rights.vocabulary import Input
from grondrecht.rights.wording import money_text, number_text
from grondrecht.web.entitlement_words import how_of, kind_of
from grondrecht.web.finder.given_answers import words_of
from grondrecht.web.finder.rules import Rules
from grondrecht.web.pages import at
from grondrecht.web.site_page import on_site
from grondrecht.web.templatetags.look import named, spoken


@dataclass(frozen=True)
class Row:
    """A measure in the list."""

    name: str
    address: str
    what: str
    kind: str
    how: str
    first: date
    last: date | None


def listed(held: Rules) -> list[tuple[str, list[Row]]]:
    """All measures, by topic; those that are not for people last."""
    language, law = spoken()[:2], held.law
    groups = [
        (topic.names.in_(language), [_row(law.measures[name]) for name in topic.measures])
        for topic in held.asking.topics
    ]
    people = {each.id for each in held.for_people}
    others = [_row(each) for each in law.measures.values() if each.id not in people]
    return [*groups, (_("For municipalities and organisations"), others)][: None if others else -1]


def _row(measure: Measure) -> Row:
    language = spoken()[:2]
    return Row(
        measure.names.in_(language),
        on_site("rechten", measure.id),
        measure.what.in_(language),
        kind_of(measure),
        how_of(measure),
        measure.versions[0].first,
        measure.versions[-1].last,
    )


@dataclass(frozen=True)
class Figure:
    """A parameter: its name, its values by first day, and until when it was looked at."""

    name: str
    values: tuple[tuple[date, str], ...]
    grows: str
    review_by: date
    is_stale: bool
    source: Legal


@dataclass(frozen=True)
class Said:
    """A rule in words, with its expression and the article where it differs."""

    text: str
    expression: str
    article: str


@dataclass(frozen=True)
class Known:
    """An input that a version asks for: the question, and where it could come from."""

    name: str
    question: str
    source: str


@dataclass(frozen=True)
class Shown:
    """An example: whose it is, what is given, and what comes out."""

    what: str
    on: date
    given: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    outcome: str
    amount: str


@dataclass(frozen=True)
class Told:
    """A version of a measure, ready for its page."""

    first: date
    last: date | None
    source: Legal
    conditions: tuple[Said, ...]
    terms: tuple[Said, ...]
    amount: tuple[Said, ...]
    figures: tuple[Figure, ...]
    inputs: tuple[Known, ...]
    examples: tuple[Shown, ...]


def versions(held: Rules, measure: Measure) -> list[Told]:
    """The versions of a measure, the newest first."""
    return [_version(held, measure, each) for each in reversed(measure.versions)]


def _version(held: Rules, measure: Measure, version: Version) -> Told:
    known = [held.law.inputs[name] for name in version.inputs]
    examples = [example(held.law, measure, each) for each in version.examples]
    return Told(
        version.first,
        version.last,
        version.source,
        tuple(_said(each) for each in version.conditions),
        tuple(_said(each) for each in version.terms.values()),
        _amount(version.amount),
        tuple(_figure(each, version.source) for each in version.parameters.values()),
        tuple(_known(each) for each in known),
        tuple(_shown(held, measure, each) for each in examples),
    )


def _said(rule: Rule) -> Said:
    return Said(rule.label.in_(spoken()[:2]), rule.source.text, rule.article)


def _amount(amount: Amount | None) -> tuple[Said, ...]:
    """The amount, how it is rounded, and its cap."""
    if amount is None:
        return ()
    means = {
        "benefit": _("is paid out"),
        "price": _("is what you pay"),
        "reduction": _("is taken off the price"),
        "unclear": _("what the amount is, is not said"),
    }[amount.means]
    name = amount.label.in_(spoken()[:2])
    rows = [Said(f"{name} ({means})", amount.value.source.text, "")]
    rows.append(Said(_("rounded"), f"{amount.mode} to {amount.step.source.text}", ""))
    if amount.cap is not None:
        rows.append(Said(_("never more than"), amount.cap.source.text, ""))
    return tuple(rows)


def _figure(parameter: Parameter, source: Legal) -> Figure:
    values = tuple((first, _value(parameter, value)) for first, value in parameter.values)
    grows = "" if parameter.grows is None else number_text(parameter.grows, (), spoken()[:2])
    return Figure(
        parameter.label.in_(spoken()[:2]),
        values,
        grows,
        parameter.review_by,
        parameter.review_by < timezone.localdate(),
        parameter.source or source,
    )


def _value(parameter: Parameter, value: Fraction) -> str:
    if parameter.factor == Fraction(1, 100):
        return f"{number_text(value * 100, (), spoken()[:2])} %".replace(" % %", " %")
    return number_text(value, parameter.unit, spoken()[:2])


def _known(asked: Input) -> Known:
    language = spoken()[:2]
    unit = shown(asked.unit)
    label = asked.label.in_(language)
    return Known(
        f"{label} ({unit})" if unit else label, asked.ask.in_(language), asked.source.in_(language)
    )


def _shown(held: Rules, measure: Measure, made: Example) -> Shown:
    """An example with what is given of the whole and of each person."""
    given = made.given
    groups = [("", given.one)] if given.one else []
    groups += list(zip(given.ids, given.persons, strict=True))
    rows = tuple(
        (who, tuple(_fact(held.law.inputs[name], value[0]) for name, value in facts.items()))
        for who, facts in groups
    )
    outcome = {"yes": _("yes"), "no": _("no"), "unknown": _("not known")}[made.entitled]
    return Shown(made.what, made.on, rows, outcome, _money(measure, made))


def _fact(asked: Input, value: int) -> tuple[str, str]:
    return asked.label.in_(spoken()[:2]), words_of(asked, text_of(asked, value))


def _money(measure: Measure, made: Example) -> str:
    if made.amount is None:
        return ""
    low, high = (money_text(cents, "", spoken()[:2]) for cents in made.amount)
    if low == high:
        return low
    return _("from %(low)s to %(high)s") % {"low": low, "high": high}


def actions_of(measure: Measure) -> list[dict[str, str]]:
    """The actions that a measure names, in the register's own plan of that name. One query.

    Other plans may have the same codes for other actions: a plan is the measure's where the title
    of a source begins with its name.
    """
    titles = [version.source.title.casefold() for version in measure.versions]
    rows = Action.objects.filter(code__in=measure.actions).select_related("plan")
    return [
        {
            "code": row.code,
            "title": row.title,
            "language": row.plan.language,
            "plan": named(row.plan),
            "address": at(row.plan.slug, "acties", row.code),
        }
        for row in rows
        if any(title.startswith(row.plan.name.casefold()) for title in titles)
    ]
