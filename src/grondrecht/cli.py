"""The door for a terminal: read, check, show and write a plan.

A file may be a document (text, PDF, Word) or a plan in JSON; ``-`` is standard input or output.
What is wrong with a file is one sentence on standard error, exit status 2 and no output file.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from importlib import import_module
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from grondrecht import __version__
from grondrecht.plan.checked import PlanFormatError
from grondrecht.plan.codes import ActionCode
from grondrecht.plan.exchange import form_json, from_text
from grondrecht.plan.layout import FLEMISH, Layout
from grondrecht.plan.model import Finding, Form, Plan
from grondrecht.plan.quality import RULES, check
from grondrecht.reading import DocumentError, TemplateError, load_template, read_plan_from
from grondrecht.reading.opening import read_bytes
from grondrecht.reading.template import shipped_templates
from grondrecht.writing.files import WriteError, atomic_write
from grondrecht.writing.json_file import write_json
from grondrecht.writing.text import write_text

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="Grondrecht leest een actieplan, zegt wat eraan schort en drukt het opnieuw af.",
)
LEVELS = {"error": "fout", "warning": "waarschuwing", "note": "opmerking"}
STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}
# The libraries of these formats are heavy; each is loaded when it is asked for.
WRITERS = {
    "csv": ("tables", "write_csv"),
    "xlsx": ("tables", "write_xlsx"),
    "docx": ("word", "write_word"),
    "pdf": ("pdf", "write_pdf"),
}

FileArgument = Annotated[
    str, typer.Argument(metavar="BESTAND", help="Tekst, PDF, Word of plan-JSON; - is invoer.")
]
TemplateOption = Annotated[
    str,
    typer.Option(
        metavar="NAAM|BESTAND", help="Sjabloon van de formulieren; anders kiest Grondrecht er een."
    ),
]
JsonFlag = Annotated[bool, typer.Option("--json", help="Schrijf het antwoord als JSON.")]


def main() -> None:
    """Run the program; every expected error is one sentence and exit status 2."""
    try:
        app()
    except (DocumentError, TemplateError, PlanFormatError, WriteError) as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        sys.stderr.close()
        sys.exit(0)


@app.callback(invoke_without_command=True)
def version(
    show: Annotated[bool, typer.Option("--version", help="Toon de versie en stop.")] = False,
) -> None:
    """Grondrecht leest een actieplan, zegt wat eraan schort en drukt het opnieuw af."""
    if show:
        print(f"grondrecht {__version__}")
        raise typer.Exit


@app.command()
def read(
    file: FileArgument,
    json_out: Annotated[str, typer.Option("--json", metavar="UIT", help="Plan als JSON.")] = "",
    csv: Annotated[str, typer.Option(metavar="UIT", help="Een rij per actie, puntkomma's.")] = "",
    xlsx: Annotated[str, typer.Option(metavar="UIT", help="Een rij per actie, voor Excel.")] = "",
    template: TemplateOption = "",
) -> None:
    """Lees een document en zeg wat het bevat; schrijf het plan als JSON, CSV of Excel.

    Voorbeeld: [bold]grondrecht read plan.pdf --json plan.json --xlsx plan.xlsx[/bold]
    """
    plan = _plan(file, template)
    findings = check(plan)
    if xlsx:
        _writer("xlsx")(plan, xlsx, findings)
    if csv:
        _writer("csv")(plan, csv)
    if json_out:
        write_json(plan, json_out, findings)
    _console("-" in (json_out, csv, xlsx)).print(_summary(plan, findings))


@app.command("check")
def check_command(
    file: FileArgument,
    as_json: JsonFlag = False,
    every: Annotated[bool, typer.Option("--all", help="Toon alle bevindingen.")] = False,
    lang: Annotated[str, typer.Option(metavar="nl|en", help="Taal van de bevindingen.")] = "nl",
    template: TemplateOption = "",
) -> None:
    """Zeg per regel wat aan een plan schort; eindig met status 1 waar een fout bij is.

    Voorbeeld: [bold]grondrecht check plan.json --all[/bold]
    """
    if lang not in ("nl", "en"):
        raise typer.BadParameter("kies nl of en", param_hint="--lang")
    findings = check(_plan(file, template))
    if as_json:
        print(json.dumps([vars(finding) for finding in findings], ensure_ascii=False, indent=1))
    else:
        _print_findings(findings, lang, every)
    if any(finding.level == "error" for finding in findings):
        raise typer.Exit(1)


@app.command()
def show(
    file: FileArgument,
    code: Annotated[str, typer.Argument(help="Code van de actie, zoals 02_06_01.")],
    as_json: JsonFlag = False,
    template: TemplateOption = "",
) -> None:
    """Toon een formulier, met bij elke waarde waar ze in het document staat.

    Voorbeeld: [bold]grondrecht show plan.txt 02_06_01[/bold]
    """
    plan = _plan(file, template)
    found = [form for form in plan.actions if form.code == _code(code)]
    if not found:
        raise DocumentError(f"Actie {code} staat niet in {file}; {_nearby(plan, code)}")
    if as_json:
        print(json.dumps([form_json(form) for form in found], ensure_ascii=False, indent=1))
        return
    for form in found:
        _console().print(_form_table(form))


@app.command()
def write(
    file: FileArgument,
    docx: Annotated[str, typer.Option(metavar="UIT", help="Druk af als Word-document.")] = "",
    pdf: Annotated[str, typer.Option(metavar="UIT", help="Druk af als toegankelijke PDF.")] = "",
    text: Annotated[str, typer.Option(metavar="UIT", help="Druk af als tekst.")] = "",
    json_out: Annotated[str, typer.Option("--json", metavar="UIT", help="Plan als JSON.")] = "",
    template: TemplateOption = "",
) -> None:
    """Druk een plan af: dezelfde formulieren, die opnieuw gelezen hetzelfde plan zijn.

    Voorbeeld: [bold]grondrecht write plan.json --docx plan.docx --pdf plan.pdf[/bold]
    """
    if not (docx or pdf or text or json_out):
        raise typer.BadParameter("geef --docx, --pdf, --text of --json met een bestandsnaam")
    plan = _plan(file, template)
    layout = _layout(plan, template)
    for kind, out in (("docx", docx), ("pdf", pdf)):
        if out:
            _writer(kind)(plan, layout, out)
    if text:
        atomic_write(text, write_text(plan, layout).encode("utf-8"))
    if json_out:
        write_json(plan, json_out, check(plan))


@app.command()
def templates(as_json: JsonFlag = False) -> None:
    """Noem de sjablonen die Grondrecht meebrengt.

    Voorbeeld: [bold]grondrecht templates[/bold]
    """
    found = {name: load_template(name).title for name in shipped_templates()}
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for name, title in found.items():
        print(f"{name:8}{title}")


def _plan(file: str, template: str) -> Plan:
    """The plan that a document or a plan JSON holds, with a progress bar over anything slow."""
    data = read_bytes(file)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return from_text(data)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    console = Console(stderr=True)
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as progress:
        task = progress.add_task(f"Lezen: {file}", total=1.0)
        return read_plan_from(
            data, file, template, lambda share: progress.update(task, completed=share)
        )


def _writer(kind: str) -> Any:  # noqa: ANN401 (each writer has arguments of its own)
    module, function = WRITERS[kind]
    return getattr(import_module(f"grondrecht.writing.{module}"), function)


def _layout(plan: Plan, template: str) -> Layout:
    """How the plan's forms are printed: as its template says, or else the Flemish way."""
    name = template or plan.template
    return load_template(name).layout if name else FLEMISH


