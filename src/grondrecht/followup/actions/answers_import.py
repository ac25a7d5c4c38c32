"""Take the answers of a round in from a table: shown first, written only when told to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from grondrecht.followup import answer_words as words
from grondrecht.followup.access import acting
from grondrecht.followup.actions.reports import put
from grondrecht.followup.actors import Actor
from grondrecht.followup.answers import Answer, from_json, texts_of, to_json
from grondrecht.followup.answers_file import (
    AnswersFile,
    Line,
    Mistake,
    merged,
    place_of,
    read_answers,
)
from grondrecht.followup.models import Report, Round
from grondrecht.followup.naming import signed
from grondrecht.followup.problems import errors, problems
from grondrecht.followup.sheet import Sheet
from grondrecht.followup.starting import before_of, forms_of, started
from grondrecht.followup.states import note_reports, states_of_reports
from grondrecht.followup.statuses import Statuses, statuses_of
from grondrecht.plan.model import Form
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.trial import kept

Headings = Mapping[str, str]
_PROMISED = re.compile(r"milestones\[\d+\]\.(period|promised)")


@dataclass(frozen=True)
class FieldChange:
    """A key of an answer (by its path) and the texts before and after.

    ``label`` and ``shown`` (before, after) say the same in the reader's language.
    """

    path: str
    before: str
    after: str
    label: str
    shown: tuple[str, str]


@dataclass(frozen=True)
class Change:
    """What a row changes of the report of an action."""

    code: str
    title: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class AnswersReport:
    """What a table of answers brings a round: what changes, what is wrong, what is not taken in.

    Where anything is wrong, nothing is written.
    """

    round: str
    changes: tuple[Change, ...]
    same: int
    mistakes: tuple[Mistake, ...]
    ignored: tuple[str, ...]
    applied: bool = False


@dataclass
class _Found:
    """What comes of the rows: the reports that change, with what is said of each."""

    answers: list[tuple[Report, Answer, Change]]
    same: int
    mistakes: list[Mistake]


def import_answers(
    who: Actor, of: Round, sheet: Sheet, *, why: str, apply: bool = True
) -> AnswersReport:
    """Answer for the actions of a table, in one transaction; the same table again changes nothing.

    What the table says nothing of stays. Without ``apply`` it only says what it would do. Raises
    RegisterError where this is no table of answers, NotAllowed and NotNow.
    """
    with kept(apply), acting(who, "round.import", of, why=why) as record:
        read = read_answers(sheet, statuses_of(of))
        found = _found(of, read)
        if not found.mistakes:
            before = states_of_reports(of)
            by = signed(who, "round.import", of)
            for report, said, _change in found.answers:
                report.version += 1
                put(report, said, by)
            note_reports(record, of, before)
    # The round itself has not changed.
    of.refresh_from_db(fields=["version"])
    return AnswersReport(
        of.slug,
        tuple(change for _report, _said, change in found.answers),
        found.same,
        tuple(sorted(found.mistakes, key=lambda each: each.row)),
        read.ignored,
        apply and not found.mistakes,
    )


def _found(of: Round, read: AnswersFile) -> _Found:
    # Whoever answers now waits until this is done; their answer is not written over.
    rows = of.reports.select_for_update(of=("self",)).select_related("action")
    reports = {row.action.code: row for row in rows}
    forms, before = forms_of(of), before_of(of)
    found = _Found([], 0, list(read.mistakes))
    for line in read.lines:
        report = reports.get(line.code)
        if report is None:
            found.mistakes.append(_unasked(line, of, read.headings))
            continue
        report.round = of
        form = forms.get(report.action_id)
        known = (
            from_json(report.answer) if report.answer else started(before.get(line.code), form, of)
        )
        _weigh(found, report, known, line, form, read.headings)
    return found


def _unasked(line: Line, of: Round, headings: Headings) -> Mistake:
    message = _("%(round)s does not ask about %(code)s.")
    return Mistake(line.number, headings["code"], message % {"round": of.name, "code": line.code})


def _weigh(
    found: _Found, report: Report, known: Answer, line: Line, form: Form | None, headings: Headings
) -> None:
    """Note what a row changes of a report, or what is wrong with it."""
    said, mistakes = merged(known, line)
    if not mistakes and said == known and report.state not in ("asked", "sent_back"):
        found.same += 1
        return
    mistakes += _wrong(report, said, line, form, headings)
    found.mistakes += mistakes
    if not mistakes:
        statuses = statuses_of(report.round)
        fields = tuple(differences(from_json(report.answer), said, statuses))
        title = " ".join(report.action.title.split())
        found.answers.append((report, said, Change(line.code, title, fields)))


def _wrong(
    report: Report, said: Answer, line: Line, form: Form | None, headings: Headings
) -> Iterator[Mistake]:
    of = report.round
    if report.state == "validated":
        yield Mistake(line.number, headings["code"], _("This was validated; send it back first."))
    try:
        from_json(to_json(said))
    except RegisterError as error:
        path, _space, rest = str(error).partition(" ")
        place = place_of(path, headings)
        yield Mistake(line.number, place, f"{place} {rest}")
        return
    for problem in errors(problems(said, statuses_of(of), form, of.last_day)):
        yield Mistake(line.number, place_of(problem.key, headings), problem.message)


def differences(before: Answer, after: Answer, statuses: Statuses) -> Iterator[FieldChange]:
    """The texts of an answer that are not what they were, by path; what was promised is no change:
    it comes from the form."""
    was, now = _texts(before), _texts(after)
    for path in dict.fromkeys([*was, *now]):
        old, new = was.get(path, ""), now.get(path, "")
        if old != new and not _PROMISED.fullmatch(path):
            shown = words.said(path, old, statuses), words.said(path, new, statuses)
            yield FieldChange(path, old, new, words.name_of_key(path), shown)


def _texts(answer: Answer) -> dict[str, str]:
    found = dict(texts_of(answer))
    if answer.next_on:
        found["next_on"] = answer.next_on.isoformat()
    for number, each in enumerate(answer.spent, start=1):
        found[f"spent[{number}].amount"] = f"{each.year}: {each.amount:f}"
    return found
