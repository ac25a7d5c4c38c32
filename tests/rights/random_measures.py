"""Random measures within the language, and random people: every operator, group and rounding."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice

from grondrecht.rights import written
from grondrecht.rights.errors import RightsError
from grondrecht.rights.law import Law, check
from grondrecht.rights.measures import measure
from grondrecht.rights.vocabulary import inputs_in

FIRST, LAST = date(2015, 1, 1), date(2019, 12, 31)
ROUND = ("half_up", "half_even", "up", "down")
MONEY = "euro/month"
HALVES = ("", "", " / 2", " * 0.125", " * 2.5 %")
# Of each: whose it is, its kind, and what inputs.yaml says of it. Narrow ends make equality common.
GIVEN = {
    "ill": ("person", "yes_no", ""),
    "works": ("person", "yes_no", ""),
    "age": ("person", "number", "unit: year, least: 0, most: 130"),
    "wage": ("person", "number", "unit: euro/month, least: -5, most: 20"),
    "pension": ("person", "number", "unit: euro/month, least: 0, most: 100000"),
    "n_pets": ("person", "number", "least: 0, most: 3"),
    "huge": ("person", "number", "least: -5, most: 999999999999999"),
    "share": ("person", "number", "decimals: 4, least: 0, most: 1"),
    "since": ("person", "date", "least: 2010-01-01, most: 2020-12-31"),
    "stage": (
        "person",
        "choice",
        "options: {x1: {nl: a, en: a}, x2: {nl: b, en: b}, x3: {nl: c, en: c}}",
    ),
    "heated": ("household", "yes_no", ""),
    "rent": ("household", "number", "unit: euro/month, least: 0, most: 20"),
    "area": ("household", "number", "unit: m2, least: 1, most: 9"),
    "built": ("household", "date", ""),
    "tenure": ("household", "choice", "options: {y1: {nl: a, en: a}, y2: {nl: b, en: b}}"),
    "coast": ("municipality", "yes_no", ""),
    "people": ("municipality", "number", "least: 1, most: 500000"),
    "budget": ("municipality", "number", "unit: euro, least: 0, most: 10000000000"),
    "merged": ("municipality", "date", "least: 2014-01-01, most: 2016-12-31"),
    "region": ("municipality", "choice", "options: {z1: {nl: a, en: a}, z2: {nl: b, en: b}}"),
}
UNITS = {
    "age": "year",
    "wage": MONEY,
    "pension": MONEY,
    "rent": MONEY,
    "area": "m2",
    "budget": "euro",
    "n_pets": "",
    "huge": "",
    "share": "",
    "people": "",
}
EPOCH = date(1970, 1, 1)
CHOICES = {"stage": ("x1", "x2", "x3"), "tenure": ("y1", "y2"), "region": ("z1", "z2")}
_ASK = "nl: x, en: x, ask: {nl: x, en: x}, from: {nl: x, en: x}"


def vocabulary():
    """The inputs that random measures are about."""
    lines = ["format: grondrecht-inputs/1", "inputs:"]
    for name, (of, kind, more) in GIVEN.items():
        lines.append(f"  {name}: {{of: {of}, type: {kind}, {more}{', ' if more else ''}{_ASK}}}")
    return "\n".join(lines)


INPUTS = inputs_in(written.read_text(vocabulary()))


class RandomMeasure:
    """The text of a measure, made with a random source; what is never used is left out of it."""

    def __init__(self, rng, number=0):
        self.rng = rng
        self.of = rng.choice(("person", "person", "household", "household", "municipality"))
        self.name = f"m{number}"
        self.parameters, self.terms = {}, {}

    # Parts of expressions. Each takes how deep it may go, and whether it stands within a group.

    def number(self, unit, deep, member):
        """A number of a unit."""
        if deep <= 0 or self.rng.random() < 0.25:
            ways = [self.literal, self.input, self.input, self.parameter, self.term]
        else:
            ways = [self.sum, self.sum, self.scaled, self.extreme, self.choice_of_two]
            ways += [self.rounded, self.rounded, self.negative, self.over, self.term]
            own = {"": [self.count, self.product, self.product], "euro": [self.per_area]}
            ways += 2 * own.get(unit, [self.elapsed] if unit in ("year", "month") else [])
        return self.rng.choice(ways)(unit, deep - 1, member)

    def literal(self, unit, deep, member):
        digits = self.rng.choice((0, 1, 2, 3, 10, 18, 65, 0.5, 0.01, 2.25, 0.333))
        if self.rng.random() < 0.1 and unit == "":
            return f"{self.rng.randint(0, 100)} %"
        if unit == MONEY and self.rng.random() < 0.2:
            return f"{self.rng.randint(1, 300)} cent/month"
        return f"{digits} {unit}".strip()

    def input(self, unit, deep, member):
        names = [name for name in self.inputs(member) if UNITS.get(name, "none") == unit]
        return self.rng.choice(names) if names else self.literal(unit, deep, member)

    def parameter(self, unit, deep, member):
        held = [name for name, (own, _) in self.parameters.items() if own == unit]
        if held and self.rng.random() < 0.5:
            return self.rng.choice(held)
        name = f"p{len(self.parameters)}"
        self.parameters[name] = unit, self.values(unit)
        return name

    def values(self, unit):
        days = sorted(self.day() for _ in range(self.rng.choice((0, 0, 1, 2))))
        days = dict.fromkeys([FIRST, *(day for day in days if day > FIRST)])
        texts = [f"{day}: {self.rng.choice((0, 1, 2, 5, 7.5, 12.34, 100))}" for day in days]
        grows = ", grows: {by: 3.5 %, each: year}" if self.rng.random() < 0.2 else ""
        return f"unit: {unit or 'count'}, values: {{{', '.join(texts)}}}{grows}"

    def term(self, unit, deep, member):
        held = [
            name
            for name, (own, within, _) in self.terms.items()
            if own == unit and (within is False or member or self.of == "person")
        ]
        if held and self.rng.random() < 0.5:
            return self.rng.choice(held)
        made = self.number(unit, deep, member)
        name = f"t{len(self.terms)}"
        self.terms[name] = unit, member, made
        return name

    def flag_term(self, deep, member):
        """A term that is yes or no; its unit, as those of numbers, says what it is."""
        made = self.flag(min(deep, 1), member)
        name = f"t{len(self.terms)}"
        self.terms[name] = "yes or no", member, made
        return name

    def sum(self, unit, deep, member):
        sign = self.rng.choice("+-")
        return f"({self.number(unit, deep, member)} {sign} {self.number(unit, deep, member)})"

    def negative(self, unit, deep, member):
        return f"-{self.number(unit, deep, member)}"

    def scaled(self, unit, deep, member):
        one = self.number(unit, deep, member)
        if self.rng.random() < 0.3:
            return f"{one} / {self.rng.choice(('2', '3', '0.7', '(0 - 4)'))}"
        by = self.number("", min(deep, 0), member)
        return f"{by} * {one}" if self.rng.random() < 0.5 else f"{one} * {by}"

    def product(self, unit, deep, member):
        return f"{self.number('', deep, member)} * {self.number('', deep, member)}"

    def extreme(self, unit, deep, member):
        word = self.rng.choice(("min", "max"))
        return f"{word}({self.number(unit, deep, member)}, {self.number(unit, deep, member)})"

    def choice_of_two(self, unit, deep, member):
        one, other = self.number(unit, deep, member), self.number(unit, deep, member)
        return f"(if {self.flag(deep, member)} then {one} else {other})"

    def rounded(self, unit, deep, member):
        step = f"{self.rng.choice(('1', '0.1', '5', '0.25'))} {unit}".strip()
        inner = self.number(unit, deep, member)
        if self.rng.random() < 0.4:
            inner = f"({inner}) / {self.positive(deep, member)}"
        return f"round_{self.rng.choice(ROUND)}({inner} to {step})"

    def positive(self, deep, member):
        """A count that is never 0."""
        return f"max({self.rng.choice(('1', '0.5', '3'))}, {self.number('', deep, member)})"

    def per_area(self, unit, deep, member):
        return (
            "2.5 euro/m2 * area" if self.of != "municipality" else self.literal(unit, deep, member)
        )

    def elapsed(self, unit, deep, member):
        return f"{unit}s({self.day_of(deep, member)} to {self.day_of(deep, member)})"

    def count(self, unit, deep, member):
        if self.of == "municipality":
            return self.literal(unit, deep, member)
        return f"count({self.group()}{self.where(deep)})"

    def over(self, unit, deep, member):
        if self.of == "municipality":
            return self.literal(unit, deep, member)
        body = self.number(unit, min(deep, 1), True)
        if self.rng.random() < 0.3:
            return f"{self.rng.choice(('highest', 'lowest'))}({body} over household)"
        return f"sum({body} over {self.group()}{self.where(deep)})"

    def group(self):
        return self.rng.choice(("household", "head", "partner", "children", "adults"))

    def where(self, deep):
        return f" where {self.flag(min(deep, 0), True)}" if self.rng.random() < 0.4 else ""

    def flag(self, deep, member):
        """What is yes or no."""
        ways = [self.flag_input, self.compared, self.compared, self.chosen, self.compared_days]
        if deep > 0:
            ways += [self.both, self.both, self.denied, self.anybody, self.flag_of_two]
            ways.append(self.flag_term)
        return self.rng.choice(ways)(deep - 1, member)

    def flag_input(self, deep, member):
        names = [name for name in self.inputs(member) if GIVEN[name][1] == "yes_no"]
        return self.rng.choice(names) if names else self.compared(deep, member)

    def compared(self, deep, member):
        unit = self.rng.choice((MONEY, MONEY, "year", "year", "", "", "m2", "month", "euro"))
        sign = self.rng.choice(("<", "<=", "=", "!=", ">=", ">"))
        other = "0" if self.rng.random() < 0.1 else self.number(unit, deep, member)
        return f"{self.number(unit, deep, member)} {sign} {other}"

    def compared_days(self, deep, member):
        sign = self.rng.choice(("<", "<=", "=", "!=", ">=", ">"))
        return f"{self.day_of(deep, member)} {sign} {self.day_of(deep, member)}"

    def chosen(self, deep, member):
        names = [name for name in self.inputs(member) if GIVEN[name][1] == "choice"]
        if not names:
            return self.compared(deep, member)
        name = self.rng.choice(names)
        some = self.rng.sample(CHOICES[name], self.rng.randint(1, len(CHOICES[name]) - 1))
        if len(some) == 1 and self.rng.random() < 0.5:
            return f"{name} {self.rng.choice(('=', '!='))} {some[0]}"
        return f"{name} in {{{', '.join(some)}}}"

    def both(self, deep, member):
        word = self.rng.choice((" and ", " or "))
        n = self.rng.choice((2, 2, 3))
        return "(" + word.join(self.flag(deep, member) for _ in range(n)) + ")"

    def denied(self, deep, member):
        return f"not ({self.flag(deep, member)})"

    def flag_of_two(self, deep, member):
        one, other = self.flag(deep, member), self.rng.choice(("yes", "no", "ill", "heated"))
        if other in GIVEN and other not in self.inputs(member):
            other = "no"
        return f"(if {self.flag(deep, member)} then {one} else {other})"

    def anybody(self, deep, member):
        if self.of == "municipality":
            return self.compared(deep, member)
        body = self.flag(min(deep, 1), True)
        return f"{self.rng.choice(('any', 'all'))}({body} over {self.group()}{self.where(deep)})"

    def day_of(self, deep, member):
        """A day."""
        names = [name for name in self.inputs(member) if GIVEN[name][1] == "date"]
        ways = [str(self.day()), "on", *names]
        if deep > 0:
            one, other = self.day_of(deep - 1, member), self.day_of(deep - 1, member)
            ways += [f"{self.rng.choice(('min', 'max'))}({one}, {other})"]
            ways += [f"(if {self.flag(0, member)} then {one} else {other})"]
            if self.of != "municipality":
                ways.append(f"{self.rng.choice(('highest', 'lowest'))}(since over household)")
        return self.rng.choice(ways)

    def day(self):
        return FIRST + timedelta(self.rng.randint(0, (LAST - FIRST).days))

    def inputs(self, member):
        """The inputs that may stand here."""
        own = {"person": ("person", "household"), "household": ("household",)}.get(
            self.of, (self.of,)
        )
        own = ("person", "household") if member else own
        return [name for name, (of, _, _) in GIVEN.items() if of in own]

    # The whole

    def amount(self):
        step = self.rng.choice(("1 cent", "1 cent", "5 cent", "0.25 euro", "1 euro"))
        lines = [
            "    amount:",
            "      means: benefit\n      nl: x\n      en: x",
            # Halves and eighths of cents, so that roundings part often.
            f"      value: 'max(0, ({self.number(MONEY, 3, False)}){self.rng.choice(HALVES)})'",
            f"      round: {self.rng.choice(ROUND)} to {step}",
        ]
        if self.rng.random() < 0.4:
            cap = self.rng.choice(
                ("12.34 euro/month", "if on > 2016-06-30 then 5 euro/month else 0")
            )
            lines.append(f"      cap: {cap}")
        return "\n".join(lines) + "\n"

    def used(self, rules):
        """The names that rules need, by themselves or through terms."""
        names, waiting = set(), [rules]
        while waiting:
            for name in set(re.findall(r"[a-z]\w*", waiting.pop())) - names:
                names.add(name)
                if name in self.terms:
                    waiting.append(self.terms[name][2])
        return names

    def text(self):
        """The measure as a file has it."""
        conditions = [self.flag(3, False) for _ in range(self.rng.randint(1, 3))]
        rules = "    conditions:\n" + "".join(
            f"      - {{id: c{number}, nl: x, en: x, when: '{each}'}}\n"
            for number, each in enumerate(conditions)
        )
        if self.rng.random() < 0.8:
            rules += self.amount()
        used = self.used(rules)
        parameters = [
            f"      {name}: {{{held}, review_by: 2018-12-31, nl: x, en: x}}\n"
            for name, (_, held) in self.parameters.items()
            if name in used
        ]
        terms = [
            f"      {name}: {{nl: x, en: x, is: '{held}'}}\n"
            for name, (_, _, held) in self.terms.items()
            if name in used
        ]
        return HEAD.format(
            name=self.name,
            of=self.of,
            first=FIRST,
            last=LAST,
            inputs=", ".join(name for name in GIVEN if name in used),
            parameters="    parameters:\n" + "".join(parameters) if parameters else "",
            terms="    terms:\n" + "".join(terms) if terms else "",
            rules=rules,
        )


HEAD = """\
format: grondrecht-measure/1
id: {name}
names: {{nl: x, en: x}}
what: {{nl: x, en: x}}
kind: benefit
for: {of}
actions: []
granted_by: {{nl: x, en: x}}
award: {{how: partly, nl: x, en: x}}
do: {{nl: x, en: x}}
open: []
versions:
  - from: {first}
    to: {last}
    source: {{title: x}}
    inputs: [{inputs}]
{parameters}{terms}{rules}    examples: []
"""


def random_measures(rng):
    """Random measures without end, each with its text and with why it is refused, if it is."""
    number = 0
    while True:
        text = RandomMeasure(rng, number).text()
        made = measure(written.read_text(text, f"m{number}"))
        try:
            check(Law(INPUTS, {}), made)
        except RightsError as error:
            yield made, text, error
        else:
            yield made, text, None
            number += 1


def random_law(rng, size):
    """A law of some random measures, and their texts."""
    accepted = ((made, text) for made, text, error in random_measures(rng) if error is None)
    found = list(islice(accepted, size))
    return Law(INPUTS, {made.id: made for made, _ in found}), [text for _, text in found]


# People


def random_value(rng, name):
    """Something that an input may be, as JSON, YAML or Python would give it."""
    given = INPUTS[name]
    if given.kind == "yes_no":
        return rng.choice((True, False, "yes", "no"))
    if given.kind == "choice":
        return rng.choice(given.codes)
    near = [given.low, given.high, *(n for n in (0, 1, 2, 18, 500) if given.low <= n <= given.high)]
    value = rng.choice(near) if rng.random() < 0.5 else rng.randint(given.low, given.high)
    if given.kind == "date":
        if rng.random() < 0.7:
            value = (FIRST - EPOCH).days + rng.randint(-800, 800)
        return min(
            max(EPOCH + timedelta(value), EPOCH + timedelta(given.low)),
            EPOCH + timedelta(given.high),
        )
    return value if given.scale == 1 else Decimal(value) / given.scale


def random_ones(rng, of):
    """All that may be known of one person, household or municipality."""
    return {name: random_value(rng, name) for name, (own, _, _) in GIVEN.items() if own == of}


def random_household(rng, number):
    """A household of which all is known."""
    roles = ["head", *rng.choice(((), ("partner",)))]
    roles += [rng.choice(("child", "child", "other")) for _ in range(rng.choice((0, 0, 1, 2, 4)))]
    rng.shuffle(roles)
    persons = [
        {"id": f"h{number}p{at}", "role": role, **random_ones(rng, "person")}
        for at, role in enumerate(roles)
    ]
    return {"id": f"h{number}", **random_ones(rng, "household"), "persons": persons}


def random_municipality(rng, number):
    """A municipality of which all is known."""
    return {"municipality": {"id": f"g{number}", **random_ones(rng, "municipality")}}


def partly(rng, given, share):
    """The same with a share of it not known."""
    kept = {}
    for name, value in given.items():
        if name == "persons":
            kept[name] = [partly(rng, person, share) for person in value]
        elif isinstance(value, dict):
            kept[name] = partly(rng, value, share)
        elif name in ("id", "role") or rng.random() >= share:
            kept[name] = value
        elif rng.random() < 0.3:
            kept[name] = None
    return kept
