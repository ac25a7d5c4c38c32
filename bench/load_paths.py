"""What is asked under load: addresses of the site and of Datasette, in the words of the example."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from urllib.parse import urlencode

from grondrecht.plan.model import Plan

SEED = 3
CHOICES = {
    "right": ("01", "02", "03", "06"),
    "office": ("02", "04", "06"),
    "has": ("money", "baseline", "indicator"),
    "period": ("2015", "2017"),
}
FACETS = ("plan", "right", "office", "party", "period", "has", "rule", "kind")


@dataclass(frozen=True)
class Asked:
    """A search: words, and at most one chosen value."""

    text: str
    chosen: tuple[tuple[str, str], ...]

    def of_site(self, language: str = "nl") -> str:
        """The address of the site's page; it always shows all facets."""
        return f"/{language}/zoeken?{urlencode([('q', self.text), *self.chosen])}"

    def of_datasette(self) -> str:
        """The address of Datasette's page of the same rows, with the same facets."""
        facets = [("_facet", name) for name in FACETS]
        size = [("_size", "20"), ("_facet_size", "40")]
        words = [("_search", self.text)] if self.text else []
        return f"/register/actions?{urlencode([*words, *self.chosen, *facets, *size])}"


def plain_searches(plan: Plan, many: int) -> Iterator[Asked]:
    """Searches that both can answer: a word, two words, a phrase; a third with a choice."""
    random = Random(SEED)
    texts = [text for form in plan.actions for _, text in form.texts()]
    rows = [row for row in (words_in(text) for text in texts) if len(row) > 3]
    for number in range(many):
        row = random.choice(rows)
        at = random.randrange(len(row) - 2)
        text = (row[at], f"{row[at]} {random.choice(row)}", f'"{row[at]} {row[at + 1]}"')[
            (0, 0, 1, 1, 2)[number % 5]
        ]
        name = random.choice(sorted(CHOICES))
        chosen = ((name, random.choice(CHOICES[name])),) if number % 3 == 0 else ()
        yield Asked(text, chosen)


def all_searches(plan: Plan, many: int) -> Iterator[Asked]:
    """Searches of every kind: those of plain_searches, and beginnings, slips, codes, no words."""
    random = Random(SEED)
    codes = [str(form.code) for form in plan.actions]
    for number, asked in enumerate(plain_searches(plan, many)):
        word = asked.text.strip('"').split(" ")[0]
        at = len(word) // 2
        other = {
            6: f"{word[:4]}*",
            7: f"{word[:at]}{word[at + 1 :]}",
            8: random.choice(codes),
            9: "",
        }.get(number % 10, asked.text)
        yield Asked(other, asked.chosen)


def words_in(text: str) -> Sequence[str]:
    """The words of four letters and more, without the signs around them."""
    words = (word.strip("\"'’‘“”().,;:!?/-") for word in text.split())
    return [word for word in words if len(word) > 3 and word.isalpha()]


def action_pages(codes: Sequence[tuple[str, str]], many: int) -> list[str]:
    """The pages of some actions, each known by the slug of its plan and its code."""
    random = Random(SEED)
    return [f"/nl/{plan}/acties/{code}" for plan, code in random.choices(codes, k=many)]
