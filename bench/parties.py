"""How well the cells of a plan's forms are resolved to parties, and how that survives damage.

Printed: the share of names and cells resolved per field; the same after the spelling is damaged,
with traps that name another body, and with half of the aliases or of the parties left out; and for
parties proposed from the plan itself. A match is false when it names another party than the
undamaged words with all data do (a body of which that party is a unit is not false).

example: python bench/parties.py plan.txt --parties vapa --sample 100
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from grondrecht.plan.model import Plan
from grondrecht.reading import read_plan
from grondrecht.registry.parties import (
    Directory,
    Member,
    Mention,
    cells_of,
    load_directory,
    propose,
    resolve,
)

SEED = 5
ROUNDS = 10
LONG = 6
FIELDS = (
    "responsible.cabinet",
    "responsible.administration",
    "involved.cabinet",
    "involved.administration",
    "involved.people_in_poverty",
    "involved.other_actors",
)
Damage = Callable[[str, Random], str]


@dataclass(frozen=True)
class Known:
    """A name in a cell of the plan, with the party that all data say it is."""

    code: str
    field: str
    words: str
    party: str


def typing_error(words: str, random: Random) -> str:
    """One letter dropped, doubled or swapped in a long word."""
    places = [n for n, word in enumerate(words.split(" ")) if len(word) >= LONG and word.isalpha()]
    if not places:
        return words
    parts = words.split(" ")
    place = random.choice(places)
    word, at = parts[place], random.randrange(1, len(parts[place]) - 1)
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    parts[place] = random.choice(slips)
    return " ".join(parts)


def broken_word(words: str, random: Random) -> str:
    """A long word broken over two lines with a hyphen."""
    long = [word for word in words.split() if len(word) >= LONG and word.isalpha()]
    if not long:
        return words
    word = random.choice(long)
    at = random.randrange(3, len(word) - 2)
    return words.replace(word, f"{word[:at]}-\n{word[at:]}", 1)


def wrapped(words: str, random: Random) -> str:
    """A line break in the middle of the name."""
    blanks = [n for n, letter in enumerate(words) if letter == " "]
    if not blanks:
        return words
    at = random.choice(blanks)
    return f"{words[:at]}\n{words[at + 1 :]}"


def other_order(words: str, random: Random) -> str:
    """The two sides of the last ``en`` changed about, after a word for the kind of body."""
    head, en, tail = words.rpartition(" en ")
    first, blank, rest = head.partition(" ")
    is_plain = en and rest and "," not in words and " " not in tail and "\n" not in words
    return f"{first}{blank}{tail} en {rest}" if is_plain else words


def shortened(words: str, random: Random) -> str:
    """Dept. for departement, afd. for afdeling."""
    return words.replace("epartement", "ept.").replace("fdeling", "fd.")


DAMAGES: dict[str, Damage] = {
    "typing error": typing_error,
    "two typing errors": lambda words, random: typing_error(typing_error(words, random), random),
    "broken word": broken_word,
    "wrapped": wrapped,
    "upper case": lambda words, random: words.upper(),
    "lower case": lambda words, random: words.lower(),
    "& for en": lambda words, random: words.replace(" en ", " & "),
    "added Vlaamse overheid": lambda words, random: f"Vlaamse overheid - {words}",
    "shortened": shortened,
    "other order": other_order,
    "bullet and full stop": lambda words, random: f"• {words}.",
    "typing error and wrapped": lambda words, random: wrapped(typing_error(words, random), random),
}
# Words that make of a name another name, or say that it is not there: no match is right.
TRAPS: dict[str, Damage] = {
    "Waals ...": lambda words, random: f"Waals {words}",
    "... Antwerpen": lambda words, random: f"{words} Antwerpen",
    "leden van ...": lambda words, random: f"leden van {words}",
    "geen ...": lambda words, random: f"geen {words}",
    "...-partners": lambda words, random: f"{words}-partners",
    "Stichting ...": lambda words, random: f"Stichting {words}",
}


def cells(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Code, field and words of each cell that names parties."""
    for form in plan.actions:
        texts = dict(form.texts())
        for field in FIELDS:
            if texts[field].strip():
                yield str(form.code), field, texts[field]


def shares(plan: Plan, directory: Directory) -> Iterator[str]:
    """Per field: cells with names, cells wholly resolved, and names resolved."""
    found: dict[str, list[tuple[Mention, ...]]] = {field: [] for field in FIELDS}
    for _, field, cell in cells(plan):
        found[field].append(resolve(cell, field, directory))
    for field, rows in found.items():
        naming = [row for row in rows if row]
        whole = sum(all(each.party for each in row) for row in naming)
        some = sum(any(each.party for each in row) for row in naming)
        names = [each for row in naming for each in row]
        known = sum(each.party is not None for each in names)
        yield (
            f"{field:<28} {len(naming):>5} cells, {_share(whole, len(naming))} wholly and "
            f"{_share(some, len(naming))} partly resolved; {len(names):>4} names, "
            f"{_share(known, len(names))} resolved"
        )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f} %" if whole else "    - "


