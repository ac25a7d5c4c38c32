"""Plans in the words of the example plan: which word follows which, and whole cells as they stand.

Titles, summaries and milestones are made word by word, so that every plan differs and words are as
common as they are in the example. Cells that name parties, money or periods are taken whole.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.model import Finding, Form, Milestone, Parties, Place, Plan

# Lines of a form have about so many words in print.
WIDE = 12


@dataclass(frozen=True)
class Words:
    """Which word follows which in some texts, and which begins; a full stop ends a sentence."""

    first: Sequence[str]
    after: dict[str, list[str]]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Words:
        """What is learnt from these texts."""
        first: list[str] = []
        after: dict[str, list[str]] = defaultdict(list)
        for text in texts:
            words = text.split()
            first += words[:1]
            for one, next_one in itertools.pairwise(words):
                after[one].append(next_one)
        return cls(first, dict(after))

    def text(self, random: Random, length: int) -> str:
        """A text of so many words."""
        words = [random.choice(self.first)]
        while len(words) < length:
            follow = self.after.get(words[-1])
            words.append(random.choice(follow or self.first))
        return " ".join(words)


@dataclass(frozen=True)
class Example:
    """What new forms are made of."""

    titles: Words
    prose: Words
    promises: Words
    forms: Sequence[Form]
    findings: Sequence[Finding]

    @classmethod
    def of(cls, plan: Plan, findings: Sequence[Finding]) -> Example:
        """What the forms of a plan give."""
        forms = plan.actions
        return cls(
            titles=Words.of(form.title for form in forms),
            prose=Words.of(text for form in forms for text in (form.summary, form.evaluation)),
            promises=Words.of(each.text for form in forms for each in form.milestones),
            forms=forms,
            findings=[finding for finding in findings if finding.action],
        )

    def plan_forms(self, random: Random, many: int) -> list[tuple[Form, list[list[object]]]]:
        """The forms of a plan, each with the lines it stood on."""
        made = []
        codes = Counter[tuple[str, ...]]()
        line = 1
        for _ in range(many):
            series = random.choice(self.forms).code.series
            codes[series] += 1
            code = ActionCode((*series, f"{codes[series]:02}"))
            form, lines = placed(self._form(random, code), line)
            line += len(lines)
            made.append((form, lines))
        return made

    def _form(self, random: Random, code: ActionCode) -> Form:
        cells, money, other = (random.choice(self.forms) for _ in range(3))
        return Form(
            code=code,
            title=self.titles.text(random, random.randint(4, 12)),
            budget=money.budget,
            responsible=cells.responsible,
            evaluation=other.evaluation if random.random() < 0.7 else "",
            involved=Parties(
                cabinet=cells.involved.cabinet,
                administration=cells.involved.administration,
                people_in_poverty=other.involved.people_in_poverty,
                other_actors=other.involved.other_actors,
            ),
            summary=self.prose.text(random, random.randint(30, 140)),
            milestones=tuple(
                Milestone(each.period, self._promise(random)) for each in other.milestones
            ),
        )

    def _promise(self, random: Random) -> str:
        return self.promises.text(random, random.randint(4, 30)) if random.random() < 0.8 else ""

    def found(self, random: Random) -> list[Finding]:
        """What the quality rules say of a form: nothing of some, up to four things of others."""
        return random.sample(self.findings, min(len(self.findings), random.choice((0, 0, 1, 2, 4))))


def placed(form: Form, first_line: int) -> tuple[Form, list[list[object]]]:
    """A form with the places of its fields, and the lines as they would be printed."""
    lines: list[list[object]] = []
    places = []
    for path, text in form.texts():
        start = first_line + len(lines)
        words = text.split()
        rows = [path, *(" ".join(words[at : at + WIDE]) for at in range(0, len(words), WIDE))]
        lines += [[start + number, start // 60 + 1, row] for number, row in enumerate(rows)]
        places.append((path, Place(start, start + len(rows) - 1, start // 60 + 1)))
    where = dict(places)
    whole = Place(first_line, first_line + len(lines) - 1, first_line // 60 + 1)
    milestones = tuple(
        Milestone(each.period, each.text, where[f"milestones[{number}].text"])
        for number, each in enumerate(form.milestones)
    )
    named = {**vars(form), "milestones": milestones, "source": whole, "places": tuple(places)}
    return Form(**named), lines
