"""What the terminal shows: tables of findings and forms, and progress over anything slow."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from typing import NoReturn

from rich import box
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from grondrecht.plan.model import Finding, Form, Place, Plan
from grondrecht.plan.quality import RULES, Rule
from grondrecht.plan.quality.rules import name_of
from grondrecht.writing.printed import paragraphs

LEVELS = {
    "error": {"nl": ("fout", "fouten"), "en": ("error", "errors")},
    "warning": {"nl": ("waarschuwing", "waarschuwingen"), "en": ("warning", "warnings")},
    "note": {"nl": ("opmerking", "opmerkingen"), "en": ("note", "notes")},
}
STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}
WORDS = {
    "nl": {
        "headings": ("soort", "aantal", "regel en bevindingen"),
        "none": "Geen bevindingen.",
        "line": "regel",
        "more": "… en nog {}",
        "hint": "Alles: --all. Eén regel met uitleg: --rule ID.",
    },
    "en": {
        "headings": ("level", "count", "rule and findings"),
        "none": "No findings.",
        "line": "line",
        "more": "… and {} more",
        "hint": "Everything: --all. One rule, explained: --rule ID.",
    },
}
# How many findings of a rule are shown where not all are asked for.
FEW = 3
# A value with a line of more characters than this is prose, broken to fit the page.
PROSE = 60
# Longer lines than this read badly; a file or a pipe has no width of its own.
WIDEST, WIDTH_OF_A_FILE = 120, 100


class Screen(Console):
    """Standard output as wide as reads well; a reader that has gone is for the caller to handle."""

    def __init__(self) -> None:
        super().__init__(highlight=False)
        wide = self.width if self.is_terminal or "COLUMNS" in os.environ else WIDTH_OF_A_FILE
        self.width = min(wide, WIDEST)

    def on_broken_pipe(self) -> NoReturn:
        """Raise BrokenPipeError, where rich would end the program itself with status 1."""
        raise BrokenPipeError


def progress_bar() -> Progress:
    """A bar on standard error that goes away when it is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    return Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True)


def print_findings(
    findings: Sequence[Finding], lang: str, every: bool, explained: Rule | None = None
) -> None:
    """Print a table with a row a rule and level, errors first, and the first findings of each.

    ``every`` shows all findings; a rule that is ``explained`` has its help text printed above.
    """
    screen = Screen()
    if explained:
        screen.print(Text(explained.help if lang == "nl" else explained.help_en), end="\n\n")
    if not findings:
        screen.print(WORDS[lang]["none"])
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading, justify in zip(WORDS[lang]["headings"], ("left", "right", "left"), strict=True):
        table.add_column(heading, justify=justify, overflow="fold")  # type: ignore[arg-type]
    for level in LEVELS:
        for rule in RULES:
            own = [each for each in findings if (each.rule, each.level) == (rule.id, level)]
            if own:
                word = Text(LEVELS[level][lang][0], STYLES[level])
                table.add_row(word, str(len(own)), _rows(rule, own, lang, every))
    screen.print(table)
    screen.print(_closing(findings, lang, every))


def _rows(rule: Rule, findings: Sequence[Finding], lang: str, every: bool) -> Text:
    """The rule's title and id, and a line for each of its findings."""
    title = rule.title if lang == "nl" else rule.title_en
    shown = findings if every else findings[:FEW]
    lines = [Text.assemble((title, "bold"), "  ", (rule.id, "dim"))]
    lines += [Text(_line(finding, lang)) for finding in shown]
    if left := len(findings) - len(shown):
        lines.append(Text(str(WORDS[lang]["more"]).format(left), "dim"))
    return Text("\n").join([*lines, Text("")])


def _line(finding: Finding, lang: str) -> str:
    line = f" ({WORDS[lang]['line']} {finding.line})" if finding.line else ""
    message = finding.message if lang == "nl" else finding.message_en
    return f"{finding.action or 'plan'}{line}: {message}"


def _closing(findings: Sequence[Finding], lang: str, every: bool) -> Text:
    counted = Counter(finding.level for finding in findings)
    levels = (f"{counted[level]} {LEVELS[level][lang][counted[level] != 1]}" for level in LEVELS)
    return Text(f"{', '.join(levels)}." + ("" if every else f" {WORDS[lang]['hint']}"))


def print_form(form: Form, plan: Plan) -> None:
    """Print a form as a table of fields, each with its words and the place where they stood.

    Fields that no form of the plan fills in are left out: its layout does not have them.
    """
    used = {path for each in plan.actions for path, words in each.texts() if words.strip()}
    places = dict(form.places)
    table = Table(box=box.HORIZONTALS, show_header=False, show_lines=True, pad_edge=False)
    table.add_column(max_width=30, overflow="fold")
    table.add_column(overflow="fold")
    table.add_row(_field("code", form.source, "bold"), Text(str(form.code), "bold"))
    for path, words in form.texts():
        if path in used and not path.startswith("milestones"):
            name = name_of(form, path)[0].removeprefix("extra.").replace("_", " ")
            table.add_row(_field(name, places.get(path, Place())), _value(words))
    for milestone in form.milestones:
        period = " ".join(milestone.period.text.split())
        table.add_row(_field(period, milestone.place, "bold"), _value(milestone.text))
    for doubt in form.doubts:
        words = f"{name_of(form, doubt.field)[0]}: {doubt.why}"
        table.add_row(Text("twijfel", "yellow"), Text(words))
    Screen().print(table)


def _value(words: str) -> Text:
    """The words; lines that run over the page's width are joined again, those of a list are not."""
    lines = words.strip().splitlines()
    if not lines:
        return Text("(leeg)", "dim")
    return Text("\n".join(paragraphs(words) if max(map(len, lines)) > PROSE else lines))


def _field(name: str, place: Place, style: str = "") -> Text:
    """A field's name with its place below; a place that is not known is left out."""
    where = f"\n{place}" if place.first_line else ""
    return Text.assemble((name, style), (where, "dim"))
