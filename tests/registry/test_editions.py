"""The editions of a plan keep the order of their days, whichever is taken in first."""

from dataclasses import replace
from datetime import date

import pytest
from registry.small_plans import LEGEND, WHO, form, plan, take_in
from registry.tables import everything
from registry.verbs import log_agrees, office

from grondrecht.plan.model import Legend, LegendEntry
from grondrecht.registry import log
from grondrecht.registry.actions.imports import Target, import_plan
from grondrecht.registry.actions.lineage import confirm_descent
from grondrecht.registry.models import Action, Descent, Edition, LogEntry, Plan, Right
from grondrecht.registry.parties import Directory

pytestmark = pytest.mark.django_db


def take(read, slug, year=None):
    day = date(year, 3, 1) if year else None
    target = Target("proef", slug, " Proefplan ", f" Editie {slug} ", decided_on=day)
    return import_plan(read, target, apply=True, directory=Directory.of(()), **WHO)


def order():
    return list(Edition.objects.order_by("position").values_list("slug", "position"))


def told():
    """All rows but those of the search, whose revision counts every import."""
    return {name: rows for name, rows in everything().items() if "search" not in name}


def test_an_older_edition_goes_before_those_that_were_decided_later(db):
    take(plan(form(title="Nieuwste")), "c", 2019)
    take(plan(), "a", 2015)
    take(plan(form(title="Midden")), "b", 2017)
    assert order() == [("a", 1), ("b", 2), ("c", 3)]
    held = Action.objects.get(code="01_02_01")
    assert (held.title, held.lapsed) == ("Nieuwste", False)
    assert Action.objects.get(code="03_04_01").lapsed is True
    steps = set(Descent.objects.values_list("before__slug", "after__slug"))
    assert steps == {("a", "b"), ("b", "c")}
    assert log.state_on("proef", "edition:c")["position"] == 3
    log_agrees()


def test_without_days_editions_stand_as_they_came(db):
    take(plan(), "b")
    take(plan(), "a")
    take(plan(), "c", 2001)
    assert order() == [("b", 1), ("a", 2), ("c", 3)]


def test_an_older_edition_twice_is_once(db):
    take(plan(form(title="Nieuwste")), "c", 2019)
    take(plan(), "a", 2015)
    before = told()
    take(plan(), "a", 2015)
    take(plan(form(title="Nieuwste")), "c", 2019)
    assert told() == before


def test_what_a_person_decided_stays_when_the_older_edition_is_read_better(db):
    take(plan(), "a", 2015)
    take(plan(form(), form("01_02_09", "Goedkoper zwemmen")), "b", 2017)
    decided = Descent.objects.filter(new=["01_02_01"]).get()
    confirm_descent(decided.pk, **WHO)
    take(plan(form(summary="Beter gelezen."), *plan().actions[1:]), "a", 2015)
    assert Descent.objects.get(pk=decided.pk).state == "confirmed"
    assert Descent.objects.filter(kind=decided.kind, new=["01_02_01"]).count() == 1
    log_agrees()


def test_names_have_no_blanks_at_their_ends(db):
    take(plan(), "a")
    assert (Plan.objects.get().name, Edition.objects.get().name) == ("Proefplan", "Editie a")
    with pytest.raises(ValueError, match="plan: name"):
        import_plan(plan(), Target("leeg", "1", "  "), apply=True, **WHO)


def test_rights_and_offices_are_called_as_the_newest_edition_lists_them(db):
    better = Legend((LegendEntry("01", "meedoen"),), (LegendEntry("02", "minister C. Derde"),))
    take_in(plan())
    take_in(replace(plan(), legend=better), edition="2")
    assert dict(Right.objects.values_list("code", "name")) == {"01": "meedoen", "03": "inkomen"}
    assert office().printed_name == "minister C. Derde"
    entry = LogEntry.objects.get(subject="right:01")
    assert (entry.before, entry.after) == ({"name": "participatie"}, {"name": "meedoen"})
    assert LogEntry.objects.get(subject="office:02").after == {"printed_name": "minister C. Derde"}
    entries = LogEntry.objects.count()
    take_in(replace(plan(), legend=better), edition="2")
    take_in(plan())
    assert LogEntry.objects.count() == entries, "the older list does not come back"
    assert office().printed_name == "minister C. Derde"


def test_a_right_that_went_by_its_code_gets_its_name(db):
    take_in(replace(plan(), legend=Legend()))
    assert Right.objects.get(code="03").name == "03"
    take_in(replace(plan(), legend=LEGEND))
    assert Right.objects.get(code="03").name == "inkomen"
    take_in(replace(plan(), legend=Legend()))
    assert Right.objects.get(code="03").name == "inkomen"
