"""Rules about what the words of a field leave open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grondrecht.plan.model import Form, Plan
from grondrecht.plan.quality.rules import (
    Remark,
    Rule,
    folded,
    is_blank,
    is_denial,
    name_of,
    shown,
    texts,
)

_NAMES_INDICATOR = re.compile(
    r"\b(?:indicator\w*|aantal(?:len)?|percentage|aandeel|number of|share of)|%", re.IGNORECASE
)
_DATES = re.compile(
    r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?!\d)|(?<![\d.,])(?:19|20)\d{2}(?![\d.,]*\d)"
    r"|(?<!\d)\d{2}([_ .-])\d{2}\1\d{2}(?!\d)|^\W*\d{1,2}[).]\s",
    re.MULTILINE,
)
_NUMBER = re.compile(
    r"\d|\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|twintig|honderd|duizend|"
    r"helft|verdubbel\w*|two|three|four|five|ten|half|alle|iedere?|elke?|minstens|geen)\b",
    re.IGNORECASE,
)
_EVERYONE = re.compile(
    r"(?:kabinet(?:ten)? )?(?:alle|allen|iedereen|all|everyone)"
    r"(?: (?:vlaamse |betrokken )?(?:kabinetten|ministers|beleidsdomeinen|cabinets))?\W*",
    re.IGNORECASE,
)


def indicator_without_number(plan: Plan) -> Iterator[Remark]:
    """An indicator is named, and nowhere in evaluation or milestones stands a figure for it."""
    for form in plan.actions:
        named = _NAMES_INDICATOR.search(form.evaluation)
        if named and not _has_figure(form):
            words = shown(folded(form.evaluation[named.start() :]))
            yield Remark(
                form, "evaluation",
                f"De indicator krijgt nergens een cijfer, ook niet in de mijlpalen: {words}.",
                f"The indicator gets no figure anywhere, not in the milestones either: {words}.",
            )  # fmt: skip


def _has_figure(form: Form) -> bool:
    """A number that is not a year, a date, a code or a list number."""
    texts = [form.evaluation, *(milestone.text for milestone in form.milestones)]
    return any(_NUMBER.search(_DATES.sub(" ", text)) for text in texts)


def evaluation_denied(plan: Plan) -> Iterator[Remark]:
    """The evaluation cell says that there will be none."""
    for form in plan.actions:
        if is_denial(form.evaluation):
            said = shown(form.evaluation)
            yield Remark(
                form, "evaluation", f"De actie wordt niet geëvalueerd: er staat {said}.",
                f"The action will not be evaluated: it says {said}.",
            )  # fmt: skip


def everyone_owns(plan: Plan) -> Iterator[Remark]:
    """All cabinets together are responsible."""
    for form in plan.actions:
        cabinet = folded(form.responsible.cabinet)
        if _EVERYONE.fullmatch(cabinet):
            yield Remark(
                form, "responsible.cabinet",
                f"Niemand trekt de actie: verantwoordelijk is {shown(cabinet)}.",
                f"Nobody leads the action: responsible is {shown(cabinet)}.",
            )  # fmt: skip


def unreadable(plan: Plan) -> Iterator[Remark]:
    """Characters that stand for something the document could not say."""
    for form, path, text in texts(plan):
        if "\ufffd" in text:
            nl, en = name_of(form, path)
            around = text[max(0, text.index("\ufffd") - 15) :][:30]
            yield Remark(
                form, path, f"Het veld '{nl}' bevat een onleesbaar teken: {shown(around)}.",
                f"The field '{en}' holds an unreadable character: {shown(around)}.",
            )  # fmt: skip


def doubts(plan: Plan) -> Iterator[Remark]:
    """Fields that could nearly as well have been read in another way."""
    for form in plan.actions:
        for doubt in form.doubts:
            nl, en = name_of(form, doubt.field) if _known(form, doubt.field) else (doubt.field,) * 2
            why = folded(doubt.why).rstrip(".")
            yield Remark(
                form, doubt.field if _known(form, doubt.field) else "",
                f"Het veld '{nl}' kan ook anders gelezen worden: {why}.",
                f"The field '{en}' can be read in another way: {why}.",
            )  # fmt: skip


def _known(form: Form, path: str) -> bool:
    match = re.match(r"milestones\[(\d+)\]", path)
    return not match or int(match[1]) < len(form.milestones)


def vague_evaluation(plan: Plan) -> Iterator[Remark]:
    """The evaluation names a party, a moment or a method of one or two words and nothing else."""
    for form in plan.actions:
        words = re.sub(
            r"(?i)\b(?:evaluati\w*|evaluation|indicator\w*|en|and)\b", "", folded(form.evaluation)
        )
        if is_blank(words) and not is_blank(form.evaluation):
            yield Remark(
                form, "evaluation",
                f"Het veld herhaalt alleen zijn eigen naam: {shown(form.evaluation)}.",
                f"The field only repeats its own name: {shown(form.evaluation)}.",
            )  # fmt: skip


RULES = (
    Rule(
        "indicator-without-number", "note",
        "Indicator zonder cijfer", "Indicator without a number",
        "De fiche noemt een indicator, maar geen beginwaarde, doel of stand: jaartallen, datums en "
        "codes tellen niet als cijfer.",
        "The form names an indicator but no starting value, target or state: years, dates and "
        "codes are no figures.",
        indicator_without_number,
    ),
    Rule(
        "evaluation-not-foreseen", "warning",
        "Geen evaluatie voorzien", "No evaluation foreseen",
        "De fiche zegt met zoveel woorden dat er niet geëvalueerd wordt.",
        "The form says in so many words that there will be no evaluation.",
        evaluation_denied,
    ),
    Rule(
        "evaluation-says-nothing", "warning",
        "Evaluatie zonder inhoud", "Evaluation without content",
        "In het veld staat alleen het opschrift ('Evaluatie:', 'Indicator:') en niets erachter.",
        "The field holds its heading ('Evaluatie:', 'Indicator:') and nothing after it.",
        vague_evaluation,
    ),
    Rule(
        "owner-is-everyone", "note",
        "Iedereen verantwoordelijk", "Everyone is responsible",
        "Als alle kabinetten samen verantwoordelijk zijn, volgt niemand op. Noem een trekker.",
        "Where all cabinets are responsible together, nobody follows up. Name one lead.",
        everyone_owns,
    ),
    Rule(
        "unreadable-character", "note",
        "Onleesbaar teken", "Unreadable character",
        "Een teken van het document kon niet gelezen worden. Vergelijk met het origineel.",
        "A character of the document could not be read. Compare with the original.",
        unreadable,
    ),
    Rule(
        "reader-doubt", "note",
        "Lezing onzeker", "Uncertain reading",
        "Bij het lezen van het document was een andere verdeling over de velden bijna even goed. "
        "Kijk het na in het document.",
        "When the document was read, another division over the fields was nearly as good. Check "
        "it in the document.",
        doubts,
    ),
)  # fmt: skip
