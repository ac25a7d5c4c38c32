"""What the terminal shows: tables of findings and forms, and progress over anything slow."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from grondrecht.plan.model import Finding, Form
from grondrecht.plan.quality import RULES

LEVELS = {
    "error": ("fout", "error"),
    "warning": ("waarschuwing", "warning"),
    "note": ("opmerking", "note"),
}
STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}
HEADINGS = {
    "nl": ("regel", "soort", "aantal", "waar"),
    "en": ("rule", "level", "count", "where"),
}
FEW = 3


def progress_bar() -> Progress:
    """A bar on standard error that goes away when it is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    return Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True)


def print_findings(findings: Sequence[Finding], lang: str, every: bool) -> None:
    """Print a table with a row a rule and its first findings, or all of them."""
    table = Table(title={"nl": "Bevindingen per regel", "en": "Findings per rule"}[lang])
    for heading in HEADINGS[lang]:
        table.add_column(heading, overflow="fold")
    for rule in RULES:
        own = [finding for finding in findings if finding.rule == rule.id]
        for level in dict.fromkeys(finding.level for finding in own):
            some = [finding for finding in own if finding.level == level]
            name = Text.assemble(
                rule.title if lang == "nl" else rule.title_en, "\n", (rule.id, "dim")
            )
            word = Text(LEVELS[level][lang == "en"], STYLES[level])
            table.add_row(name, word, str(len(some)), _where(some, lang, every))
    Console(highlight=False).print(table)


def _where(findings: Sequence[Finding], lang: str, every: bool) -> Text:
    shown = findings if every else findings[:FEW]
    left = len(findings) - len(shown)
    more = [f"… en nog {left}" if lang == "nl" else f"… and {left} more"] if left else []
    return Text("\n".join([*(_line(finding, lang) for finding in shown), *more]))


def _line(finding: Finding, lang: str) -> str:
    line = {"nl": "regel", "en": "line"}[lang]
    where = (finding.action or "plan") + (f" ({line} {finding.line})" if finding.line else "")
    return f"{where}: {finding.message if lang == 'nl' else finding.message_en}"


def print_form(form: Form) -> None:
    """Print a form as a table of fields, words and the places where they stood."""
    table = Table(title=f"{form.code}  {' '.join(form.title.split())}", show_lines=True)
    for heading in ("veld", "waarde", "plaats"):
        table.add_column(heading, overflow="fold")
    for path, words in form.texts():
        if not path.startswith(("title", "milestones")):
            table.add_row(path, Text(words), str(form.place_of(path)))
    for milestone in form.milestones:
        period = " ".join(milestone.period.text.split())
        table.add_row(Text(period, "bold"), Text(milestone.text), str(milestone.place))
    for doubt in form.doubts:
        table.add_row(doubt.field, Text(f"twijfel: {doubt.why}", "yellow"), "")
    Console(highlight=False).print(table)
