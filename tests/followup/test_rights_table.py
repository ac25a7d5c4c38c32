"""Every role, verb and state: what rights.txt says is allowed is, and nothing else.

The table is made from roles.py and verbs.py and kept in rights.txt, so that a change of it is seen;
``WRITE_RIGHTS=1`` before pytest writes it anew. Each cell is then tried by the cast, with the real
verb on a real thing; what everybody reads in the log of it names nobody.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.http import Http404
from followup.cast import VISITOR, actor_for
from followup.doing import ALWAYS_PUBLIC, DOING, OWNERS, PUBLIC, THINGS, WHOSE

from grondrecht.followup.access import NotAllowed, NotNow
from grondrecht.followup.models import Person
from grondrecht.followup.roles import BY_KEY as ROLES
from grondrecht.followup.verbs import BY_KEY, STATES, VERBS, Verb
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import LogEntry

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("rights.txt")
# Name in the table -> the role that they hold.
PLAYED = {
    "coordinator": "coordinator",
    "cabinet": "cabinet",
    "official": "official",
    "other official": "official",
    "association": "association",
    "evaluator": "evaluator",
    "reader": "reader",
    "nobody": "",
    "visitor": "",
}
HEAD = "# verb | the thing is | of whom | who may; made by test_rights_table.py\n"


@dataclass(frozen=True)
class Cell:
    """A verb and a thing in a state, with who may do it now."""

    verb: Verb
    state: str
    whose: str

    @property
    def by_role(self) -> set[str]:
        """Who may, when the thing is in a state for it."""
        owners = OWNERS.get(self.verb.kind, {}).get(self.whose, set())
        scopes = {
            name: ROLES[role].scope(self.verb.key) if role else "" for name, role in PLAYED.items()
        }
        return {n for n, scope in scopes.items() if scope == "any" or (scope and n in owners)}

    @property
    def now(self) -> bool:
        return not self.verb.states or self.state in self.verb.states

    @property
    def reads(self) -> bool:
        return ".read" in self.verb.key

    @property
    def public(self) -> bool:
        kind = self.verb.kind
        return self.reads and (kind in ALWAYS_PUBLIC or self.state in PUBLIC.get(kind, ()))

    def outcome(self, name: str) -> str:
        """What happens when somebody tries: yes, not now, or no."""
        if self.now and (self.public or name in self.by_role):
            return "yes"
        return "not now" if name in self.by_role and not self.reads else "no"

    @property
    def line(self) -> str:
        may = [name for name in PLAYED if self.outcome(name) == "yes"]
        told = "everyone" if len(may) == len(PLAYED) else ", ".join(may) or "nobody can now"
        return f"{self.verb.key} | {self.state or '-'} | {self.whose} | {told}"


def cells(kind: str) -> Iterator[Cell]:
    """The cells of a kind of thing."""
    for verb in VERBS:
        if verb.kind == kind:
            for state in STATES[kind] or ("",):
                for whose in WHOSE.get(kind, ("ours", "theirs")):
                    yield Cell(verb, state, whose)


def table() -> str:
    """The whole table, as it is kept."""
    return HEAD + "".join(f"{cell.line}\n" for kind in STATES for cell in cells(kind))


def test_the_table_is_the_one_that_is_kept():
    """Where this fails: write it anew, and look at the difference."""
    if os.environ.get("WRITE_RIGHTS"):
        TABLE.write_text(table(), "utf-8")
    assert TABLE.read_text("utf-8") == table()


def test_every_verb_can_be_tried():
    assert sorted(DOING) == sorted(BY_KEY)


def named_publicly(who, last):
    """What everybody may read in the log of what somebody did, where that names them."""
    told = LogEntry.objects.filter(id__gt=last).values("by", "label", "before", "after")
    return [entry for entry in told if who.name in str(entry)]


def tried(verb, who, thing):
    """What happens when somebody does this, undone after; and what it wrote."""
    wrote = []

    def watch(execute, sql, *rest):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            wrote.append(sql[:80])
        return execute(sql, *rest)

    with transaction.atomic(), connection.execute_wrapper(watch):
        last = LogEntry.whole.latest("id").pk
        try:
            DOING[verb](who, thing)
            outcome = named_publicly(who, last) or "yes"
        except NotNow:
            outcome = "not now"
        except (NotAllowed, Http404):
            outcome = "no"
        except RegisterError as error:
            # Who is nobody has no name to write in the log, and is refused for that.
            outcome = "no" if who is VISITOR else f"{error}"
        transaction.set_rollback(True)
    return outcome, wrote


@pytest.mark.parametrize("kind", STATES)
def test_each_cell_is_as_the_table_says(cast, kind):
    people = {name: actor_for(person) for name, person in cast.everyone.items()}
    people["visitor"] = VISITOR
    wrong = []
    for state in STATES[kind] or ("",):
        for whose in WHOSE.get(kind, ("ours", "theirs")):
            with transaction.atomic():
                thing = THINGS[kind](cast, state, whose)
                rows, pk = type(thing)._base_manager, thing.pk
                for cell in cells(kind):
                    if (cell.state, cell.whose) != (state, whose):
                        continue
                    for name, who in people.items():
                        outcome, wrote = tried(cell.verb.key, who, thing)
                        # What a verb changed was undone: in the tables, not in what is held here.
                        thing = rows.get(pk=pk) if outcome == "yes" else thing
                        if outcome != cell.outcome(name):
                            wrong.append(f"{cell.line}: {name}: {outcome}")
                        if outcome != "yes" and wrote:
                            wrong.append(f"{cell.line}: {name} wrote {wrote[0]}")
                transaction.set_rollback(True)
    assert wrong == []


def test_the_cast_covers_every_role(cast):
    assert set(PLAYED.values()) == {*ROLES, ""}
    assert set(PLAYED) == {*cast.everyone, "visitor"}
    assert Person.objects.filter(appointments__isnull=True).count() == 1
