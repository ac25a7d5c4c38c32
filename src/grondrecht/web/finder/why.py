"""Why a measure answers so: the reasons as lines in lines, ready for a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grondrecht.rights.answers import Answer
from grondrecht.rights.reasons import Tree, reasons


@dataclass(frozen=True)
class Line:
    """A line of an explanation with those below it; ``outcome`` is yes, no, unknown or empty.

    ``article`` and ``url`` say where the rule stands; only conditions have them.
    """

    text: str
    outcome: str
    article: str
    url: str
    parts: tuple[Line, ...]


@dataclass(frozen=True)
class Explained:
    """The lines that hold for some of the household, all in the same words; nobody by name where
    the measure is for the whole household.
    """

    whom: tuple[str, ...]
    lines: tuple[Line, ...]


def explained(answers: Sequence[Answer], language: str) -> list[Explained]:
    """Why each answer is so; persons for whom the same is said stand together."""
    found: dict[tuple[Line, ...], list[str]] = {}
    for answer in answers:
        lines = tuple(_line(part, language) for part in reasons(answer).tree().parts)
        found.setdefault(lines, []).append(answer.who)
    is_for_person = answers[0].measure.of == "person"
    return [Explained(tuple(whom) if is_for_person else (), lines) for lines, whom in found.items()]


def why_not(answers: Sequence[Answer], language: str) -> list[Explained]:
    """The conditions that do not hold, each with whom it does not hold for."""
    return [
        Explained(each.whom, tuple(line for line in each.lines if line.outcome == "no"))
        for each in explained(answers, language)
    ]


def _line(tree: Tree, language: str) -> Line:
    reason, text = tree.reason, tree.reason.text(language)
    source = reason.source if reason.rule is not None and reason.outcome else None
    article = ", ".join(filter(None, (source.title, source.article))) if source else ""
    return Line(
        _capital(text),
        reason.outcome,
        article,
        source.url if source else "",
        # A part that says again what stands above it says nothing.
        tuple(
            _line(part, language)
            for part in tree.parts
            if part.parts or part.reason.text(language).casefold() not in text.casefold()
        ),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
