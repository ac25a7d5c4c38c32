"""What a document itself says about who holds an office.

A code names an office, the list names who holds it, the forms name cabinets: of policy domains
mostly, of persons now and then. Neither needs to be known beforehand. What ties a name of the list
to an office is counted in the document itself (``evidence``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from grondrecht.plan.model import Form, LegendEntry, Plan
from grondrecht.plan.quality.rules import folded

_WORD = re.compile(r"\w+(?:-\w+)*")
_CABINET = re.compile(r"(?<!\balle )(?<!\ball )\b(?:kabinet(?:ten)?|cabinets?)\b", re.IGNORECASE)
_CUT = re.compile(r"[,;:/()&+–—]| - |\b(?:en|and|et|voor|van|in)\b", re.IGNORECASE)
_OFFICE_WORD = re.compile(r"\b(?:[Mm]inister|[Kk]abinet|[Cc]abinet)\b(?!-)")
TITLES = frozenset(
    (
        "minister", "ministers", "viceminister", "vice-minister", "vlaams", "vlaamse", "regering",
        "staatssecretaris", "van", "de", "het", "der", "den", "voor", "kabinet", "federaal",
        "federale", "the", "and", "for", "deputy", "prime", "secretary", "state", "government",
    )
)  # fmt: skip
_NOBODY = frozenset(
    ("alle", "allen", "iedereen", "alle kabinetten", "alle ministers", "all", "everyone")
)

# What a name is worth as evidence that its holder has an office.
_IN_CELL, _BY_DOMAIN, _BY_RARE_DOMAIN, _IN_FORM = 3, 2, 1, 1
ENOUGH = 2  # votes to contradict the list; to agree with it anything does
_REACH = 80  # characters between a name and a policy domain that it belongs with
_AS_NEAR = 20  # characters that one domain may be further off than another, to count as near
_AFTER = 45  # characters after "minister" or "kabinet" in which the name is looked for
_HOME = 2 / 3  # of a domain's forms under one office make that office its home


@dataclass
class Evidence:
    """Where a name of the list was met: votes per office, and the forms that gave them."""

    votes: Counter[str] = field(default_factory=Counter)
    forms: dict[str, set[str]] = field(default_factory=dict)

    def add(self, office: str, weight: int, form: Form) -> None:
        """Count a vote for an office from a form."""
        self.votes[office] += weight
        self.forms.setdefault(office, set()).add(str(form.code))

    def office(self) -> str:
        """The office most voted for; empty where there is none or two share the first place."""
        ranked = sorted(self.votes.values(), reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0] == ranked[1]):
            return ""
        return max(self.votes, key=lambda office: self.votes[office])


@dataclass(frozen=True)
class Domain:
    """A policy domain that responsible cabinets name: its forms per office."""

    offices: Counter[str]

    @property
    def home(self) -> str:
        """The office under which most of its forms stand; empty where it is spread."""
        office = min(self.offices, key=lambda name: (-self.offices[name], name))
        return office if self.offices[office] >= _HOME * self.offices.total() else ""


def cabinets(cell: str) -> list[str]:
    """The cabinets that a cell names, as printed but for the word "kabinet" itself."""
    parts = (part.strip(" ,;.:-") for part in _CABINET.split(whole(cell)))
    return [part for part in parts if any(map(str.isalnum, part)) and part.casefold() != "het"]


def whole(text: str) -> str:
    """The text on one line, with words that a hyphen broke joined again."""
    return re.sub(r"(?<=\w)- (?=\w)", "-", folded(text))


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, hyphenated ones whole."""
    return [word.casefold() for word in _WORD.findall(text)]


def domains(plan: Plan) -> dict[str, Domain]:
    """The policy domains that responsible cabinets name, by their words in lower case."""
    named = (name for form in plan.actions for name in _domain_names(form.responsible.cabinet))
    known = dict.fromkeys(named)
    single = {name: None for name in known if not _is_composed(name, known)}
    offices: dict[str, Counter[str]] = {name: Counter() for name in single}
    for form in plan.actions:
        for name in {name for name, _ in domains_in(form.responsible.cabinet, single)}:
            offices[name][form.code.office] += 1
    return {name: Domain(counts) for name, counts in offices.items() if counts}


