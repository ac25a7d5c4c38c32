"""Write the forms of an edition, and what their words say: milestones, money, links."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from grondrecht.plan import model
from grondrecht.plan.exchange import form_json
from grondrecht.plan.money import read_commitment
from grondrecht.plan.money.amounts import Amount as ReadAmount
from grondrecht.plan.quality.rules import is_blank, is_denial
from grondrecht.plan.references import Reference, find_references
from grondrecht.reading.document import Line
from grondrecht.registry.models import (
    Action,
    Amount,
    Commitment,
    Edition,
    Form,
    Involvement,
    Link,
    Milestone,
)
from grondrecht.registry.rows import renew
from grondrecht.registry.search.texts import newest_forms

# What a column of the database can hold; a figure beyond it is no money, and its words stay.
MOST = Decimal(10) ** 17


def write_forms(
    plan: model.Plan, edition: Edition, actions: Mapping[str, Action], lines: Sequence[Line]
) -> list[Form]:
    """Make the edition's forms what the plan prints. Gives the forms that are new or changed.

    A form that is the same, to its places, is left as it is; one that differs is replaced whole,
    for the database forbids to edit one.
    """
    held = {form.position: form for form in edition.forms.all()}
    wanted = {
        position: _form(printed, position, edition, actions, lines)
        for position, printed in enumerate(plan.actions, start=1)
    }
    same = {
        position
        for position, form in wanted.items()
        if position in held and _alike(held[position], form)
    }
    edition.forms.exclude(position__in=same).delete()
    new = Form.objects.bulk_create(
        (form for position, form in wanted.items() if position not in same), batch_size=200
    )
    _write_words(new)
    _write_links(actions)
    return new


def _alike(held: Form, wanted: Form) -> bool:
    names = ("action_id", "body", "printed", "first_line", "last_line", "page")
    return all(getattr(held, name) == getattr(wanted, name) for name in names)


def _form(
    printed: model.Form,
    position: int,
    edition: Edition,
    actions: Mapping[str, Action],
    lines: Sequence[Line],
) -> Form:
    place = printed.source
    return Form(
        edition=edition,
        action=actions[str(printed.code)],
        position=position,
        title=printed.title,
        body=form_json(printed),
        printed=_excerpt(lines, place),
        first_line=place.first_line,
        last_line=place.last_line,
        page=place.page,
    )


def _excerpt(lines: Sequence[Line], place: model.Place) -> list[list[object]]:
    """The lines of the document on which a form stood, as [number, page, text]."""
    start = bisect_left(lines, place.first_line, key=lambda line: line.number)
    end = bisect_right(lines, place.last_line, key=lambda line: line.number)
    return [[line.number, line.page, line.text] for line in lines[start:end]]


def _write_words(forms: Iterable[Form]) -> None:
    """The milestones, commitments, amounts and involvement that new forms state."""
    values = [(form, form.value) for form in forms]
    Milestone.objects.bulk_create(
        _milestone(form, position, milestone)
        for form, value in values
        for position, milestone in enumerate(value.milestones, start=1)
    )
    commitments = [(form, read_commitment(value.budget)) for form, value in values]
    held = Commitment.objects.bulk_create(
        Commitment(form=form, text=read.text, kind=read.kind, says=list(read.says))
        for form, read in commitments
    )
    Amount.objects.bulk_create(
        _amount(commitment, position, amount)
        for commitment, (_, read) in zip(held, commitments, strict=True)
        for position, amount in enumerate(read.amounts, start=1)
        if _fits(amount)
    )
    Involvement.objects.bulk_create(
        Involvement(form=form, action_id=form.action_id, text=value.involved.people_in_poverty)
        for form, value in values
        if not is_blank(value.involved.people_in_poverty)
        and not is_denial(value.involved.people_in_poverty)
    )


def _milestone(form: Form, position: int, milestone: model.Milestone) -> Milestone:
    period = milestone.period
    first, last = period.first, period.last
    return Milestone(
        form=form,
        position=position,
        period=period.text,
        stage=period.stage,
        years=list(period.years),
        first_day=first,
        last_day=last if not first or not last or last >= first else None,
        text=milestone.text,
    )


def _fits(amount: ReadAmount) -> bool:
    figures = (amount.value, amount.low, amount.high, amount.times)
    return all(figure is None or abs(figure) < MOST for figure in figures)


def _amount(commitment: Commitment, position: int, amount: ReadAmount) -> Amount:
    return Amount(
        commitment=commitment,
        position=position,
        value=amount.value,
        low=amount.low,
        high=amount.high,
        currency=amount.currency,
        unit=amount.unit,
        words=amount.words,
        start=amount.start,
        end=amount.end,
        years=list(amount.years),
        onward=amount.onward,
        recurrence=amount.recurrence,
        payer=amount.payer,
        about=amount.about,
        per=amount.per,
        times=amount.times,
        change=amount.change,
    )


def _write_links(actions: Mapping[str, Action]) -> None:
    """Link the actions that a form names with the form's own; a person's links stay.

    An action's newest forms tell, whichever edition was taken in last.
    """
    newest = newest_forms(action.pk for action in actions.values())
    forms = [form.value for held in newest.values() for form in held]
    found: dict[tuple[int, int, str], str] = {}
    for form, reference in _references(forms):
        own, other = actions[str(form.code)], actions.get(str(reference.code))
        if other and other != own:
            key = _direction(own, other, reference.kind)
            found.setdefault(key, reference.sentence)
    replaced = {frozenset(key[:2]) for key in found if key[2] == "replaces"}
    pks = {action.pk for action in actions.values()}
    wanted = (
        Link(source_id=source, target_id=target, kind=kind, origin="printed", words=words)
        for (source, target, kind), words in found.items()
        if kind == "replaces" or frozenset((source, target)) not in replaced
    )
    held = Link.objects.filter(source__in=pks, origin="printed")
    renew(held, wanted, ("source_id", "target_id", "kind", "words"))


def _references(forms: Sequence[model.Form]) -> Iterator[tuple[model.Form, Reference]]:
    """Each reference of a form to an action, in the order of the forms."""
    known = [form.code for form in forms]
    for form in forms:
        for _, text in form.texts():
            for reference in find_references(text, known):
                yield form, reference


def _direction(own: Action, other: Action, kind: str) -> tuple[int, int, str]:
    """A reference as (source, target, kind of link)."""
    if kind == "replaced_by":
        return other.pk, own.pk, "replaces"
    return own.pk, other.pk, "replaces" if kind == "replaces" else "see_also"
