"""The form in which somebody answers for an action: made from raw texts, read into an Answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grondrecht.followup.answers import Answer, Done, Involved, Measured, Spent
from grondrecht.followup.models import Report
from grondrecht.followup.problems import Problem
from grondrecht.followup.statuses import Statuses
from grondrecht.plan.model import Form
from grondrecht.registry.models import Involvement
from grondrecht.web.work.forms import Day, Number, Words, WorkForm
from grondrecht.web.work.raw import ROWS, TEXTS, Raw, Row, fitted, is_blank
from grondrecht.web.work.report_words import explained

LONGEST = 20_000
Choices = Sequence[tuple[str, str | Promise]]


class About(WorkForm):
    """What is said of the action as a whole."""

    kind = forms.ChoiceField(
        label=_("Kind of action"),
        help_text=_("A permanent measure goes on every year; a project has an end."),
        choices=Report.KINDS,
        widget=forms.RadioSelect,
        required=False,
    )
    status = forms.ChoiceField(label=_("How does it go?"), choices=(), widget=forms.RadioSelect)
    reason = Words(
        label=_("Why does it go otherwise than promised?"),
        help_text=_("Needed where the action is extended, late, lapsed or replaced."),
        required=False,
        max_length=LONGEST,
    )
    news = Words(
        label=_("What is new since the last report?"),
        help_text=_("A few sentences that somebody from outside understands."),
        required=False,
        rows=6,
        max_length=LONGEST,
    )
    no_involvement = Words(
        label=_("Why did nobody in poverty take part?"),
        help_text=_("Only where nobody did."),
        required=False,
        rows=2,
        max_length=LONGEST,
    )
    next_step = Words(
        label=_("What is the next step?"),
        help_text=_("Something that others can see happen."),
        required=False,
        rows=2,
        max_length=LONGEST,
    )
    next_on = Day(label=_("By which day?"), required=False)

    def __init__(self, *given: Any, statuses: Choices, **named: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **named)
        self.fields["status"].choices = statuses  # type: ignore[attr-defined]


class MilestoneRow(WorkForm):
    """What was done for a milestone; the page puts what was promised beside it."""

    done = Words(label=_("What was done"), required=False, max_length=LONGEST)


class ValueRow(WorkForm):
    """A value of an indicator."""

    indicator = forms.ChoiceField(label=_("Indicator"), choices=(), required=False)
    value = Number(label=_("Value"), required=False)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=100)
    period = forms.CharField(
        label=_("Period"), help_text=_("Such as: 2017."), required=False, max_length=200
    )
    first_day = Day(label=_("First day"), required=False)
    last_day = Day(label=_("Last day"), required=False)
    note = forms.CharField(label=_("Remark"), required=False, max_length=2000)

    def __init__(self, *given: Any, indicators: Choices, **named: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **named)
        self.fields["indicator"].choices = [("", "–"), *indicators]  # type: ignore[attr-defined]


class SpentRow(WorkForm):
    """Money that was spent in a year."""

    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=1900,
        max_value=2200,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    amount = Number(label=_("Amount"), required=False)
    currency = forms.CharField(label=_("Currency"), required=False, max_length=3)
    words = forms.CharField(label=_("What it was spent on"), required=False, max_length=2000)


class InvolvedRow(WorkForm):
    """That people in poverty took part."""

    who = forms.CharField(
        label=_("Which group or association?"),
        help_text=_("Never the name of a person in poverty."),
        required=False,
        max_length=2000,
    )
    phase = forms.ChoiceField(
        label=_("In which phase?"), choices=Involvement.PHASES, required=False
    )
    said = Words(label=_("What did they say?"), required=False, rows=3, max_length=LONGEST)
    outcome = Words(label=_("What was done with it?"), required=False, rows=3, max_length=LONGEST)
    why_not = Words(
        label=_("If nothing was done: why not?"), required=False, rows=2, max_length=LONGEST
    )


@dataclass(frozen=True)
class Asked:
    """What is asked: the promises and the money of the action's form, and what can be chosen."""

    promises: tuple[Done, ...]
    statuses: Statuses
    indicators: Choices
    committed: str = ""
    form: Form | None = None


