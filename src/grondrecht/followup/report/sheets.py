"""A report as an Excel workbook: a sheet for each kind of thing, for who counts on with it.

Numbers are numbers and days are days; a text is never a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from grondrecht.followup.report.actions_part import message_of
from grondrecht.followup.report.content import state_of
from grondrecht.followup.report.counting import Copy, counted, status_of
from grondrecht.followup.report.instruments_part import instrument_rows
from grondrecht.followup.report.tables import status_names
from grondrecht.followup.report.tests_part import said
from grondrecht.followup.report.words import Words, is_number
from grondrecht.writing.tables import fitting

Value = str | int | Decimal | date | None
Row = Sequence[Value]
# The heading of a column (a key of the words) and its width in characters.
Columns = Mapping[str, int]

_HEAD = Font(bold=True, color="06323A")
_FILL = PatternFill("solid", fgColor="E6F0EF")
_TOP = Alignment(wrap_text=True, vertical="top")


def workbook(copy: Copy, language: str) -> bytes:
    """The whole of a round as a workbook."""
    say = Words(language)
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = fitting(say.named(copy["round"]))
    book.properties.creator = fitting(str(copy["plan"].get("government") or ""))
    book.properties.language = f"{language}-{say('region')}"
    _counts(book.create_sheet(say("sheet_counts")), copy, say)
    for key, columns, rows in _sheets(copy, say):
        _fill(book.create_sheet(say(f"sheet_{key}")), [*columns.items()], rows, say)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def _counts(sheet: Worksheet, copy: Copy, say: Words) -> None:
    """The counts by status, and what the workbook is about."""
    found = counted(copy["reports"])
    rows: list[Row] = [(name, found[key]) for key, name in status_names(copy, say).items()]
    rows.append((say("total"), found.total()))
    _fill(sheet, [("status", 34), ("count", 12)], rows, say)
    about = (
        (say.named(copy["plan"]), ""),
        (say.named(copy["round"]), ""),
        (say("front_state"), state_of(copy, say)),
    )
    for place, row in enumerate(about, len(rows) + 4):
        _write(sheet, place, row)


Sheets = Iterator[tuple[str, Columns, Iterable[Row]]]


def _sheets(copy: Copy, say: Words) -> Sheets:
    yield "actions", _ACTIONS, _actions(copy, say)
    yield "milestones", _MILESTONES, _rows(copy, "milestones", ("period", "promised", "done"))
    yield "values", _VALUES, _values(copy)
    yield "money", _MONEY, _money(copy)
    yield "involvement", _INVOLVEMENT, _involvement(copy, say)
    yield "findings", _FINDINGS, _findings(copy, say)
    yield "marks", _MARKS, _marks(copy, say)
    yield "instruments", _INSTRUMENTS, _instruments(copy, say)
    yield "tests", _TESTS, _tests(copy, say)
    yield "consultations", _CONSULTATIONS, _consultations(copy, say)
    yield "points", _POINTS, _points(copy, say)
    yield "rule", _RULE, _rule(copy, say)
    yield "monitor", _MONITOR, _monitor(copy, say)
    yield "measures", _MEASURES, _measures(copy, say)


_OF_ACTION = {"code": 11, "title": 40}
_ACTIONS = {
    **_OF_ACTION,
    **{"right": 22, "office": 22, "cabinet": 24, "administration": 26, "kind": 16, "status": 20},
    **{"reason": 40, "form_news": 60, "next_step": 40, "next_on": 14, "committed": 30},
    **{"form_no_involvement": 30, "form_summary": 60},
}
_MILESTONES = {**_OF_ACTION, "period": 18, "form_promised": 60, "form_done": 60}
_VALUES = {**_OF_ACTION, "indicator": 26, "period": 14, "value": 14, "unit": 16, "note": 40}
_MONEY = {**_OF_ACTION, "year": 8, "amount": 16, "currency": 9, "spent_on": 40}
_INVOLVEMENT = {**_OF_ACTION, "who": 30, "phase": 16, "said": 50, "outcome": 50, "why_not": 40}
_FINDINGS = {**_OF_ACTION, "day": 12, "who": 30, "completion": 16, "what": 60, "form_reply": 60}
_MARKS = {**_OF_ACTION, "rule": 34, "mark": 70}
_INSTRUMENTS = {"instrument": 50, "kind": 18, "action": 11, "status": 20}
_TESTS = {
    **{"test_dossier": 40, "year": 8, "office": 22, "test_state": 18, "reason": 40},
    **{"test_result": 50, "test_changed": 50, "test_evaluation": 40, "actions": 22},
}
_CONSULTATIONS = {
    **{"day": 12, "kind": 14, "domain": 24, "consultation_state": 18, "place": 18},
    **{"members": 40, "agenda": 50, "consultation_minutes": 60},
}
_POINTS = {**{"day": 12, "domain": 24, "point": 50, "action": 11, "owner": 30}, "due_on": 12}
_POINTS |= {"status": 10, "point_result": 40}
_RULE = {"domain": 30, "year": 8, "rule_asked": 10, "rule_held": 10, "rule_met": 10}
_MONITOR = {
    **{"indicator": 40, "unit": 18, "group": 18, "period": 14, "kind": 14, "value": 14},
    **{"margin": 14, "source": 30},
}
_MEASURES = {
    **{"measure": 34, "kind": 18, "automatic": 14, "obstacles": 40, "year": 8, "persons": 12},
    **{"paid": 16, "cost": 16, "benefit": 16, "source": 24},
}


def _actions(copy: Copy, say: Words) -> Iterator[Row]:
    names = status_names(copy, say)
    rights = {row["code"]: say.named(row) for row in copy["rights"]}
    offices = {row["code"]: say.named(row) for row in copy["offices"]}
    for report in copy["reports"]:
        answer = report["answer"]
        yield (
            report["code"],
            report["title"],
            f"{report['right']} {rights.get(report['right'], '')}".strip(),
            f"{report['office']} {offices.get(report['office'], '')}".strip(),
            ", ".join(report["cabinets"]),
            ", ".join(report["administrations"]),
            say.one_of("kind", answer["kind"]) if answer.get("kind") else "",
            names[status_of(report)],
            *(answer.get(key, "") for key in ("reason", "news", "next_step")),
            _day(answer.get("next_on")),
            report["budget"],
            answer.get("no_involvement", ""),
            report["summary"],
        )


def _rows(copy: Copy, field: str, keys: Sequence[str]) -> Iterator[Row]:
    """A row for each of what an answer lists under a key."""
    for report in copy["reports"]:
        for row in report["answer"].get(field, ()):
            yield report["code"], report["title"], *(row[key] for key in keys)


def _values(copy: Copy) -> Iterator[Row]:
    for row in _rows(copy, "values", ("indicator", "period", "value", "unit", "note")):
        yield *row[:4], _number(row[4]), *row[5:]


def _money(copy: Copy) -> Iterator[Row]:
    for row in _rows(copy, "spent", ("year", "amount", "currency", "words")):
        yield *row[:3], _number(row[3]), *row[4:]


def _involvement(copy: Copy, say: Words) -> Iterator[Row]:
    for row in _rows(copy, "involvement", ("who", "phase", "said", "outcome", "why_not")):
        yield *row[:3], say.one_of("phase", row[3]), *row[4:]


def _findings(copy: Copy, say: Words) -> Iterator[Row]:
    for report in copy["reports"]:
        for each in report["findings"]:
            replies = "\n".join(f"{reply['party']}: {reply['text']}" for reply in each["replies"])
            step = say.one_of("completion", each["completion"])
            made = _day(each["made_on"]), each["party"], step, each["text"], replies
            yield report["code"], report["title"], *made


def _marks(copy: Copy, say: Words) -> Iterator[Row]:
    for report in copy["reports"]:
        for mark in report["honesty"]:
            rule = say.one_of("rule", mark["rule"])
            yield report["code"], report["title"], rule, message_of(mark, say)


def _tests(copy: Copy, say: Words) -> Iterator[Row]:
    for test in copy["tests"]:
        state = say.one_of("test_state", test["state"])
        texts = (test[key] for key in ("reason", "result", "changed", "evaluation"))
        actions = "\n".join(test["actions"])
        yield test["title"], test["year"], test["office"], state, *texts, actions


def _consultations(copy: Copy, say: Words) -> Iterator[Row]:
    for each in copy["consultations"]:
        agenda = (" ".join(filter(None, (i["action"], i["text"]))) for i in each["agenda"])
        yield (
            _day(each["day"]),
            say.one_of("consultation", each["kind"]),
            each["domain"],
            say.one_of("consultation_state", each["state"]),
            each["place"],
            "\n".join(each["members"]),
            "\n".join(agenda),
            each["minutes"],
        )


def _points(copy: Copy, say: Words) -> Iterator[Row]:
    for each in copy["consultations"]:
        for point in each["points"]:
            texts = (point[key] for key in ("text", "action", "owner"))
            state = say.one_of("point", point["state"])
            due = _day(point["due_on"])
            yield _day(each["day"]), each["domain"], *texts, due, state, point["done"]


def _rule(copy: Copy, say: Words) -> Iterator[Row]:
    for row in copy["vertical_rule"]:
        met = say("yes" if row["met"] else "no")
        yield row["domain"], row["year"], row["asked"], row["held"], met


def _monitor(copy: Copy, say: Words) -> Iterator[Row]:
    for each in copy["monitor"]:
        for row in each["observations"]:
            kind = say.one_of("observation", row["kind"])
            of = say.named(each), each["unit"], row["group"], row["period"], kind
            yield *of, _number(row["value"]), _number(row["margin"]), row["source"]


def _instruments(copy: Copy, say: Words) -> Iterator[Row]:
    """A row for each action of an instrument; one without where no action speaks of it."""
    for name, kind, actions in instrument_rows(copy, say):
        for code, status in actions or [("", "")]:
            yield name, kind, code, status


def _measures(copy: Copy, say: Words) -> Iterator[Row]:
    nothing = dict.fromkeys(("year", "persons", "money", "cost", "benefit", "source"))
    for each in copy["measures"]:
        kind, automatic = say.one_of("measure", each["kind"]), said(each["automatic"], say)
        for row in each["figures"] or [nothing]:
            numbers = (_number(row[key]) for key in ("persons", "money", "cost", "benefit"))
            of = say.named(each), kind, automatic, each["obstacles"], row["year"]
            yield *of, *numbers, row["source"]


def _number(value: object) -> Value:
    """A number of the copy, which are texts; any other text as it stands."""
    if value is None or isinstance(value, int):
        return value
    return Decimal(str(value)) if is_number(value) else str(value)


def _day(value: object) -> Value:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return str(value or "")


def _fill(
    sheet: Worksheet, columns: Sequence[tuple[str, int]], rows: Iterable[Row], say: Words
) -> None:
    """Headings that stay in sight and filter, and the rows under them."""
    _write(sheet, 1, [say(key) for key, _ in columns])
    for number, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        head = sheet.cell(1, number)
        head.font, head.fill = _HEAD, _FILL
    for place, row in enumerate(rows, 2):
        _write(sheet, place, row)
    sheet.auto_filter.ref = sheet.dimensions
    sheet.freeze_panes = "A2" if len(columns) < 3 else "B2"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _write(sheet: Worksheet, place: int, row: Row) -> None:
    for number, value in enumerate(row, 1):
        if value is None or value == "":
            continue
        cell = sheet.cell(place, number, fitting(value) if isinstance(value, str) else value)
        cell.alignment = _TOP
        if isinstance(value, str):
            # Without this a text that begins with = becomes a formula.
            cell.data_type = "s"
        elif isinstance(value, Decimal):
            cell.number_format = "#,##0.######" if value % 1 else "#,##0"
