"""``grondrecht import``: take a plan into the register, or show what that would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from grondrecht.given import Progress, plan_and_lines
from grondrecht.plan.model import Plan
from grondrecht.reading.document import Line
from grondrecht.register_cli.ready import whoever
from grondrecht.register_cli.shown import import_json, import_text, print_json
from grondrecht.registry.about import About, read_about
from grondrecht.registry.actions.about import describe_plan
from grondrecht.registry.actions.catalogue import slug_of
from grondrecht.registry.actions.imports import ImportReport, Target, import_plan
from grondrecht.registry.actions.parties import import_parties
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Edition, LogEntry
from grondrecht.registry.models import Plan as HeldPlan
from grondrecht.registry.parties import Directory, DirectoryError, load_directory
from grondrecht.registry.trial import kept


@dataclass(frozen=True)
class Given:
    """Everything that goes in: the plan as read, where it goes, and what is known beside it."""

    plan: Plan
    lines: Sequence[Line]
    target: Target
    about: About | None = None
    directory: Directory | None = None


def import_file(
    file: str,
    plan: str,
    edition: str,
    name: str,
    about: str,
    parties: str,
    by: str,
    why: str,
    apply: bool,
    as_json: bool,
    template: str,
) -> None:
    """Read a document or plan JSON, compare it with the register, and write it where asked."""
    told = read_about(about) if about else None
    directory = directory_named(parties) if parties else None
    read, lines = plan_and_lines(file, template)
    target = _target(read, told, plan or _slug_of(file, told), edition, name)
    given = Given(read, lines, target, told, directory)
    with Progress("Opnemen in het register") as progress:
        report, changes = take_in(given, apply, progress, by=by, why=why or f"import van {file}")
    if as_json:
        print_json(import_json(report, changes))
    else:
        print(import_text(report, changes))


def take_in(
    given: Given, apply: bool, progress: Progress, *, by: str, why: str
) -> tuple[ImportReport, int]:
    """Take a plan in, in one transaction, or try it; gives the report and the log's new lines."""
    who = {"by": whoever(by), "why": why}
    with kept(apply):
        before = LogEntry.objects.count()
        report = import_plan(
            given.plan,
            given.target,
            lines=given.lines,
            directory=given.directory,
            apply=True,
            progress=progress,
            **who,
        )
        if given.directory and not report.new_plan:
            import_parties(given.directory, **who)
        if given.about:
            describe_plan(given.about, **who)
        changes = LogEntry.objects.count() - before
    return ImportReport(**{**vars(report), "applied": apply}), changes


def directory_named(source: str) -> Directory:
    """Party data by the name of shipped data, or of a file. Raises RegisterError."""
    if any(sign in source for sign in "\n=\0"):
        raise RegisterError(f"{source!r} is geen naam van partijgegevens; geef een bestandsnaam.")
    try:
        return load_directory(source)
    except (DirectoryError, ValueError) as error:
        raise RegisterError(str(error)) from error


def _slug_of(file: str, about: About | None) -> str:
    """The plan's slug where none is given: that of the file about it, else the document's name."""
    return about.slug if about else slug_of(PurePath(file).stem if file != "-" else "plan")[:80]


def _target(read: Plan, about: About | None, plan: str, edition: str, name: str) -> Target:
    if about and plan != about.slug:
        raise RegisterError(
            f"--plan is {plan!r}, maar het bestand van --about gaat over {about.slug!r};"
            " laat --plan weg of verbeter het bestand."
        )
    if about is None:
        return Target(plan, edition or _edition(read, plan), name or plan)
    chosen = edition or about.edition or _edition(read, plan)
    of_about = chosen == about.edition
    return Target(
        plan,
        chosen,
        name or about.name,
        about.edition_name if of_about else "",
        about.language,
        about.decided_on if of_about else None,
    )


def _edition(read: Plan, plan: str) -> str:
    """The edition where none is named: that of the same document, or the first of a new plan."""
    held = HeldPlan.objects.filter(slug=plan).first()
    if held is None:
        return "1"
    same = Edition.objects.filter(plan=held, sha256=read.source.sha256).first()
    if same:
        return same.slug
    known = ", ".join(held.editions.values_list("slug", flat=True))
    raise RegisterError(
        f"Plan {plan} heeft al editie {known}, uit een ander document; zeg met --edition welke"
        " editie dit is."
    )
