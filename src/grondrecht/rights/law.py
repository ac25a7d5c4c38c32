"""A folder of measures, loaded: what is in force on a day, ready for the evaluators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from threading import RLock

from grondrecht.rights import written
from grondrecht.rights.errors import Place, RightsError, listed, shortened
from grondrecht.rights.graph import Graph, Node, needed
from grondrecht.rights.measures import Measure, Version, measure
from grondrecht.rights.parameters import Parameter
from grondrecht.rights.possible import refuse_impossible
from grondrecht.rights.resolved import Resolved, figures_on, resolved
from grondrecht.rights.scalar import Program, programmed
from grondrecht.rights.vocabulary import Input, inputs_in

INPUTS = "inputs.yaml"
# Days of which what is in force is kept, so that who asks for all days does not fill the memory.
DAYS_KEPT = 400
# The same of choices among the measures of a day.
CHOICES_KEPT = 100
# A version is read anew for each day on which a figure changes: so many letters of rules in all.
MOST_READ = 5_000_000
Figures = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Stale:
    """A figure past the day on which it had to be looked at again."""

    measure: str
    parameter: Parameter


@dataclass(frozen=True)
class InForce:
    """The measures that hold on a day, with their figures, and what computes them."""

    on: date
    inputs: Mapping[str, Input]
    measures: tuple[Resolved, ...]
    not_in_force: tuple[Measure, ...]
    _fitting: dict[str, InForce] = field(default_factory=dict, repr=False, compare=False)
    _only: dict[frozenset[str], InForce] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def nodes(self) -> list[Node]:
        """All that is computed, each after its parts."""
        return needed(node for each in self.measures for node in each.roots)

    @cached_property
    def given(self) -> tuple[Input, ...]:
        """The inputs that matter for these measures."""
        names = dict.fromkeys(node.name for node in self.nodes if node.op == "input")
        return tuple(self.inputs[name] for name in names)

    @cached_property
    def program(self) -> Program:
        """The same for one household at a time, with what its reasons show."""
        shown = (node for each in self.measures for node in each.explained)
        return programmed(needed([*self.nodes, *shown]))

    @cached_property
    def stale(self) -> tuple[Stale, ...]:
        """The figures that had to be looked at again before this day."""
        return tuple(
            Stale(each.measure.id, parameter)
            for each in self.measures
            for parameter in each.version.parameters.values()
            if parameter.review_by < self.on
        )

    def fitting(self, of: str) -> InForce:
        """Those for what is given: a household with its persons, or what stands alone."""
        if of not in self._fitting:
            entities = ("household", "person") if of == "household" else (of,)
            held = tuple(each for each in self.measures if each.measure.of in entities)
            self._fitting[of] = replace(self, measures=held, _fitting={}, _only={})
        return self._fitting[of]

    def only(self, ids: Iterable[str]) -> InForce:
        """The same with some of the measures; asking again costs nothing.

        Raises RightsError for one that there is not.
        """
        if isinstance(ids, str):
            raise RightsError(
                f"measures is a text; give a list of ids, as [{shortened(ids)!r}].",
                f"measures is een tekst; geef een lijst van ids, als [{shortened(ids)!r}].",
            )
        wanted = frozenset(ids)
        made = self._only.get(wanted)
        if made is None:
            made = self._chosen(wanted)
            if len(self._only) < CHOICES_KEPT:
                self._only[wanted] = made
        return made

    def _chosen(self, wanted: frozenset[str]) -> InForce:
        known = {each.measure.id for each in self.measures}
        known |= {each.id for each in self.not_in_force}
        for name in sorted(wanted - known):
            raise RightsError(
                f"There is no measure {name}; there is {listed(sorted(known), name)}.",
                f"Er is geen maatregel {name}; er is {listed(sorted(known), name)}.",
            )
        return replace(
            self,
            measures=tuple(each for each in self.measures if each.measure.id in wanted),
            not_in_force=tuple(each for each in self.not_in_force if each.id in wanted),
            _fitting={},
            _only={},
        )


@dataclass
class Law:
    """The measures of a folder. ``on`` gives those of a day; asking again costs nothing.

    A reform shares ``graph`` and what was resolved with the law that it changes, so that only
    what it changes is read anew.
    """

    inputs: Mapping[str, Input]
    measures: Mapping[str, Measure]
    graph: Graph = field(default_factory=Graph, repr=False)
    known: dict[tuple[int, Figures], Resolved] = field(default_factory=dict, repr=False)
    lock: RLock = field(default_factory=RLock, repr=False)
    _days: dict[date, InForce] = field(default_factory=dict, repr=False)

    def on(self, day: date) -> InForce:
        """What is in force on a day. Raises RightsError for what is no day."""
        if not isinstance(day, date) or isinstance(day, datetime):
            said = shortened(repr(day))
            raise RightsError(
                f"{said} is no day; give one, as date(2016, 3, 1).",
                f"{said} is geen dag; geef er een, als date(2016, 3, 1).",
            )
        with self.lock:
            if day not in self._days:
                if len(self._days) == DAYS_KEPT:
                    del self._days[next(iter(self._days))]
                self._days[day] = self._in_force(day)
            return self._days[day]

    def resolved(self, held: Measure, version: Version, day: date) -> Resolved:
        """The rules of a version with the figures of a day. Raises RightsError."""
        # What is known holds its version, so that no other version can come to have that id.
        key = (id(version), figures_on(version, day))
        with self.lock:
            if key not in self.known:
                self.known[key] = resolved(self.graph, held, version, self.inputs, day)
            return self.known[key]

    def _in_force(self, day: date) -> InForce:
        held, without = [], []
        for each in self.measures.values():
            version = each.version_on(day)
            if version is None:
                without.append(each)
            else:
                held.append(self.resolved(each, version, day))
        return InForce(day, self.inputs, tuple(held), tuple(without))


def load(folder: str | Path) -> Law:
    """The measures of a folder, each read and checked whole.

    Raises RightsError with file, line and column of the first thing that is wrong, and with
    the folder where it holds no inputs.yaml or no measure.
    """
    place = Path(folder)
    files = sorted(path for path in place.glob("*.yaml") if path.name != INPUTS)
    if not (place / INPUTS).is_file() or not files:
        raise RightsError(
            f"There is no {INPUTS} with measures (.yaml) beside it in this folder; name another.",
            f"In deze map staat geen {INPUTS} met maatregelen (.yaml) ernaast; noem een andere.",
            Place(str(folder)),
        )
    inputs = inputs_in(written.read(place / INPUTS))
    measures: dict[str, Measure] = {}
    for path in files:
        made = measure(written.read(path))
        _refuse_name(made, path)
        measures[made.id] = made
    law = Law(inputs, measures)
    for made in measures.values():
        check(law, made)
    return law


def _refuse_name(made: Measure, path: Path) -> None:
    if made.id != path.stem:
        raise RightsError(
            f"The measure is {made.id} and the file {path.name}; give both one name.",
            f"De maatregel is {made.id} en het bestand {path.name}; geef beide één naam.",
            made.place,
        )


def check(law: Law, made: Measure) -> None:
    """Refuse a measure that cannot be computed on some day. Raises RightsError."""
    for version in made.versions:
        days = days_of(version)
        _refuse_size(version, len({*days, *_grown(version)}))
        for day in days:
            refuse_impossible(law.resolved(made, version, day))
        for day in _grown(version):
            law.resolved(made, version, day)


def _refuse_size(version: Version, n_days: int) -> None:
    if n_days * version.size > MOST_READ:
        raise RightsError(
            f"The figures of this version change on {n_days} days, too many for its rules; divide"
            " it into versions or measures.",
            f"De cijfers van deze versie veranderen op {n_days} dagen, te veel voor de regels"
            " ervan; verdeel ze in versies of maatregelen.",
            version.place,
        )


def _grown(version: Version) -> list[date]:
    """The days of a version on which a figure grows: what it is by then must be computed too."""
    days: set[date] = set()
    for parameter in version.parameters.values():
        if parameter.grows is not None:
            days |= parameter.changes(version.first, version.until)
    return sorted(days)


def days_of(version: Version) -> list[date]:
    """The days of a version on which its figures change, its first day first."""
    days = {version.first}
    for parameter in version.parameters.values():
        days.update(day for day in parameter.days() if version.holds(day))
    return sorted(days)