@dataclass(frozen=True)
class AnswerForm:
    """The whole form. ``rows`` are the forms of its rows, by kind."""

    asked: Asked
    about: About
    rows: dict[str, list[WorkForm]]

    @property
    def forms(self) -> list[WorkForm]:
        """All its forms, in the order of the page."""
        return [self.about, *(form for kind in ROWS for form in self.rows[kind])]

    @property
    def milestones(self) -> Iterator[tuple[Done, WorkForm]]:
        """What was promised, with the form that asks what was done."""
        return zip(self.asked.promises, self.rows["milestones"], strict=True)

    def answer(self) -> Answer | None:
        """What was typed as an Answer; None where something in it cannot be read."""
        # Every form is asked, so that the page tells everything at once.
        if not all([form.is_valid() for form in self.forms]):  # noqa: C419
            return None
        rows = {kind: [form.cleaned_data for form in self.rows[kind]] for kind in ROWS}
        return Answer(
            **self.about.cleaned_data,
            milestones=tuple(
                Done(promise.position, promise.period, promise.promised, row["done"])
                for promise, row in zip(self.asked.promises, rows["milestones"], strict=True)
            ),
            values=tuple(Measured(**row) for row in rows["values"]),
            spent=tuple(Spent(**row) for row in rows["spent"]),
            involvement=tuple(Involved(**row) for row in rows["involvement"]),
        )

    def focus_on_new(self, kind: str) -> None:
        """Put the focus on the first field of the last row of a kind."""
        first = next(iter(self.rows[kind][-1].fields.values()))
        first.widget.attrs["autofocus"] = True

    def tell(self, problems: Sequence[Problem]) -> None:
        """Put each problem at the field that it is about."""
        for problem in problems:
            form, field = self._place(problem.key)
            form.add_error(field if field in form.fields else None, problem.message)

    def _place(self, key: str) -> tuple[WorkForm, str]:
        """The form and the field that a key of an answer is asked in."""
        kind, _bracket, rest = key.partition("[")
        number, _dot, field = rest.partition("].")
        if kind in self.rows and number.isdecimal() and int(number) <= len(self.rows[kind]):
            return self.rows[kind][int(number) - 1], field
        return self.about, kind


def answer_form(asked: Asked, raw: Raw, *, sent: bool) -> AnswerForm:
    """The form with these texts in it; one that was ``sent`` is checked and says what is wrong."""
    raw = raw | {"milestones": fitted(raw["milestones"], len(asked.promises))}
    texts = {key: raw[key] for key in TEXTS}
    statuses = [(status.key, explained(status)) for status in asked.statuses.values()]
    about = About(texts if sent else None, initial=texts, statuses=statuses)
    rows = {kind: list(_rows(asked, kind, raw[kind], sent=sent)) for kind in ROWS}
    return AnswerForm(asked, about, rows)


_ROWS: dict[str, type[WorkForm]] = {
    "milestones": MilestoneRow,
    "values": ValueRow,
    "spent": SpentRow,
    "involvement": InvolvedRow,
}
# What a row cannot do without, once something is typed in it.
_NEEDED = {
    "values": ("indicator", "value"),
    "spent": ("year", "amount", "currency"),
    "involvement": ("who",),
    "milestones": (),
}


def _rows(asked: Asked, kind: str, rows: list[Row], *, sent: bool) -> Iterator[WorkForm]:
    more: dict[str, Any] = {"indicators": asked.indicators} if kind == "values" else {}
    for number, row in enumerate(rows):
        prefix = f"{kind}-{number}"
        data = {f"{prefix}-{key}": value for key, value in row.items()} if sent else None
        form = _ROWS[kind](data, initial=row, prefix=prefix, **more)
        for key in _NEEDED[kind]:
            form.fields[key].required = not is_blank(row)
        yield form
