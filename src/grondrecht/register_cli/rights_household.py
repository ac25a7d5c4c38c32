"""``grondrecht rights assess``: what a household in a JSON file is entitled to, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from grondrecht.register_cli.households_json import parsed, read_text, refusal
from grondrecht.register_cli.rights_given import day, language, law_in, said
from grondrecht.register_cli.rights_law import measures_named
from grondrecht.register_cli.rights_shown import euros, print_json, print_lines
from grondrecht.rights import Answer, Assessment, RightsError, assess
from grondrecht.rights.graph import needed
from grondrecht.rights.questions import Question, next_question, unknowns
from grondrecht.rights.reasons import Reason, Tree, amount_text, reasons, warning
from grondrecht.rights.wording import day_text

FORMAT = "grondrecht-assessment/1"
# A condition that may be either.
UNKNOWN = (0, 1)


def run(
    household: str, on: str, measures: str, folder: str, lang: str, every: bool, as_json: bool
) -> int:
    """Answer each household of a file, in words or as JSON."""
    lang, at = language(lang), day(on)
    text = read_text(household)
    given = parsed(text, household)
    law = law_in(folder)
    wanted = measures_named(law, measures)
    found = []
    for number, each in enumerate(given if isinstance(given, list) else [given]):
        try:
            found.append(assess(law, each, on=at, measures=wanted))
        except RightsError as error:
            place = number if isinstance(given, list) else None
            raise refusal(error, household, text, place) from error
    if as_json:
        told = [as_data(each, lang) for each in found]
        print_json(told if isinstance(given, list) else told[0])
    else:
        print_lines(line for each in found for line in lines(each, lang, every))
    return 0


# Showing


def as_data(found: Assessment, lang: str) -> dict[str, Any]:
    """An assessment as data; docs/rights-commands.md has the keys."""
    question = next_question(found)
    return {
        "format": FORMAT,
        "on": found.on,
        "id": found.given.id,
        "answers": [_answer(each, found, lang) for each in found.answers],
        "next": question and _asked(question, found, lang),
        "warnings": [warning(each, lang) for each in found.stale],
        "not_in_force": [each.id for each in found.not_in_force],
    }


def _answer(answer: Answer, found: Assessment, lang: str) -> dict[str, Any]:
    amount = None
    if answer.amount is not None and answer.rules.version.amount is not None:
        least, most = map(euros, answer.amount)
        means = answer.rules.version.amount.means
        amount = {"least": least, "most": most, "per": answer.rules.per, "means": means}
    return {
        "measure": answer.measure.id,
        "name": answer.measure.names.in_(lang),
        "who": answer.who,
        "entitled": answer.entitled,
        "amount": amount,
        "reasons": _tree(reasons(answer).tree(), lang)["parts"],
        "tell": [_asked(each, found, lang) for each in waiting(found, answer)],
        "do": answer.measure.do.in_(lang),
        "how": answer.measure.how,
    }


def _tree(tree: Tree, lang: str) -> dict[str, Any]:
    reason, source = tree.reason, tree.reason.source
    return {
        "text": reason.text(lang),
        "outcome": reason.outcome,
        "source": source and {"title": source.title, "article": source.article, "url": source.url},
        "parts": [_tree(each, lang) for each in tree.parts],
    }


def _asked(question: Question, found: Assessment, lang: str) -> dict[str, Any]:
    return {
        "input": question.input.name,
        "who": question.who,
        "question": question_text(question, found, lang),
        "waiting": list(question.waiting),
    }


def question_text(question: Question, found: Assessment, lang: str) -> str:
    """A question in words; of another than the first person it names who."""
    ask_of = question.input.ask_of
    if question.who and question.who != found.given.ids[0] and ask_of is not None:
        return ask_of.in_(lang).replace("{who}", question.who)
    return question.input.ask.in_(lang)


def waiting(found: Assessment, answer: Answer) -> list[Question]:
    """What is not known and may decide an answer: of the one who is answered, and of the household.

    Of other persons only what is counted over the household.
    """
    if answer.entitled != "unknown":
        return []
    conditions = answer.rules.conditions
    undecided = needed(
        each.node for each in conditions if answer.outcome(each.node.index) == UNKNOWN
    )
    asked = {node.name for node in undecided}
    shared = {node.name for node in needed(each for each in undecided if each.of == "household")}
    return [
        each
        for each in unknowns(found, answer.measure.id)
        if each.input.name in asked
        and (each.who in ("", answer.who) or answer.position is None or each.input.name in shared)
    ]


_ORDER = ("yes", "unknown", "no")


def lines(found: Assessment, lang: str, every: bool) -> Iterator[str]:
    """An assessment in lines: what is answered, why, and what to tell; what is sure comes first."""
    shown = day_text(found.on, lang)
    yield said("said", "household", lang, id=found.given.id, day=shown)
    for answer in sorted(found.answers, key=lambda each: _ORDER.index(each.entitled)):
        yield ""
        yield from _lines_of(answer, found, lang, every)
    yield ""
    question = next_question(found)
    if question is not None:
        yield said("said", "next", lang, question=question_text(question, found, lang))
        names = {each.measure.id: each.measure.names.in_(lang) for each in found.answers}
        waiting_for_it = _joined(names[each] for each in question.waiting)
        yield said("said", "settles", lang, measures=waiting_for_it)
    if found.not_in_force:
        past = _joined(each.names.in_(lang) for each in found.not_in_force)
        yield said("said", "not_in_force", lang, day=shown, measures=past)
    yield from (warning(each, lang) for each in found.stale)


def _joined(names: Iterable[str]) -> str:
    return ", ".join(names)


def _lines_of(answer: Answer, found: Assessment, lang: str, every: bool) -> Iterator[str]:
    who = f" ({answer.who})" if answer.position is not None else ""
    amount = f", {amount_text(answer, lang)}" if answer.amount is not None else ""
    outcome = said("outcome", answer.entitled, lang)
    yield f"{answer.measure.names.in_(lang)}{who}: {outcome}{amount}"
    for depth, reason in reasons(answer).walk():
        if depth and (every or _decides(answer, reason, depth)):
            yield "  " * depth + _line(reason, lang)
    if answer.entitled == "unknown":
        what = _joined(_what(each, lang) for each in waiting(found, answer))
        yield "  " + said("said", "tell", lang, what=what)


def _decides(answer: Answer, reason: Reason, depth: int) -> bool:
    """Of who is not entitled only what stands in the way is told; else each condition."""
    return depth == 1 and (answer.entitled == "yes" or reason.outcome == answer.entitled)


def _line(reason: Reason, lang: str) -> str:
    outcome = f"{said('outcome', reason.outcome, lang)}: " if reason.outcome else ""
    article = reason.source.article if reason.source is not None and reason.outcome else ""
    return f"{outcome}{reason.text(lang)}{f' ({article})' if article else ''}"


def _what(question: Question, lang: str) -> str:
    label = question.input.label.in_(lang)
    return said("said", "of_whom", lang, what=label, who=question.who) if question.who else label
