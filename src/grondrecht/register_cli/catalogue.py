"""``grondrecht catalogue import``: what the forms of a plan speak of."""

from __future__ import annotations

from dataclasses import asdict

from grondrecht.register_cli.ready import whoever
from grondrecht.register_cli.shown import print_json
from grondrecht.registry.actions.catalogue import CatalogueReport, import_catalogue
from grondrecht.registry.intake import read_catalogue


def import_files(
    files: list[str], plan: str, by: str, why: str, apply: bool, as_json: bool
) -> None:
    """Take the items of files in, or say what that would change."""
    report = import_catalogue(
        read_catalogue(files),
        plan,
        by=whoever(by),
        why=why or f"import van {', '.join(files)}",
        apply=apply,
    )
    if as_json:
        print_json(asdict(report))
    else:
        print(_text(report))


def _text(report: CatalogueReport) -> str:
    lines = [f"{kind:13}{count}" for kind, count in sorted(report.items.items())]
    if report.unknown:
        lines.append(f"Niet in het plan, dus niet verbonden: {', '.join(report.unknown)}.")
    word = "gewijzigd" if report.applied else "zou wijzigen"
    lines.append(f"{word:13}{report.changed}")
    if report.changed and not report.applied:
        lines.append("Er is niets geschreven. Voeg --apply toe om dit op te nemen.")
    return "\n".join(lines)
