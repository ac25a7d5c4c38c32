"""The door for a terminal: read, check, show and write a plan; register_cli keeps one.

A file may be a document (text, PDF, Word) or a plan in JSON; ``-`` is standard input or output.
Exit status 0: done; 1: ``check`` found an error; 2: one sentence on standard error says what is
wrong with the command line or a file, and no output file is made. docs/cli.md has every command.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections import Counter
from collections.abc import Mapping
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated, Any

import typer

from grondrecht import __version__
from grondrecht.asked import forms_with, rule_named
from grondrecht.given import FileArgument, GivenError, JsonFlag, TemplateOption, plan_in
from grondrecht.outputs import refuse_outputs, write_all
from grondrecht.plan.checked import PlanFormatError
from grondrecht.plan.exchange import form_json
from grondrecht.plan.layout import Layout
from grondrecht.plan.model import Finding, Plan
from grondrecht.plan.quality import check
from grondrecht.reading import DocumentError, TemplateError, load_template
from grondrecht.reading.template import DEFAULT, shipped_templates
from grondrecht.register_cli import SUMMARIES, command_named
from grondrecht.registry.errors import RegisterError
from grondrecht.usage import Command, Group, Later, sentence
from grondrecht.writing.files import WriteError, atomic_write, reason
from grondrecht.writing.json_file import write_json
from grondrecht.writing.text import write_text


class Program(Group):
    """The program: its own commands, and those of the register, loaded when they are asked for."""

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401 (typer's own types)
        super().__init__(**attributes)
        self.commands = Later(self.commands, SUMMARIES, command_named)


app = typer.Typer(
    cls=Program,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    epilog="grondrecht read plan.pdf\ngrondrecht check --help",
)
EXPECTED = (DocumentError, TemplateError, PlanFormatError, WriteError, RegisterError, GivenError)
LEVELS = {"error": "fouten", "warning": "waarschuwingen", "note": "opmerkingen"}
LANGUAGES = ("nl", "en")
# The libraries of these formats are heavy; each is loaded when it is asked for.
WRITERS = {
    "csv": ("tables", "write_csv"),
    "xlsx": ("tables", "write_xlsx"),
    "docx": ("word", "write_word"),
    "pdf": ("pdf", "write_pdf"),
}

PlanOption = Annotated[
    str | None,
    typer.Option("--json", metavar="UIT", help="Schrijf het plan als JSON; - is de uitvoer."),
]


def main() -> None:
    """Run the program; every expected error is one sentence and exit status 2."""
    # What is built here lives until the process ends: looking for garbage only costs time.
    gc.disable()
    _open_streams()
    try:
        status = app(prog_name="grondrecht", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        status = _refuse(sentence(error))
    except EXPECTED as error:
        status = _refuse(str(error))
    except BrokenPipeError:
        status = _let_go()
    except OSError as error:
        status = _refuse(f"Kan het antwoord niet schrijven: {reason(error)}.")
    sys.exit(status or 0)


@app.callback(invoke_without_command=True)
def program(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Toon de versie en stop.")] = False,
) -> None:
    """Grondrecht leest een actieplan, zegt wat eraan schort en drukt het opnieuw af.

    Het eindigt met status 0, met 1 waar check een fout vindt, en met 2 waar iets misgaat; dan staat
    op de foutuitvoer in één zin wat.
    """
    if version:
        print(f"grondrecht {__version__}")
    elif context.invoked_subcommand is None:
        print(context.get_help())


@app.command(
    cls=Command,
    epilog="grondrecht read plan.pdf\ngrondrecht read plan.pdf --json plan.json --xlsx plan.xlsx",
)
def read(
    file: FileArgument,
    json_out: PlanOption = None,
    csv: Annotated[
        str | None, typer.Option(metavar="UIT", help="Schrijf een rij per actie, met puntkomma's.")
    ] = None,
    xlsx: Annotated[
        str | None,
        typer.Option(metavar="UIT", help="Schrijf acties, mijlpalen en bevindingen als Excel."),
    ] = None,
    template: TemplateOption = "",
) -> None:
    """Lees een document en zeg wat het bevat; schrijf het plan als JSON, CSV of Excel."""
    outputs = {"json": json_out, "csv": csv, "xlsx": xlsx}
    refuse_outputs(file, _given(outputs))
    plan = plan_in(file, template)
    findings = check(plan)
    write = {
        "json": lambda out: write_json(plan, out, findings),
        "csv": lambda out: _writer("csv")(plan, out),
        "xlsx": lambda out: _writer("xlsx")(plan, out, findings),
    }
    write_all({out: write[kind] for kind, out in _given(outputs)})
    print(_summary(plan, findings), file=sys.stderr if "-" in outputs.values() else sys.stdout)


@app.command(
    "check",
    cls=Command,
    epilog="grondrecht check plan.json\ngrondrecht check plan.json --rule placeholder",
)
def check_command(
    file: FileArgument,
    as_json: JsonFlag = False,
    every: Annotated[bool, typer.Option("--all", help="Toon alle bevindingen.")] = False,
    rule: Annotated[
        str, typer.Option(metavar="ID", help="Toon alle bevindingen van één regel, met uitleg.")
    ] = "",
    lang: Annotated[
        str, typer.Option(metavar="nl|en", help="Taal van de bevindingen; anders nl.")
    ] = "nl",
    template: TemplateOption = "",
) -> None:
    """Zeg per regel wat aan een plan schort; eindig met status 1 waar een fout bij is."""
    if lang not in LANGUAGES:
        raise typer.BadParameter("kies nl of en", param_hint="--lang")
    only = rule_named(rule) if rule else None
    found = check(plan_in(file, template))
    findings = [finding for finding in found if only is None or finding.rule == only.id]
    if as_json:
        _print_json([vars(finding) for finding in findings])
    else:
        _terminal().print_findings(findings, lang, every or only is not None, only)
    if any(finding.level == "error" for finding in findings):
        raise typer.Exit(1)


@app.command(cls=Command, epilog="grondrecht show plan.txt\ngrondrecht show plan.txt 02_06_01")
def show(
    file: FileArgument,
    code: Annotated[
        list[str] | None,
        typer.Argument(metavar="CODE", help="Code van een actie: 02_06_01, 02-06-01, 02 06 01."),
    ] = None,
    as_json: JsonFlag = False,
    template: TemplateOption = "",
) -> None:
    """Toon een formulier, met bij elke waarde waar ze in het document staat.

    Zonder code: de codes en titels van alle formulieren.
    """
    plan = plan_in(file, template)
    found = forms_with(plan, " ".join(code), file) if code else list(plan.actions)
    if as_json:
        _print_json([form_json(form) for form in found])
        return
    for form in found:
        if code:
            _terminal().print_form(form, plan)
        else:
            print(f"{form.code}  {' '.join(form.title.split())}")


@app.command(cls=Command, epilog="grondrecht write plan.json --docx plan.docx --pdf plan.pdf")
def write(
    file: FileArgument,
    docx: Annotated[
        str | None, typer.Option(metavar="UIT", help="Druk af als Word-document.")
    ] = None,
    pdf: Annotated[
        str | None, typer.Option(metavar="UIT", help="Druk af als toegankelijke PDF.")
    ] = None,
    text: Annotated[
        str | None, typer.Option(metavar="UIT", help="Druk af als tekst; - is de uitvoer.")
    ] = None,
    json_out: PlanOption = None,
    template: TemplateOption = "",
) -> None:
    """Druk een plan af: dezelfde formulieren, die opnieuw gelezen hetzelfde plan zijn."""
    outputs = {"docx": docx, "pdf": pdf, "text": text, "json": json_out}
    if not _given(outputs):
        raise typer.BadParameter("Geef --docx, --pdf, --text of --json met een bestandsnaam")
    refuse_outputs(file, _given(outputs))
    plan = plan_in(file, template)
    layout = _layout(plan, template)
    write = {
        "docx": lambda out: _writer("docx")(plan, layout, out),
        "pdf": lambda out: _writer("pdf")(plan, layout, out),
        "text": lambda out: atomic_write(out, write_text(plan, layout).encode("utf-8")),
        "json": lambda out: write_json(plan, out, check(plan)),
    }
    write_all({out: write[kind] for kind, out in _given(outputs)})


@app.command(cls=Command, epilog="grondrecht templates")
def templates(as_json: JsonFlag = False) -> None:
    """Noem de sjablonen die Grondrecht meebrengt."""
    found = {name: load_template(name).title for name in shipped_templates()}
    if as_json:
        _print_json(found)
        return
    for name, title in found.items():
        print(f"{name:8}{title}")


def _terminal() -> Any:  # noqa: ANN401 (a module)
    """The tables and the bar; loaded late, for most runs need neither."""
    return import_module("grondrecht.terminal")


def _writer(kind: str) -> Any:  # noqa: ANN401 (each writer has arguments of its own)
    module, function = WRITERS[kind]
    return getattr(import_module(f"grondrecht.writing.{module}"), function)


def _layout(plan: Plan, template: str) -> Layout:
    """How the plan's forms are printed: as its template says, or the default one.

    A plan may name any template; only those that Grondrecht brings along are taken at its word.
    """
    if template:
        return load_template(template).layout
    if plan.template and plan.template not in shipped_templates():
        raise TemplateError(
            f"Dit plan is gelezen met sjabloon {plan.template}; geef met --template het bestand van"
            " dat sjabloon."
        )
    return load_template(plan.template or DEFAULT).layout


def _given(outputs: Mapping[str, str | None]) -> list[tuple[str, str]]:
    """The outputs that were asked for, as (kind, path)."""
    return [(kind, out) for kind, out in outputs.items() if out is not None]


def _print_json(data: object) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=1))


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


def _open_streams() -> None:
    """Make standard input and output safe to use, whatever the shell has done to them."""
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: SIM115 (it lives as long as the program)
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a letter shows a question mark; that is no reason to stop.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _refuse(words: str) -> int:
    print(words, file=sys.stderr)
    return 2


def _let_go() -> int:
    """Whoever read our output has seen enough; what is left of it goes nowhere, in silence."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    main()
