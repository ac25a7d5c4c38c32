"""The quickscan: questions as data, and answers beside the questions as they were asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from grondrecht.followup.by_plan import by_plan
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Plan

ANSWERS: tuple[tuple[str, str | Promise], ...] = (
    ("yes", gettext_lazy("yes")),
    ("no", gettext_lazy("no")),
    ("unknown", gettext_lazy("not known")),
)
LONGEST_NOTE = 5_000


@dataclass(frozen=True)
class Question:
    """A question of the quickscan; ``advises`` is the answer that speaks for a poverty test."""

    key: str
    text: str
    text_en: str = ""
    advises: str = ""

    def __str__(self) -> str:
        english = (get_language() or "").startswith("en")
        return self.text_en if english and self.text_en else self.text


@dataclass(frozen=True)
class Scanned:
    """A question with its answer, and a note where there is more to say."""

    question: Question
    answer: str
    note: str = ""

    @property
    def speaks_for_a_test(self) -> bool:
        """Whether the answer speaks for a poverty test; what is not known does too."""
        return self.answer in (self.question.advises, "unknown")

    @property
    def said(self) -> str:
        """The answer in words."""
        return str(dict(ANSWERS)[self.answer])


def questions_for(plan: Plan) -> tuple[Question, ...]:
    """The questions that a plan asks now. Raises RegisterError where its own list is wrong."""
    rows = by_plan("quickscan", plan).get("questions", [])
    try:
        questions = tuple(Question(**row) for row in rows)
    except TypeError as error:
        raise RegisterError(
            _("A question in quickscan.toml needs a key and a text, and may have text_en, advises.")
        ) from error
    if not questions or len({each.key for each in questions}) < len(questions):
        raise RegisterError(_("quickscan.toml needs questions, each with a key of its own."))
    return questions


def filled_in(
    questions: Iterable[Question], answers: Mapping[str, tuple[str, str]]
) -> list[dict[str, Any]]:
    """The questions with their answers, as a test keeps them.

    ``answers`` gives an answer and a note by the key of a question. Raises RegisterError where a
    question has no answer, or one that there is not.
    """
    rows = []
    for question in questions:
        answer, note = answers.get(question.key, ("", ""))
        if answer not in dict(ANSWERS):
            raise RegisterError(
                _("Answer this question with yes, no or not known: “%(question)s”")
                % {"question": question}
            )
        if len(note) > LONGEST_NOTE:
            raise RegisterError(
                _("Shorten the note at this question: “%(question)s”") % {"question": question}
            )
        rows.append({**asdict(question), "answer": answer, "note": note.strip()})
    return rows


def scanned(rows: Iterable[Mapping[str, str]]) -> list[Scanned]:
    """The answers that a test keeps, in the order in which they were asked."""
    names = ("key", "text", "text_en", "advises")
    return [
        Scanned(Question(*(row[name] for name in names)), row["answer"], row["note"])
        for row in rows
    ]
