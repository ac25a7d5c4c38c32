"""How well a document is read after its print has been damaged.

A text is damaged in the ways that other PDF layers, print runs and editors damage it, and read
again. Printed per kind: the share of fields that are still the same as in the undamaged reading
(or right, where --gold gives forms read by hand), and how many forms are wholly so.

example: python bench/damage.py plan.txt --kind "shuffled forms" --differences 10
"""

from __future__ import annotations

import argparse
import json
import re
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

from grondrecht.plan.exchange import to_json
from grondrecht.plan.model import Plan, Source
from grondrecht.reading import plan_of
from grondrecht.reading.alignment import align
from grondrecht.reading.candidates import candidates
from grondrecht.reading.choice import best_template
from grondrecht.reading.document import Document, Text
from grondrecht.reading.furniture import without_furniture
from grondrecht.reading.slots import slots_of
from grondrecht.reading.template import Template
from grondrecht.reading.text import read_text

Damage = Callable[[str, Random], str]
FormData = Mapping[str, Any]
SEED = 5
EXAMPLE = files("grondrecht") / "examples" / "vapa-voorbeeld.txt"
TEXTS = ("title", "budget", "evaluation", "summary")
# A line as long as this runs on in the next one: it was cut by its page.
FULL_LINE = 100
PAGE = 73
# A milestone that is not there differs from one with an empty text.
ABSENT = "∅"


@dataclass(frozen=True)
class Kind:
    """A kind of damage. ``hyphens`` says that it breaks words, so that hyphens and blanks cannot
    count when fields are compared.
    """

    name: str
    damage: Damage
    hyphens: bool = False


def kinds(template: Template) -> list[Kind]:
    """Every kind of damage, for documents that a template describes."""
    no_blank = chain(stripped, without_blank_lines(1.0))
    upper, shuffled = label_case(template, str.upper), shuffled_forms(template)
    return [
        Kind("none", chain()),
        Kind("blank lines lost", without_blank_lines(1.0)),
        Kind("half of the blank lines lost", without_blank_lines(0.5)),
        Kind("line ends stripped", stripped),
        Kind("line ends stripped, blank lines lost", no_blank),
        Kind("wrapped at 60", wrapped(60)),
        Kind("wrapped at 40, blank lines lost", chain(wrapped(40), without_blank_lines(1.0))),
        Kind("paragraphs set again at 80", reflowed(80, template)),
        Kind("paragraphs set again at 120", reflowed(120, template)),
        Kind("hyphenated at 70", hyphenated(70), hyphens=True),
        Kind("hyphenated at 40", hyphenated(40), hyphens=True),
        Kind("5 % of the lines joined", joined(0.05, template)),
        Kind("20 % of the lines joined", joined(0.2, template)),
        Kind("half of the lines joined", joined(0.5, template)),
        Kind("3 % of the words on a new line", split(0.03)),
        Kind("10 % of the words on a new line", split(0.1)),
        Kind("page numbers elsewhere", furnished("{page}", PAGE)),
        Kind("running heads", furnished("Overzicht van alle acties\n\nPagina {page} van 240", 90)),
        Kind("shuffled forms", shuffled),
        Kind("shuffled, stripped, wrapped at 70", chain(shuffled, no_blank, wrapped(70))),
        Kind("labels in capitals", upper),
        Kind("labels in lower case", label_case(template, str.lower)),
        Kind("labels with one capital", label_case(template, str.capitalize)),
        Kind("labels with capitals", label_case(template, str.title)),
        Kind("labels in capitals, wrapped at 80", chain(upper, no_blank, wrapped(80))),
        Kind("line ends of Windows", lambda text, random: text.replace("\n", "\r\n")),
        Kind("form feeds", furnished("\f", 60, keep_numbers=True)),
        Kind(
            "capitals, shuffled, stripped, hyphenated, page numbers",
            chain(upper, shuffled, no_blank, hyphenated(75), furnished("{page}", 90)),
            hyphens=True,
        ),
    ]


def chain(*damages: Damage) -> Damage:
    """One damage after the other."""

    def damage(text: str, random: Random) -> str:
        for step in damages:
            text = step(text, random)
        return text

    return damage


def stripped(text: str, random: Random) -> str:
    """No blanks at the ends of lines."""
    return "\n".join(line.strip() for line in text.split("\n"))


