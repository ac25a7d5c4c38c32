"""Rules about figures that cannot be compared: counts that differ, definitions that change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from grondrecht.plan.model import Form, Plan
from grondrecht.plan.quality.rules import Remark, Rule, folded, name_of, shown

Key = tuple[str, str]  # what is counted: a year or a thing, and a noun
Count = tuple[str, str]  # field path and number

_YEAR = r"(?:19|20)\d\d"
_COUNT = re.compile(
    rf"(?<![\d/.-])(?P<years>{_YEAR}(?:(?:, | en | and | tot | to | ?[-–/] ?){_YEAR})*)(?![\d/])"
    r"[^.;!?•()\d]{0,60}?[^\w.,/-]"
    rf"(?!{_YEAR}\b)(?P<number>\d{{1,3}}(?:[. ]\d{{3}})+|\d{{1,9}}(?:,\d{{1,6}})?)"
    r"(?![\d/.,]*\d)\s(?P<noun>[^\W\d_]{4,})"
)
NUMBERS = {
    "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
    "tien": 10, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10,
}  # fmt: skip
"""Numbers that are written as words."""
_NOT_COUNTED = re.compile(
    r"euro|procent|percent|januari|februari|maart|april|juni|juli|augustus|september|oktober|"
    r"november|december|january|february|march|june|july|august|october|miljoen|million|miljard"
)
_TERM = r"(?:een |de |het |an? |the )?[‘'“\"«]?([^\W\d_][^.;:,’'”\"»()]{2,40}?)[’'”\"»]?"
_DEFINES = re.compile(
    rf"\b(?:beschouwen we|beschouwt men|worden? beschouwd) .{{0,80}}?\bals {_TERM}(?=[.,;]|$)"
    rf"|\bonder {_TERM} (?:verstaan|begrijpen) we\b"
    rf"|\bmet {_TERM} bedoelen we\b"
    rf"|\bwe (?:define|count) {_TERM} as\b",
    re.IGNORECASE,
)
_IS = re.compile(
    rf"{_TERM} (?:(?:wordt|worden|is|zijn) gedefinieerd als"
    r"|(?:is|zijn) (?:een |de |het )?(?:[\w-]+ ){1,3}(?:die|dat|waar\w*)"
    r"|(?:is|are) (?:defined as|(?:an? |the )?[\w-]+ (?:that|who|which)))\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_STEM = 4  # letters of a word that singular and plural share
_WORDS = 4  # a term has no more

# What something is said to consist of: it has so many of these at one time, and not of late more.
_PART = re.compile(
    rf"\b(?P<number>\d{{1,2}}|{'|'.join(NUMBERS)}) "
    r"(?P<noun>sporen|fase[ns]|pijlers|luiken|onderdelen|delen|stappen|assen|krachtlijnen|"
    r"werven|modules|doelstellingen|tracks|strands|pillars|phases|parts|stages|steps)\b"
)
_BEFORE = re.compile(r"[^.;:!?()]+")
_REACH = 50  # characters before a number of parts in which stands what they are parts of
_SUBJECT = 6  # letters a word must have to say what the parts are of


def differing_counts(plan: Plan) -> Iterator[Remark]:
    """The same thing counted for the same year, or in parts, in two fields with another result."""
    for form in plan.actions:
        told = set()
        for key, one, other in _differing(form):
            about = (one[0], other[0], key[1])
            if about not in told:
                yield _differs(form, key, one, other)
            told.add(about)


def _differing(form: Form) -> Iterator[tuple[Key, Count, Count]]:
    """What is counted in one field and then in another with another number."""
    seen: dict[Key, Count] = {}
    for path, key, number in _counted(form):
        before = seen.setdefault(key, (path, number))
        if before[0] != path and before[1] != number:
            seen[key] = (path, number)
            yield key, before, (path, number)


def _counted(form: Form) -> Iterator[tuple[str, Key, str]]:
    """Everything that the form counts, as (field path, what is counted, number)."""
    for path, text in form.texts():
        words = folded(text)
        for key, number in chain(_counts(words), _parts(words)):
            yield path, key, number


def _counts(text: str) -> Iterator[tuple[Key, str]]:
    """Every count that a year and a noun go with, as ((year, noun), number)."""
    for match in _COUNT.finditer(text) if "20" in text or "19" in text else ():
        noun = match["noun"].casefold()
        if not _NOT_COUNTED.match(noun):
            for year in re.findall(_YEAR, match["years"]):
                yield (year, noun), re.sub(r"[. ]", "", match["number"])


def _parts(text: str) -> Iterator[tuple[Key, str]]:
    """Every number of parts, as ((a word before it, the parts), number), for each such word."""
    for match in _PART.finditer(text):
        number = match["number"]
        before = _BEFORE.findall(text, max(0, match.start() - _REACH), match.start())
        for word in before[-1].casefold().split() if before else ():
            if len(word) >= _SUBJECT:
                yield (
                    (word.strip("‘’'“”\",-"), match["noun"].casefold()),
                    str(NUMBERS.get(number, number)),
                )


def _differs(form: Form, key: Key, one: Count, other: Count) -> Remark:
    (what, noun), (nl, en) = key, name_of(form, one[0])
    nl_other, en_other = name_of(form, other[0])
    return Remark(
        form, other[0],
        f"Voor {what} staat in '{nl}' {one[1]} {noun} en in '{nl_other}' {other[1]} {noun}.",
        f"For {what}, '{en}' has {one[1]} {noun} and '{en_other}' has {other[1]} {noun}.",
    )  # fmt: skip


def changing_definition(plan: Plan) -> Iterator[Remark]:
    """A term that two milestones define in different words."""
    for form in plan.actions:
        seen: dict[tuple[str, ...], tuple[int, str]] = {}
        for number, term, sentence in _definitions(form):
            key = tuple(word[:_STEM] for word in term.casefold().split())
            first, words = seen.setdefault(key, (number, sentence))
            if first != number and words.casefold() != sentence.casefold():
                yield _redefined(form, term, first, number)
                seen[key] = (number, sentence)


def _definitions(form: Form) -> Iterator[tuple[int, str, str]]:
    """Every definition in the milestones, as (number of the milestone, term, sentence)."""
    for number, milestone in enumerate(form.milestones):
        for sentence in _SENTENCE.split(folded(milestone.text)):
            if term := _defined(sentence):
                yield number, term, sentence


def _defined(sentence: str) -> str:
    """The term that a sentence defines; empty where it defines none of four words or fewer."""
    match = _DEFINES.search(sentence) or _IS.match(sentence)
    term = next(filter(None, match.groups()), "").strip() if match else ""
    return term if len(term.split()) <= _WORDS else ""


def _redefined(form: Form, term: str, first: int, number: int) -> Remark:
    before, after = (shown(form.milestones[n].period.text) for n in (first, number))
    return Remark(
        form,
        f"milestones[{number}].text",
        f"De mijlpaal {after} omschrijft {shown(term)} anders dan {before}: de cijfers zijn niet "
        "zomaar te vergelijken.",
        f"Milestone {after} defines {shown(term)} otherwise than {before}: the figures cannot "
        "simply be compared.",
    )


RULES = (
    Rule(
        "differing-figures", "warning",
        "Cijfers verschillen binnen de fiche", "Figures differ within the form",
        "Twee velden tellen hetzelfde voor hetzelfde jaar en komen anders uit, of delen hetzelfde "
        "anders in (een plan in twee sporen, dan in drie). Alleen tellingen met hetzelfde woord "
        "achter het getal en een jaar ervoor in de zin worden vergeleken, en delen met eenzelfde "
        "lang woord ervoor.",
        "Two fields count the same for the same year with another result, or divide the same "
        "thing otherwise (a plan in two tracks, then in three). Only counts with the same word "
        "after the number and a year before it in the sentence are compared, and parts with the "
        "same long word before them.",
        differing_counts,
    ),
    Rule(
        "changing-definition", "warning",
        "Definitie verandert", "Definition changes",
        "Twee mijlpalen omschrijven dezelfde term anders ('actief is wie ...'), zodat hun cijfers "
        "niet te vergelijken zijn. Alleen omschrijvingen met zoveel woorden worden herkend.",
        "Two milestones define the same term differently, so that their figures cannot be "
        "compared. Only definitions in so many words are recognised.",
        changing_definition,
    ),
)  # fmt: skip
