"""Write a large register, straight through the models, and index it.

Run as a program it fills the empty database that DATABASE_URL names; bench/load.py does so.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from random import Random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "grondrecht.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import Model  # noqa: E402
from register_words import Example  # noqa: E402

from grondrecht.plan import model  # noqa: E402
from grondrecht.plan.exchange import form_json  # noqa: E402
from grondrecht.plan.money import read_commitment  # noqa: E402
from grondrecht.plan.quality import check  # noqa: E402
from grondrecht.plan.quality.rules import is_blank, is_denial  # noqa: E402
from grondrecht.reading import read_plan_from  # noqa: E402
from grondrecht.registry.actions.indexing import index_these  # noqa: E402
from grondrecht.registry.actions.mentions import CELLS  # noqa: E402
from grondrecht.registry.actions.parties import import_parties  # noqa: E402
from grondrecht.registry.models import (  # noqa: E402
    Action,
    Amount,
    Commitment,
    Edition,
    Form,
    Indicator,
    Instrument,
    Involvement,
    Link,
    LogEntry,
    Mention,
    Milestone,
    Office,
    Party,
    Plan,
    QualityFinding,
    Right,
)
from grondrecht.registry.parties import Directory, load_directory, resolve  # noqa: E402

SEED = 11
ACTIONS = 20
# So many plans are written in one transaction.
AT_ONCE = 50
NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
WHO = {"by": "bench", "why": "to measure"}


@dataclass(frozen=True)
class Written:
    """A form of the register to be: its action and edition, the pure form, its lines."""

    action: Action
    edition: Edition
    form: model.Form
    lines: Sequence[Sequence[object]]
    findings: Sequence[model.Finding]


def example() -> tuple[Example, model.Plan]:
    """The example plan, taken apart, and whole."""
    path = files("grondrecht") / "examples" / "vapa-voorbeeld.txt"
    plan = read_plan_from(path.read_bytes(), "vapa-voorbeeld.txt")
    return Example.of(plan, check(plan)), plan


@cache
def directory() -> Directory:
    """The parties of the example plan."""
    return load_directory("voorbeeld")


def fill(plans: int) -> None:
    """Make a register of so many plans in the database; tells on stderr how far it is."""
    call_command("migrate", verbosity=0)
    source, whole = example()
    import_parties(directory(), **WHO)
    started = time.monotonic()
    for first in range(0, plans, AT_ONCE):
        with transaction.atomic():
            write_plans(source, whole, range(first, min(first + AT_ONCE, plans)))
        if first % 500 == 0:
            print(f"{first} plans, {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def write_plans(source: Example, whole: model.Plan, numbers: Iterable[int]) -> None:
    """Write the plans of these numbers, with all that hangs on them, and index their actions."""
    plans = Plan.objects.bulk_create(
        Plan(slug=f"plan-{number}", name=f"Plan {number}", language="nl", template="vapa")
        for number in numbers
    )
    editions = Edition.objects.bulk_create(
        Edition(plan=plan, slug="2017", name="Editie 2017", position=1, imported_at=NOW)
        for plan in plans
    )
    written: list[Written] = []
    for plan, edition in zip(plans, editions, strict=True):
        written += made_of(source, whole, plan, edition)
    Action.objects.bulk_create(each.action for each in written)
    write_forms(written)
    write_things(plans, written)
    index_these(Action.objects.filter(pk__in=[each.action.pk for each in written]))


def made_of(source: Example, whole: model.Plan, plan: Plan, edition: Edition) -> Iterator[Written]:
    """The forms of a plan, with its rights and offices written."""
    random = Random(f"{SEED} {plan.slug}")
    rights = Right.objects.bulk_create(
        Right(plan=plan, code=entry.code, name=entry.name) for entry in whole.legend.rights
    )
    offices = Office.objects.bulk_create(
        Office(plan=plan, code=code, name=f"minister {code}")
        for code in sorted({form.code.office for form in whole.actions})
    )
    by_right = {right.code: right for right in rights}
    by_office = {office.code: office for office in offices}
    for form, lines in source.plan_forms(random, ACTIONS):
        action = Action(
            plan=plan,
            code=str(form.code),
            title=form.title,
            right=by_right.get(form.code.right),
            office=by_office.get(form.code.office),
        )
        yield Written(action, edition, form, lines, source.found(random))


def write_forms(written: Sequence[Written]) -> None:
    """Write the forms and what their words say."""
    forms = Form.objects.bulk_create(
        Form(
            edition=each.edition,
            action=each.action,
            position=position % ACTIONS + 1,
            title=each.form.title,
            body=form_json(each.form),
            printed=each.lines,
            first_line=each.form.source.first_line,
            last_line=each.form.source.last_line,
            page=each.form.source.page,
        )
        for position, each in enumerate(written)
    )
    pairs = list(zip(forms, written, strict=True))
    Milestone.objects.bulk_create(
        row for form, each in pairs for row in milestones(form, each.form)
    )
    write_money(pairs)
    Involvement.objects.bulk_create(
        Involvement(form=form, action=each.action, text=text)
        for form, each in pairs
        for text in [each.form.involved.people_in_poverty]
        if not is_blank(text) and not is_denial(text)
    )
    slugs = dict(Party.objects.values_list("slug", "pk"))
    Mention.objects.bulk_create(row for form, each in pairs for row in mentions(form, each, slugs))
    QualityFinding.objects.bulk_create(row for each in written for row in quality(each))
    LogEntry.objects.bulk_create(map(entry, written))


def milestones(form: Form, value: model.Form) -> Iterator[Milestone]:
    """The milestones of a form."""
    for position, each in enumerate(value.milestones, start=1):
        yield Milestone(
            form=form,
            position=position,
            period=each.period.text[:300],
            stage=each.period.stage,
            years=list(each.period.years),
            first_day=each.period.first,
            last_day=each.period.last,
            text=each.text,
        )


def write_money(pairs: Sequence[tuple[Form, Written]]) -> None:
    """The commitments of forms, with their amounts."""
    read = cache(read_commitment)
    held = Commitment.objects.bulk_create(
        Commitment(form=form, text=each.form.budget, kind=read(each.form.budget).kind)
        for form, each in pairs
    )
    names = ("value", "low", "high", "currency", "unit", "words", "start", "end", "recurrence")
    Amount.objects.bulk_create(
        Amount(
            commitment=commitment,
            position=position,
            years=list(amount.years),
            **{name: getattr(amount, name) for name in names},
        )
        for commitment in held
        for position, amount in enumerate(read(commitment.text).amounts, start=1)
    )


@cache
def named(text: str, field: str) -> Sequence[object]:
    """The parties that a cell names; many forms have the same cell."""
    return resolve(text, field, directory())


def mentions(form: Form, each: Written, slugs: Mapping[str, int]) -> Iterator[Mention]:
    """Where the cells of a form name parties."""
    texts = dict(each.form.texts())
    for field, role in CELLS.items():
        for found in named(texts[field], field):
            party = slugs.get(found.party or "")
            yield Mention(
                form=form,
                action=each.action,
                field=field,
                role=role,
                words=found.words,
                start=found.start,
                end=found.end,
                party_id=party,
                how=found.how if party else "open",
                likeness=found.likeness,
            )


def quality(each: Written) -> Iterator[QualityFinding]:
    """What the quality rules say of an action."""
    for position, finding in enumerate(each.findings, start=1):
        yield QualityFinding(
            edition=each.edition,
            action=each.action,
            position=position,
            rule=finding.rule,
            level=finding.level,
            message=finding.message,
            message_en=finding.message_en,
            line=each.form.source.first_line,
        )


def entry(each: Written) -> LogEntry:
    """The line of the log that an import writes of an action."""
    return LogEntry(
        at=NOW,
        batch="0" * 32,
        verb="plan.import",
        plan=each.action.plan.slug,
        subject=f"action:{each.action.code}",
        label=each.action.title,
        after={"code": each.action.code, "title": each.action.title},
        **WHO,
    )


def write_things(plans: Sequence[Plan], written: Sequence[Written]) -> None:
    """Instruments of each kind, indicators, and links with other actions of the plan."""
    kinds = [kind for kind, _ in Instrument.KINDS]
    instruments = Instrument.objects.bulk_create(
        Instrument(plan=plan, kind=kind, slug=kind, name=f"{kind} 1")
        for plan in plans
        for kind in kinds
    )
    indicators = Indicator.objects.bulk_create(
        Indicator(plan=plan, slug="armoede", name="Armoederisico") for plan in plans
    )
    actions = [each.action for each in written]
    some = [(number, action) for number, action in enumerate(actions) if number % 3 == 0]
    tie(Instrument, instruments, [(n // ACTIONS * len(kinds) + n % len(kinds), a) for n, a in some])
    tie(Indicator, indicators, [(n // ACTIONS, a) for n, a in some if n % 2])
    Link.objects.bulk_create(
        Link(source=action, target=actions[number + 1], kind="see_also", origin="printed")
        for number, action in some
        if (number + 1) % ACTIONS
    )


def tie(kind: type[Model], rows: Sequence[Model], pairs: Iterable[tuple[int, Action]]) -> None:
    """Say that actions speak of these instruments or indicators."""
    through = kind.actions.through
    name = f"{kind.__name__.lower()}_id"
    through.objects.bulk_create(
        through(**{name: rows[at].pk, "action_id": action.pk}) for at, action in pairs
    )


if __name__ == "__main__":
    fill(int(sys.argv[1]))
