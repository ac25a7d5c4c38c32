"""Rules about what forms say of each other: references to nothing, forms that are replaced."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grondrecht.plan.codes import ActionCode, codes_in
from grondrecht.plan.model import Form, Plan
from grondrecht.plan.periods import Period
from grondrecht.plan.quality.rules import (
    Remark,
    Rule,
    folded,
    is_blank,
    listed,
    name_of,
    shown,
    texts,
)
from grondrecht.plan.references import Reference, find_references

# No code without this; that nothing may stand around it is not asked here, which is much faster.
_PAIRS = re.compile(r"\d\d(?:\s{0,3}[_.\s-]\s{0,3}\d\d){2}")


# What the action says of itself: that it, and not a part of it, is replaced.
_OF_ITSELF = re.compile(
    r"\b(?:deze|dit|this) (?:actie|fiche|maatregel|action|form|measure|commitment)\b"
    r"[^,.;:]{0,40}\b(?:vervangen|opgaat|replaced|superseded)\b",
    re.IGNORECASE,
)


def dangling_reference(plan: Plan) -> Iterator[Remark]:
    """References to actions that the plan does not have, one remark a field and code."""
    known = {form.code for form in plan.actions}
    find = _finder(known)
    for form, path, text in texts(plan):
        dangling = {ref.code: ref for ref in find(text) if ref.code not in known}
        for code, reference in dangling.items():
            yield _dangling(form, path, code, text[reference.start : reference.end])


def _dangling(form: Form, path: str, code: ActionCode, words: str) -> Remark:
    nl, en = name_of(form, path)
    return Remark(
        form,
        path,
        f"Het veld '{nl}' verwijst naar {shown(words)}, maar het plan heeft geen actie {code}.",
        f"The field '{en}' refers to {shown(words)}, but the plan has no action {code}.",
    )


def _finder(known: set[ActionCode]) -> Callable[[str], tuple[Reference, ...]]:
    """A function that finds the references of a text, in time that the plan's length leaves alone.

    A text is matched with the codes it holds, not with all of the plan's; one without anything like
    a code is not looked at. Codes of another make than three segments must all be offered.
    """
    others = {code for code in known if len(code.segments) != 3}

    def find(text: str) -> tuple[Reference, ...]:
        if not others and not _PAIRS.search(text):
            return ()
        near = others | ({code for code, _, _ in codes_in(folded(text))} & known)
        return find_references(text, near or known)

    return find


def replaced_but_running(plan: Plan) -> Iterator[Remark]:
    """Forms that say they are replaced, with promises for later than that."""
    find = _finder({form.code for form in plan.actions})
    for form in plan.actions:
        for by, said in _replacements(form, find):
            if running := _running(form, said, by):
                periods = [shown(form.milestones[n].period.text) for n in running]
                yield Remark(
                    form, f"milestones[{running[0]}].text",
                    f"De actie is vervangen door {by}, maar belooft nog iets voor "
                    f"{listed(periods)}.",
                    f"The action is replaced by {by}, but still promises something for "
                    f"{listed(periods, 'and')}.",
                )  # fmt: skip


def _replacements(
    form: Form, find: Callable[[str], tuple[Reference, ...]]
) -> Iterator[tuple[ActionCode, str]]:
    """Each action that takes over, with the words that say so.

    A title or note speaks of its own form. In the summary a sentence must say that it does, since
    it may tell of another action, or of a part.
    """
    for text in (form.title, *form.notes):
        by = [reference.code for reference in find(text) if reference.kind == "replaced_by"]
        yield from ((code, text) for code in by[:1])
    for reference in find(form.summary):
        if reference.kind == "replaced_by" and _OF_ITSELF.search(reference.sentence):
            yield reference.code, reference.sentence


def _running(form: Form, text: str, by: ActionCode) -> list[int]:
    """The milestones from the year of the replacement on that promise something.

    Without a year every row but the baseline counts. A row that itself names the action that
    takes over promises nothing.
    """
    since = Period.parse(text).years[:1]
    return [
        number
        for number, milestone in enumerate(form.milestones)
        if not is_blank(milestone.text)
        and by not in {ref.code for ref in find_references(milestone.text, (by,))}
        and (milestone.period.years[:1] >= since if since else milestone.period.stage != "baseline")
    ]


RULES = (
    Rule(
        "reference-to-nothing", "error",
        "Verwijzing naar niets", "Reference to nothing",
        "Een tekst verwijst naar een actie die niet in het plan staat: verkeerde code, of een "
        "actie die geschrapt is.",
        "A text refers to an action that the plan does not have: a wrong code, or an action that "
        "was dropped.",
        dangling_reference,
    ),
    Rule(
        "replaced-but-running", "error",
        "Vervangen maar loopt nog", "Replaced but still running",
        "Titel, opmerking of korte inhoud zegt dat een andere actie deze vervangt, maar latere "
        "mijlpalen beloven nog iets. Breng die belofte over of sluit de fiche.",
        "Title, note or summary says that another action replaces this one, but later milestones "
        "still promise something. Move the promise or close the form.",
        replaced_but_running,
    ),
)  # fmt: skip