def without_blank_lines(share: float) -> Damage:
    """A share of the blank lines is lost."""
    return lambda text, random: "\n".join(
        line for line in text.split("\n") if line.strip() or random.random() >= share
    )


def wrapped(width: int) -> Damage:
    """Every line is cut where it passes a width."""
    return lambda text, random: "\n".join(
        piece for line in text.split("\n") for piece in _wrap(line, width)
    )


def _wrap(line: str, width: int) -> list[str]:
    return textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [line]


def reflowed(width: int, template: Template) -> Damage:
    """Lines that run on are joined, and set again at another width."""

    def damage(text: str, random: Random) -> str:
        paragraphs = [""]
        full = False
        for line in filter(str.strip, text.split("\n")):
            if full and not _opens(line, template):
                paragraphs[-1] += " " + line.strip()
            else:
                paragraphs.append(line)
            full = len(line) > FULL_LINE
        return "\n".join(piece for part in paragraphs[1:] for piece in _wrap(part, width))

    return damage


def _opens(line: str, template: Template) -> bool:
    """Whether a form, a milestone or a page number begins a line."""
    patterns = (template.start, template.milestones.period, re.compile(r"\d{1,3}\s*$"))
    return any(pattern.match(line.strip()) for pattern in patterns)


def hyphenated(width: int) -> Damage:
    """Lines are cut at a width, half of the long words at the cut hyphenated."""

    def damage(text: str, random: Random) -> str:
        return "\n".join(
            piece for line in text.split("\n") for piece in _hyphenate(line.rstrip(), width, random)
        )

    return damage


def _hyphenate(line: str, width: int, random: Random) -> Iterator[str]:
    while len(line) > width and (cut := line.rfind(" ", 0, width)) > 0:
        if re.match(r"[^\W\d_]{6}", line[cut + 1 :]) and random.random() < 0.5:
            yield line[: cut + 4] + "-"
            line = line[cut + 4 :]
        else:
            yield line[:cut]
            line = line[cut + 1 :]
    yield line


def joined(share: float, template: Template) -> Damage:
    """A share of the lines is joined to the line before; forms still begin on their own line."""

    def damage(text: str, random: Random) -> str:
        lines: list[str] = []
        for line in filter(str.strip, text.split("\n")):
            if lines and random.random() < share and not template.start.match(line.strip()):
                lines[-1] = f"{lines[-1].rstrip()} {line.strip()}"
            else:
                lines.append(line)
        return "\n".join(lines)

    return damage


def split(share: float) -> Damage:
    """A share of the words begins a new line."""
    return lambda text, random: re.sub(
        r" (?=\S)", lambda blank: "\n" if random.random() < share else " ", text
    )


