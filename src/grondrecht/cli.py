"""The door for a terminal: read, check, show and write a plan.

A file may be a document (text, PDF, Word) or a plan in JSON; ``-`` is standard input or output.
What is wrong with a file is one sentence on standard error, exit status 2 and no output file.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections import Counter
from importlib import import_module
from typing import Annotated, Any

import typer

from grondrecht import __version__
from grondrecht.plan.checked import PlanFormatError
from grondrecht.plan.codes import ActionCode
from grondrecht.plan.exchange import form_json, from_text
from grondrecht.plan.layout import FLEMISH, Layout
from grondrecht.plan.model import Finding, Plan
from grondrecht.plan.quality import check
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
LEVELS = {"error": "fouten", "warning": "waarschuwingen", "note": "opmerkingen"}
# Reading that takes longer than this shows how far it is, in seconds.
SLOW = 0.7
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
    # What is built here lives until the process ends: looking for garbage only costs time.
    gc.disable()
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
    print(_summary(plan, findings), file=sys.stderr if "-" in (json_out, csv, xlsx) else sys.stdout)


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
        _terminal().print_findings(findings, lang, every)
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
        _terminal().print_form(form)


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
    with _Progress(f"Lezen: {file}") as progress:
        return read_plan_from(data, file, template, progress)


class _Progress:
    """Is told the share that is done; shows a bar once the work has turned out to be slow."""

    def __init__(self, what: str) -> None:
        self.what, self.began = what, time.monotonic()
        self.bar: Any = None

    def __call__(self, share: float) -> None:
        if self.bar is None and time.monotonic() - self.began > SLOW:
            self.bar = _terminal().progress_bar()
            self.bar.start()
            self.bar.add_task(self.what, total=1.0)
        if self.bar is not None:
            self.bar.update(self.bar.task_ids[0], completed=share)

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *error: object) -> None:
        if self.bar is not None:
            self.bar.stop()


def _terminal() -> Any:  # noqa: ANN401 (a module)
    """The tables and the bar; loaded late, for most runs need neither."""
    return import_module("grondrecht.terminal")


def _writer(kind: str) -> Any:  # noqa: ANN401 (each writer has arguments of its own)
    module, function = WRITERS[kind]
    return getattr(import_module(f"grondrecht.writing.{module}"), function)


def _layout(plan: Plan, template: str) -> Layout:
    """How the plan's forms are printed: as its template says, or else the Flemish way."""
    name = template or plan.template
    return load_template(name).layout if name else FLEMISH


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


def _summary(plan: Plan, findings: tuple[Finding, ...]) -> str:
    """What a plan holds, in a few lines."""
    codes = {form.code for form in plan.actions}
    levels = Counter(finding.level for finding in findings)
    found = ", ".join(f"{levels[level]} {words}" for level, words in LEVELS.items())
    rows = (
        ("sjabloon", plan.template or "-"),
        ("formulieren", f"{len(plan.actions)} met {len(codes)} codes"),
        ("mijlpalen", str(sum(len(form.milestones) for form in plan.actions))),
        ("twijfels", str(sum(len(form.doubts) for form in plan.actions))),
        ("bevindingen", f"{found} (zie: grondrecht check)"),
    )
    return "\n".join(f"{name:13}{value}" for name, value in rows)


if __name__ == "__main__":
    main()
