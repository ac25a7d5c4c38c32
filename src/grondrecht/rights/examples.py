"""The examples that stand in a measure, run: what is given, and what must come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from grondrecht.rights.answers import assess
from grondrecht.rights.errors import RightsError, Words
from grondrecht.rights.households import Given, given, plain
from grondrecht.rights.law import Law
from grondrecht.rights.measures import Measure
from grondrecht.rights.operations import Value
from grondrecht.rights.written import Written


@dataclass(frozen=True, slots=True)
class Example:
    """A household on a day, and the outcome that the measure must have for one of it."""

    measure: str
    what: str
    on: date
    given: Given
    who: str | None
    entitled: str
    amount: Value | None
    written: Written

    def differs(self, law: Law) -> Words | None:
        """What comes out that is not expected, or None where it is right."""
        answer = assess(law, self.given, on=self.on, measures=[self.measure])
        try:
            found = answer.of(self.measure, self.who)
        except KeyError:
            return Words("de maatregel is niet voor wie gegeven is", "it is not for who is given")
        if found.entitled != self.entitled:
            return _not("entitled", found.entitled, self.entitled)
        if found.amount != self.amount:
            return _not("amount", _text(found.amount), _text(self.amount))
        return None


def examples(law: Law) -> Iterator[Example]:
    """All examples of all measures. Raises RightsError where one cannot be read."""
    for measure in law.measures.values():
        for version in measure.versions:
            for each in version.examples:
                yield example(law, measure, each)


def check_examples(law: Law) -> int:
    """Run every example; how many there are. Raises RightsError for the first that fails."""
    count = 0
    for each in examples(law):
        why = each.differs(law)
        if why is not None:
            raise each.written.refuse(
                f"The example “{each.what}” fails: {why.en}; mend the rule or the example.",
                f"Het voorbeeld “{each.what}” klopt niet: {why.nl}; verbeter de regel of het"
                " voorbeeld.",
            )
        count += 1
    return count


def example(law: Law, measure: Measure, written: Written) -> Example:
    """An example as it is written in a version of the measure. Raises RightsError."""
    held = written.mapping(("what", "on", "given", "expect"), ("of",))
    expect = held["expect"].mapping(("entitled",), ("amount",))
    try:
        known = given(plain(held["given"]), law.inputs)
    except RightsError as error:
        raise error.at(held["given"].place) from error
    on = held["on"].day()
    version = next(each for each in measure.versions if written in each.examples)
    if not version.holds(on):
        raise held["on"].refuse(
            f"The version from {version.first} does not hold on {on}; choose a day within it.",
            f"De versie vanaf {version.first} geldt niet op {on}; kies een dag daarbinnen.",
        )
    return Example(
        measure.id,
        held["what"].text(),
        on,
        known,
        held["of"].one_of(known.ids) if "of" in held else None,
        expect["entitled"].one_of(("yes", "no", "unknown")),
        _expected(expect["amount"]) if "amount" in expect else None,
        written,
    )


def _expected(written: Written) -> Value:
    ends = written.items() if isinstance(written.held, list) else [written, written]
    cents: list[Fraction] = [each.number() * 100 for each in ends]
    if len(cents) != 2 or any(each.denominator != 1 for each in cents):
        raise written.refuse(
            "Write an amount in euro and cents, or two: [least, most].",
            "Schrijf een bedrag in euro en cent, of twee: [minst, meest].",
        )
    return int(cents[0]), int(cents[1])


def _not(what: str, found: str, wanted: str) -> Words:
    return Words(f"{what} is {found} en niet {wanted}", f"{what} is {found} and not {wanted}")


def _text(amount: Value | None) -> str:
    if amount is None:
        return "none"
    low, high = (f"{cents // 100}.{cents % 100:02}" for cents in amount)
    return low if low == high else f"{low} to {high}"
