"""What a quality rule is, and the few words that all rules share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from grondrecht.plan.model import Finding, Form, Milestone, Plan

FIELDS = {
    "title": ("titel", "title"),
    "budget": ("budgettair engagement", "commitment"),
    "responsible.cabinet": ("verantwoordelijk kabinet", "responsible cabinet"),
    "responsible.administration": ("verantwoordelijke administratie", "responsible administration"),
    "evaluation": ("evaluatie en indicator", "evaluation and indicator"),
    "involved.cabinet": ("betrokken kabinet", "cabinet involved"),
    "involved.people_in_poverty": ("betrokken mensen in armoede", "people in poverty involved"),
    "involved.administration": ("betrokken administratie", "administration involved"),
    "involved.other_actors": ("andere actoren", "other actors"),
    "summary": ("korte inhoud", "summary"),
}
"""The fields of every form by their path, with their names in Dutch and English."""

# A cell that says "no" says something; it is not empty.
_DENIALS = frozenset(
    (
        "geen", "nee", "neen", "niet", "nihil", "nvt", "n.v.t", "niet voorzien",
        "niet van toepassing", "no", "none", "not applicable", "n/a", "not foreseen",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Remark:
    """What a rule has to say: about a field of a form, or (form None) about the whole plan.

    ``nl`` and ``en`` are one sentence each. ``level`` overrides the rule's own where it is given.
    """

    form: Form | None
    path: str
    nl: str
    en: str
    level: str = ""

    def line(self) -> int:
        """The first line of the field's place; 0 for the whole plan or where it is not known."""
        if self.form is None:
            return 0
        match = re.match(r"milestones\[(\d+)\]", self.path)
        if match and (line := self.form.milestones[int(match[1])].place.first_line):
            return line
        return self.form.place_of(self.path).first_line or self.form.source.first_line


def on_row(form: Form, number: int, nl: str, en: str) -> Remark:
    """A remark about the text of a milestone, by its number."""
    return Remark(form, f"milestones[{number}].text", nl, en)


@dataclass(frozen=True)
class Rule:
    """A rule: its id, its level, its title and help in both languages, and what it looks for.

    ``level`` is ``error`` (the plan contradicts itself), ``warning`` (something is missing) or
    ``note`` (worth a look).
    """

    id: str
    level: str
    title: str
    title_en: str
    help: str
    help_en: str
    look: Callable[[Plan], Iterator[Remark]]

    def check(self, plan: Plan) -> Iterator[Finding]:
        """What the rule finds in the plan."""
        return (self.finding(remark) for remark in self.look(plan))

    def finding(self, remark: Remark) -> Finding:
        """A remark of this rule as a finding."""
        return Finding(
            rule=self.id,
            level=remark.level or self.level,
            action=str(remark.form.code) if remark.form else "",
            message=remark.nl,
            message_en=remark.en,
            line=remark.line(),
        )


def texts(plan: Plan) -> Iterator[tuple[Form, str, str]]:
    """Every text of every form, as (form, field path, words)."""
    for form in plan.actions:
        for path, text in form.texts():
            yield form, path, text


def rows(plan: Plan) -> Iterator[tuple[Form, int, Milestone]]:
    """Every milestone of every form with its number, counted from 0."""
    for form in plan.actions:
        for number, milestone in enumerate(form.milestones):
            yield form, number, milestone


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The text on one line, white space folded; remembered, since many rules look at one text."""
    return " ".join(text.split())


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: no letter and no digit in it ("", "/", "-", "...")."""
    return not any(character.isalnum() for character in text)


def is_denial(text: str) -> bool:
    """Whether a cell says no more than that there is nothing ("geen", "niet voorzien")."""
    return folded(text).casefold().strip(" .:-") in _DENIALS


def shown(text: str, length: int = 60) -> str:
    """A value as a message quotes it: on one line, in quotes, cut off at a length."""
    words = folded(text)
    return f"'{words if len(words) <= length else words[: length - 1].rstrip() + '…'}'"


def filler(text: str, nothing: str) -> str:
    """What an empty cell holds, quoted; the word for nothing where it holds nothing."""
    return shown(text) if text.strip() else nothing


def value_of(form: Form, path: str) -> str:
    """The words of one of FIELDS."""
    owner: object = form
    for name in path.split("."):
        owner = getattr(owner, name)
    return str(owner)


def name_of(form: Form, path: str) -> tuple[str, str]:
    """The name of any field of a form in Dutch and English, milestones by their period."""
    match = re.fullmatch(r"(\w+)(?:\[(\d+)\])?.*", path)
    if path in FIELDS or match is None:
        return FIELDS.get(path, (path, path))
    if path == "milestones":
        return "periodes", "periods"
    if match[1] == "milestones":
        period = folded(form.milestones[int(match[2])].period.text)
        return f"mijlpaal {period}", f"milestone {period}"
    return ("opmerking", "note") if match[1] == "notes" else (path, path)


def listed(words: Sequence[str], word: str = "en") -> str:
    """Words as a list: "a, b en c"."""
    return f" {word} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def per_form(
    plan: Plan, lacking: Iterable[Remark], nl: str, en: str, path: str = ""
) -> Iterator[Remark]:
    """The remarks; one about the whole plan where every form of three or more has the same one.

    A layout without a field would otherwise give as many findings as it has forms.
    """
    remarks = list(lacking)
    forms = {id(remark.form) for remark in remarks}
    if len(plan.actions) >= 3 and len(forms) == len({id(form) for form in plan.actions}):
        yield Remark(None, path, f"Geen enkele fiche {nl}.", f"Not one form {en}.")
    else:
        yield from remarks