def _domain_names(cell: str) -> Iterator[str]:
    """What a cell names that may be a policy domain: up to three words between commas and "and"."""
    for part in (part for cabinet in cabinets(cell) for part in _CUT.split(cabinet)):
        words = words_of(part)
        if 1 <= len(words) <= 3 and len(words[0]) > 2 and " ".join(words) not in _NOBODY:
            yield " ".join(words)


def _is_composed(name: str, known: dict[str, None]) -> bool:
    """Whether a name is two known ones after each other, printed on two lines of a cell."""
    words = name.split()
    parts = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
    return len(words) > 1 and len((parts - {name}) & known.keys()) > 1


def domains_in(text: str, known: dict[str, None] | dict[str, Domain]) -> list[tuple[str, int]]:
    """The known domains in a text with the offset of each, the longest where two overlap."""
    words = [(match[0].casefold(), match.start()) for match in _WORD.finditer(whole(text))]
    found, at = [], 0
    while at < len(words):
        names = (" ".join(word for word, _ in words[at : at + size]) for size in (3, 2, 1))
        name = next((name for name in names if name in known), None)
        if name:
            found.append((name, words[at][1]))
        at += len(name.split()) if name else 1
    return found


def marks(offices: tuple[LegendEntry, ...]) -> dict[str, str]:
    """The words that only one office of the list has, with its code: names, mostly."""
    seen: dict[str, set[str]] = {}
    for entry in offices:
        for word in words_of(whole(entry.name)):
            seen.setdefault(word, set()).add(entry.code)
    return {
        word: min(codes)
        for word, codes in seen.items()
        if len(codes) == 1 and len(word) > 2 and word not in TITLES
    }


def evidence(plan: Plan) -> dict[str, Evidence]:
    """Per office of the list: to which offices the forms tie its name.

    A name in the cell of the responsible cabinet ties it to that form's office. A name after
    "minister" or "kabinet" in another text ties it to the home of the nearest policy domain in
    reach; without one to the form's office, unless the text names several holders: a list of
    meetings with all ministers says nothing about any one of them.
    """
    names, known = marks(plan.legend.offices), domains(plan)
    found = {entry.code: Evidence() for entry in plan.legend.offices}
    for form in plan.actions if names else ():
        cell = form.responsible.cabinet
        for code in {names[word] for word in words_of(whole(cell)) if word in names}:
            found[code].add(form.code.office, _IN_CELL, form)
        for path, text in form.texts():
            if path != "responsible.cabinet" and ("inister" in text or "abinet" in text):
                _mentions(form, whole(text), names, known, found)
    return found


def _mentions(
    form: Form,
    text: str,
    names: dict[str, str],
    known: dict[str, Domain],
    found: dict[str, Evidence],
) -> None:
    """Count the votes of one text."""
    named = _named(text, names)
    alone = len({code for code, _, _ in named}) == 1
    votes = {}
    for code, start, end in named:
        domain = _around(text, start, end, known)
        if domain and domain.home:
            rare = domain.offices.total() < 2
            votes[code, domain.home] = _BY_RARE_DOMAIN if rare else _BY_DOMAIN
        elif alone:
            votes.setdefault((code, form.code.office), _IN_FORM)
    for (code, office), weight in votes.items():
        found[code].add(office, weight, form)


def _named(text: str, names: dict[str, str]) -> list[tuple[str, int, int]]:
    """The offices whose name follows "minister" or "kabinet", with where that stands."""
    found = []
    for match in _OFFICE_WORD.finditer(text):
        after = text[match.end() : match.end() + _AFTER]
        for word in _WORD.finditer(after):
            if word[0][0].isupper() and word[0].casefold() in names:
                found.append((names[word[0].casefold()], match.start(), match.end() + word.end()))
                break
    return found


def _around(text: str, start: int, end: int, known: dict[str, Domain]) -> Domain | None:
    """The policy domain nearest to the words between start and end, within reach.

    None where domains on either side have their home under different offices, about as near:
    whose they are is then anybody's guess.
    """
    begin = max(0, start - _REACH)
    around = domains_in(text[begin : end + _REACH], known)
    gaps = [(max(start - begin - at - len(name), at - (end - begin)), name) for name, at in around]
    near = sorted((gap, name) for gap, name in gaps if known[name].home)
    homes = {known[name].home for gap, name in near if gap <= near[0][0] + _AS_NEAR}
    return known[near[0][1]] if len(homes) == 1 else None