def known_names(plan: Plan, directory: Directory) -> list[Known]:
    """Every distinct resolved name, with the first form that has it."""
    found: dict[tuple[str, str], Known] = {}
    for code, field, cell in cells(plan):
        for each in resolve(cell, field, directory):
            if each.party:
                key = (field, each.words)
                found.setdefault(key, Known(code, field, each.words, each.party))
    return list(found.values())


def outcome(words: str, name: Known, directory: Directory, truth: Directory) -> str:
    """Same, open or false: what damaged words are resolved to, beside the truth."""
    parties = {each.party for each in resolve(words, name.field, directory)} - {None}
    if not parties:
        return "open"
    fine = {name.party} | {
        member.slug for member in truth.members if truth.contains(member.slug, name.party)
    }
    return "same" if parties <= fine else "false"


def damaged(names: Sequence[Known], directory: Directory) -> Iterator[str]:
    """Per kind of damage: how many names stay resolved and how many are matched falsely."""
    for kind, damage in {**DAMAGES, **TRAPS}.items():
        random, counts = Random(SEED), Counter[str]()
        for name in names * ROUNDS:
            words = damage(name.words, random)
            # What stands behind a comma or dash is another name, to which a trap says nothing.
            whole = kind not in TRAPS or not re.search(r"[,;:(/\n–-]", name.words)
            if words != name.words and whole:
                counts[_told(kind, words, name, directory)] += 1
        yield _row(kind, counts)


def _told(kind: str, words: str, name: Known, directory: Directory) -> str:
    """The outcome; in a trap the party itself is false, and another one of its body is not."""
    told = outcome(words, name, directory, directory)
    if kind not in TRAPS or told != "same":
        return told
    named = {each.party for each in resolve(words, name.field, directory)}
    return "false" if name.party in named else "open"


def _row(kind: str, counts: Counter[str]) -> str:
    total = sum(counts.values())
    return (
        f"{kind:<28} {total:>5} tries, {_share(counts['same'], total)} resolved, "
        f"{_share(counts['open'], total)} open, {counts['false']} false"
    )


def left_out(names: Sequence[Known], directory: Directory) -> Iterator[str]:
    """With half of the aliases, or half of the parties, left out at random."""
    ways: dict[str, Callable[[Random], Directory]] = {
        "half of the aliases": lambda random: Directory.of(
            _fewer_names(member, random) for member in directory.members
        ),
        "half of the parties": lambda random: _fewer_parties(directory, random),
    }
    for way, thin in ways.items():
        random, counts = Random(SEED), Counter[str]()
        for _ in range(ROUNDS):
            thinner = thin(random)
            counts.update(outcome(name.words, name, thinner, directory) for name in names)
        yield _row(way, counts)


def _fewer_names(member: Member, random: Random) -> Member:
    return replace(
        member,
        aliases=tuple(name for name in member.aliases if random.random() < 0.5),
        abbreviations=tuple(name for name in member.abbreviations if random.random() < 0.5),
    )


def _fewer_parties(directory: Directory, random: Random) -> Directory:
    kept = {member.slug for member in directory.members if random.random() < 0.5}
    return Directory.of(
        replace(member, part_of=member.part_of if member.part_of in kept else "")
        for member in directory.members
        if member.slug in kept
    )


def sample(names: Iterable[Known], size: int) -> list[Known]:
    """Names drawn at random: seven in ten from responsible cells, the rest from involved ones."""
    random, names = Random(SEED), list(names)
    first = [name for name in names if name.field.startswith("responsible")]
    rest = [name for name in names if not name.field.startswith("responsible")]
    drawn = random.sample(first, min(7 * size // 10, len(first)))
    return drawn + random.sample(rest, min(size - len(drawn), len(rest)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("plan")
    parser.add_argument("--parties", default="voorbeeld", help="party data: a name or a file")
    parser.add_argument("--sample", type=int, default=0, help="print a sample to check by hand")
    options = parser.parse_args()
    plan, directory = read_plan(options.plan), load_directory(options.parties)
    names = known_names(plan, directory)
    if options.sample:
        writer = csv.writer(sys.stdout)
        writer.writerow(("code", "field", "words", "party"))
        for name in sample(names, options.sample):
            writer.writerow((name.code, name.field, " ".join(name.words.split()), name.party))
        return
    print(f"== party data {options.parties}, {len(directory.members)} parties")
    begin = time.perf_counter()
    print("\n".join(shares(plan, directory)))
    print(f"in {time.perf_counter() - begin:.2f} s\n\n== damaged: {len(names)} names")
    print("\n".join(damaged(names, directory)))
    print("\n== left out")
    print("\n".join(left_out(names, directory)))
    begin = time.perf_counter()
    proposed = propose(cells_of(plan))
    print(f"\n== proposed from the plan alone: {len(proposed.members)} parties", end="")
    print(f" in {time.perf_counter() - begin:.2f} s")
    print("\n".join(shares(plan, proposed)))


if __name__ == "__main__":
    main()
