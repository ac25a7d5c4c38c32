"""One household (or municipality, or organisation) as it is given, checked and ready to compute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from grondrecht.rights.errors import REPEATED, Place, RightsError, listed
from grondrecht.rights.graph import MOST_PERSONS
from grondrecht.rights.operations import Value
from grondrecht.rights.values import said_of, value_of
from grondrecht.rights.vocabulary import ROLES, Input
from grondrecht.rights.written import Written

ALONE = ("municipality", "organisation")


@dataclass(frozen=True, slots=True)
class Given:
    """What is known: of the household or of what stands alone, and of each person.

    ``of`` is household, municipality or organisation; ``ids`` are those of the persons.
    """

    of: str
    id: str
    one: Mapping[str, Value]
    persons: tuple[Mapping[str, Value], ...] = ()
    ids: tuple[str, ...] = ()

    @property
    def roles(self) -> tuple[int, ...]:
        """What each person is in the household, by its place among ROLES."""
        return tuple([each["role"][0] for each in self.persons])


def given(household: Mapping[str, Any], inputs: Mapping[str, Input]) -> Given:
    """A household as JSON gives it. Raises RightsError naming who and what.

    ``{"id": "h1", "rent": 600, "persons": [{"id": "an", "role": "head", "age": 34}]}``, or
    ``{"municipality": {"id": "aalst", …}}``. What is left out, or null, is not known.
    """
    if not isinstance(household, Mapping):
        raise RightsError(
            'A household is a mapping; write {"persons": [{"id": "an", "role": "head"}]}.',
            'Een gezin is een mapping; schrijf {"persons": [{"id": "an", "role": "head"}]}.',
        )
    for of in ALONE:
        if of in household:
            return _alone(of, household, inputs)
    who = _called(household, "household")
    one = {key: value for key, value in household.items() if key not in ("id", "persons")}
    persons = household.get("persons")
    if not isinstance(persons, list) or not persons:
        raise _refusal(
            who,
            "persons must be a list of one person or more; write them there",
            "persons moet een lijst van minstens één persoon zijn; schrijf ze daar",
        )
    if len(persons) > MOST_PERSONS:
        n = len(persons)
        raise _refusal(
            who,
            f"there are {n} persons; a household has {MOST_PERSONS} at most",
            f"er zijn {n} personen; een gezin heeft er hoogstens {MOST_PERSONS}",
        )
    ids = tuple(_id(person, number, who) for number, person in enumerate(persons, 1))
    _refuse_twice(who, ids)
    known = tuple(_person(person, id_, inputs) for person, id_ in zip(persons, ids, strict=True))
    refuse_roles(who, [person["role"][0] for person in known])
    return Given("household", who, _known(one, "household", who, inputs), known, ids)


def refuse_roles(who: str, roles: Iterable[int]) -> None:
    """A household has one head, and one partner at most. Raises RightsError."""
    held = list(roles)
    heads, partners = held.count(ROLES.index("head")), held.count(ROLES.index("partner"))
    if heads != 1:
        raise _refusal(
            who,
            f"{heads} persons are head; give the role head to one",
            f"{heads} personen zijn gezinshoofd; geef één persoon de rol head",
        )
    if partners > 1:
        raise _refusal(
            who,
            f"{partners} persons are partner; give the role partner to one at most",
            f"{partners} personen zijn partner; geef hoogstens één persoon de rol partner",
        )


def _alone(of: str, household: Mapping[str, Any], inputs: Mapping[str, Input]) -> Given:
    held = household[of]
    if not isinstance(held, Mapping) or len(household) > 1:
        raise _refusal(
            of,
            f'write it as one mapping with nothing beside it; {{"{of}": {{"id": …}}}}',
            f'schrijf het als één mapping met niets ernaast; {{"{of}": {{"id": …}}}}',
        )
    who = _called(held, of)
    one = {key: value for key, value in held.items() if key != "id"}
    return Given(of, who, _known(one, of, who, inputs))


def _id(person: object, number: int, who: str) -> str:
    if not isinstance(person, Mapping):
        raise _refusal(
            who,
            f'person {number} is no mapping; write a person as {{"id": "an", "role": "head"}}',
            f"persoon {number} is geen mapping; schrijf een persoon als"
            ' {"id": "an", "role": "head"}',
        )
    return _called(person, f"person {number}")


def _called(one: Mapping[str, Any], otherwise: str) -> str:
    """The id, or what else it is called where there is none."""
    held = one.get("id")
    if held is None or held == "":
        return otherwise
    return str(held) if isinstance(held, str) else said_of(held)


def _refuse_twice(who: str, ids: tuple[str, ...]) -> None:
    twice = [id_ for id_ in dict.fromkeys(ids) if ids.count(id_) > 1]
    if twice:
        raise _refusal(
            who,
            f"two persons are called {twice[0]}; give one another id",
            f"twee personen heten {twice[0]}; geef één een andere id",
        )


def _person(
    person: Mapping[str, Any], who: str, inputs: Mapping[str, Input]
) -> Mapping[str, Value]:
    if person.get("role") is None:
        roles = ", ".join(ROLES)
        raise _refusal(who, f"there is no role; give {roles}", f"er is geen role; geef {roles}")
    return _known(
        {key: value for key, value in person.items() if key != "id"}, "person", who, inputs
    )


def _known(
    one: Mapping[str, Any], of: str, who: str, inputs: Mapping[str, Input]
) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, raw in one.items():
        if raw is None:
            continue
        held = inputs.get(name)
        if held is None or held.of != of:
            raise _unknown(name, of, who, inputs)
        value = value_of(held, raw, who)
        found[name] = (value, value)
    return found


def _unknown(name: str, of: str, who: str, inputs: Mapping[str, Input]) -> RightsError:
    place = getattr(name, "place", None)
    if name in inputs:
        whose = inputs[name].of
        return _refusal(
            who,
            f"{name} belongs to a {whose}; give it there",
            f"{name} hoort bij {whose}; geef het daar",
            place,
        )
    own = [each.name for each in inputs.values() if each.of == of]
    near = listed(get_close_matches(str(name)[:REPEATED], own, 3, 0.5) or own)
    said = said_of(name)
    return _refusal(
        who,
        f"{said} is no input of a {of}; there is {near}",
        f"{said} is geen input van {of}; er is {near}",
        place,
    )


def _refusal(who: str, en: str, nl: str, place: Place | None = None) -> RightsError:
    return RightsError(f"{who}: {en}.", f"{who}: {nl}.", place)


class Placed(str):
    """A text of a file that knows where it stands, so that what refuses it can say so."""

    __slots__ = ("place",)
    place: Place

    @classmethod
    def at(cls, text: str, place: Place) -> Placed:
        """A text and its place."""
        made = cls(text)
        made.place = place
        return made


def plain(written: Written) -> Any:  # noqa: ANN401 (what YAML holds)
    """What a file holds as JSON would give it; every value a text."""
    if isinstance(written.held, list):
        return [plain(each) for each in written.held]
    if isinstance(written.held, dict):
        held = written.held.items()
        return {Placed.at(key, written.keys[key]): plain(each) for key, each in held}
    return Placed.at(written.held, written.place)