def _console(to_stderr: bool = False) -> Console:
    return Console(stderr=to_stderr, highlight=False)


def _code(text: str) -> ActionCode:
    try:
        return ActionCode.parse(text)
    except ValueError as error:
        raise DocumentError(
            f"{text!r} is geen code van een actie; geef er een als 02_06_01."
        ) from error


def _nearby(plan: Plan, code: str) -> str:
    """Codes of the same series, to choose from."""
    start = code[:5]
    near = [str(form.code) for form in plan.actions if str(form.code).startswith(start)]
    codes = near or [str(form.code) for form in plan.actions]
    return f"kies bijvoorbeeld {', '.join(codes[:8])}."


def _summary(plan: Plan, findings: tuple[Finding, ...]) -> Text:
    """What a plan holds, in a few lines."""
    codes = {form.code for form in plan.actions}
    levels = Counter(finding.level for finding in findings)
    found = ", ".join(f"{levels[level]} {LEVELS[level]}" for level in LEVELS)
    rows = (
        ("sjabloon", plan.template or "-"),
        ("formulieren", f"{len(plan.actions)} met {len(codes)} codes"),
        ("mijlpalen", str(sum(len(form.milestones) for form in plan.actions))),
        ("twijfels", str(sum(len(form.doubts) for form in plan.actions))),
        ("bevindingen", f"{found} (zie: grondrecht check)"),
    )
    return Text("\n".join(f"{name:13}{value}" for name, value in rows))


def _print_findings(findings: tuple[Finding, ...], lang: str, every: bool) -> None:
    """A table with a row a rule and its first findings, or all of them."""
    table = Table(title="Bevindingen per regel" if lang == "nl" else "Findings per rule")
    for heading in ("regel", "soort", "aantal", "waar" if every else "voorbeelden"):
        table.add_column(heading, overflow="fold")
    for rule in RULES:
        own = [finding for finding in findings if finding.rule == rule.id]
        for level in dict.fromkeys(finding.level for finding in own):
            some = [finding for finding in own if finding.level == level]
            shown = some if every else some[:3]
            words = "\n".join(_finding_line(finding, lang) for finding in shown)
            more = f"\n… en nog {len(some) - len(shown)}" if len(some) > len(shown) else ""
            title = rule.title if lang == "nl" else rule.title_en
            name = Text.assemble(title, "\n", (rule.id, "dim"))
            style = STYLES[level]
            table.add_row(name, Text(LEVELS[level], style), str(len(some)), Text(words + more))
    _console().print(table)


def _finding_line(finding: Finding, lang: str) -> str:
    where = f"{finding.action or 'plan'}" + (f" (regel {finding.line})" if finding.line else "")
    return f"{where}: {finding.message if lang == 'nl' else finding.message_en}"


def _form_table(form: Form) -> Table:
    """A form as a table of fields, words and places."""
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
    return table


if __name__ == "__main__":
    main()