def furnished(words: str, every: int, keep_numbers: bool = False) -> Damage:
    """Words stand between the lines, every so many, wherever that falls; the page numbers that the
    document had are gone.
    """

    def damage(text: str, random: Random) -> str:
        lines: list[str] = []
        for line in text.split("\n"):
            if keep_numbers or not re.fullmatch(r"\s*\d{1,3}\s*", line):
                lines.append(line)
            if len(lines) % every == every - 1:
                lines += ["", words.replace("{page}", str(len(lines) // every + 1)), ""]
        return "\n".join(lines)

    return damage


def shuffled_forms(template: Template) -> Damage:
    """The forms stand in another order."""

    def damage(text: str, random: Random) -> str:
        # A reference to an action looks like a form's start; only those that open a line are.
        starts = [
            match.start()
            for match in template.start.finditer(text)
            if not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
        ]
        forms = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
        random.shuffle(forms)
        return text[: starts[0]] + "\n".join(forms)

    return damage


def label_case(template: Template, change: Callable[[str], str]) -> Damage:
    """The labels that are read in the undamaged text stand in other letters."""

    def damage(text: str, random: Random) -> str:
        rows = [list(line) for line in text.split("\n")]
        whole = Text.of(without_furniture(_document(text).lines, template))
        taken, _ = align(whole, candidates(whole, template), slots_of(template))
        for item in taken:
            candidate = item.candidate
            if candidate.kind in ("label", "milestones"):
                _overwrite(rows, whole, candidate.start, change(candidate.words))
        return "\n".join(map("".join, rows))

    return damage


def _overwrite(rows: list[list[str]], whole: Text, start: int, letters: str) -> None:
    """Put letters in the place of those that stand from an offset of the whole text on."""
    for offset, letter in enumerate(letters, start):
        place = whole.index_at(offset)
        if letter != "\n":
            rows[whole.lines[place].number - 1][offset - whole.starts[place]] = letter


def _document(text: str) -> Document:
    source = Source("damaged", "", "text/plain")
    return read_text(text.encode(), source, lambda share: None)


def forms_in(text: str, template: Template) -> list[FormData]:
    """The forms that are read from a text, as plan JSON has them."""
    plan: Plan = plan_of(_document(text), template)
    return list(to_json(plan)["actions"])


def compare(
    wanted: Sequence[FormData], found: Sequence[FormData], hyphens: bool = False
) -> list[tuple[str, dict[str, tuple[str, str]], int]]:
    """Per wanted form its code, its fields that differ (wanted, found) and how many it has.

    A form is compared with the one of its code that differs least; missing or extra milestones
    differ too. Fields that a form lists under ``ambiguous`` are left out.
    """
    by_code: dict[str, list[FormData]] = defaultdict(list)
    for form in found:
        by_code[form["code"]].append(form)
    return [
        min(
            (_differences(form, other, hyphens) for other in by_code[form["code"]] or [{}]),
            key=lambda result: len(result[1]),
        )
        for form in wanted
    ]


def _differences(
    wanted: FormData, found: FormData, hyphens: bool
) -> tuple[str, dict[str, tuple[str, str]], int]:
    want, have = _fields(wanted), _fields(found)
    unsure = tuple(wanted.get("ambiguous", ()))
    names = [name for name in {**want, **have} if not (unsure and name.startswith(unsure))]
    pairs = {name: (want.get(name, ABSENT), have.get(name, ABSENT)) for name in names}
    wrong = {
        name: pair for name, pair in pairs.items() if len({_fold(w, hyphens) for w in pair}) > 1
    }
    return wanted["code"], wrong, len(names)


def _fields(form: FormData) -> dict[str, str]:
    fields = {name: form.get(name, "") for name in TEXTS}
    fields["notes"] = " ".join(form.get("notes", []))
    for group in ("responsible", "involved", "extra"):
        fields |= {f"{group}.{name}": words for name, words in form.get(group, {}).items()}
    for number, row in enumerate(form.get("milestones", [])):
        fields[f"milestones[{number}].period"] = row["period"]
        fields[f"milestones[{number}].text"] = row["text"]
    return fields


def _fold(words: str, hyphens: bool) -> str:
    return re.sub(r"[-\s]", "", words) if hyphens else " ".join(words.split())


def main() -> None:
    """Damage a document in every way, read it again and print what is left."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="?", default=str(EXAMPLE), help="a text (the example plan)")
    parser.add_argument("--gold", help="forms read by hand, as JSON, instead of the clean reading")
    parser.add_argument("--kind", action="append", help="only this kind; may be given again")
    parser.add_argument("--differences", type=int, default=0, help="how many of them to print")
    options = parser.parse_args()
    text = Path(options.file).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    template = best_template(_document(text))
    gold = json.loads(Path(options.gold).read_text("utf-8")) if options.gold else None
    wanted = gold or forms_in(text, template)
    print(f"{'kind':56}{'fields':>9}{'forms':>10}")
    for kind in kinds(template):
        if not options.kind or kind.name in options.kind:
            found = forms_in(kind.damage(text, Random(SEED)), template)
            _report(kind.name, compare(wanted, found, kind.hyphens), options.differences)


def _report(
    name: str, results: Sequence[tuple[str, dict[str, tuple[str, str]], int]], shown: int
) -> None:
    total = sum(count for _, _, count in results)
    wrong = [(code, *item) for code, fields, _ in results for item in fields.items()]
    whole = sum(not fields for _, fields, _ in results)
    share = 1 - len(wrong) / total
    print(f"{name:56}{share:>9.2%}{f'{whole}/{len(results)}':>10}", flush=True)
    for code, field, (want, have) in wrong[:shown]:
        print(f"  {code} {field}\n    wanted: {want!r}\n    read:   {have!r}")


if __name__ == "__main__":
    main()
