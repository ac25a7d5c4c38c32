"""A catalogue is taken in and linked to actions; the same again changes nothing."""

from collections import Counter

import pytest
from registry.small_plans import WHO, form, plan, take_in
from registry.verbs import log_agrees, refused

from grondrecht.registry.actions.catalogue import import_catalogue, slug_of
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.intake import CatalogueItem
from grondrecht.registry.models import Indicator, Instrument, LogEntry, Party, PartyAlias, Plan
from grondrecht.registry.search import search

pytestmark = pytest.mark.django_db
ITEMS = (
    CatalogueItem("system", "Het loket", "The desk", ("01_02_01",), "Voor vragen.", ("a",), 3),
    CatalogueItem("indicator", "Aantal plaatsen", actions=("01_02_01", "03_04_01")),
    CatalogueItem("actor", "Vereniging De Brug", actions=("01_02_02",), what="Helpt."),
)


@pytest.fixture
def held(small, db):
    """The small plan is held."""


def take(items=ITEMS, apply=True):
    return import_catalogue(items, "proef", apply=apply, **WHO)


def test_each_kind_becomes_what_it_is(held):
    report = take()
    assert report.items == {"system": 1, "indicator": 1, "actor": 1}
    assert (report.changed, report.unknown, report.applied) == (3, (), True)
    desk = Instrument.objects.get()
    assert (desk.kind, desk.slug, desk.name_en, desk.line) == ("system", "het-loket", "The desk", 3)
    assert [action.code for action in desk.actions.all()] == ["01_02_01"]
    assert Indicator.objects.get().actions.count() == 2
    party = Party.objects.get(slug="vereniging-de-brug")
    assert (party.what, party.actions.get().code) == ("Helpt.", "01_02_02")


def test_twice_is_once(held):
    take()
    log = LogEntry.objects.count()
    assert take().changed == 0
    assert LogEntry.objects.count() == log


def test_trying_tells_exactly_what_would_change_and_writes_nothing(held):
    log = LogEntry.objects.count()
    report = take(apply=False)
    assert (report.changed, report.applied) == (3, False)
    assert not Instrument.objects.exists()
    assert LogEntry.objects.count() == log
    take()
    assert take(apply=False).changed == 0


def test_what_several_lines_say_of_one_thing_is_put_together(held):
    again = CatalogueItem("system", "het  Loket", actions=("03_04_01",), what="Ook hier.", line=2)
    report = take([*ITEMS, again])
    desk = Instrument.objects.get()
    assert desk.what == "Voor vragen.\nOok hier."
    assert (desk.facts, desk.line, desk.name_en) == (["a"], 2, "The desk")
    assert sorted(action.code for action in desk.actions.all()) == ["01_02_01", "03_04_01"]
    assert report.items["system"] == 1


def test_an_actor_that_is_known_by_another_name_is_that_party(held):
    party = Party.objects.create(slug="de-brug", name="De Brug", kind="association")
    PartyAlias.objects.create(party=party, name="Vereniging De Brug", folded="vereniging de brug")
    take()
    assert not Party.objects.filter(slug="vereniging-de-brug").exists()
    party.refresh_from_db()
    assert (party.name, party.what) == ("De Brug", "Helpt.")


def test_codes_that_the_plan_does_not_have_are_said_and_not_linked(held):
    report = take([CatalogueItem("right", "Premie", actions=("01_02_01", "99_99_99"))])
    assert report.unknown == ("99_99_99",)
    assert Instrument.objects.get().actions.count() == 1


def test_the_log_has_the_item_and_the_actions(held):
    take()
    subjects = Counter(LogEntry.objects.filter(verb="catalogue.import").values_list("subject"))
    assert ("system:het-loket",) in subjects
    assert ("action:01_02_01",) in subjects
    entry = LogEntry.objects.get(subject="action:01_02_01", verb="catalogue.import")
    assert entry.after["instruments"] == ["het-loket"]


def test_an_unknown_plan_is_refused():
    with pytest.raises(RegisterError, match="geen plan 'weg'"):
        import_catalogue(ITEMS, "weg", **WHO)


def test_slugs_fit_addresses():
    assert slug_of("  Écôle & _Zorg_ -- 2015  ") == "ecole-zorg-2015"
    assert slug_of("!!!") == "zonder-naam"
    assert len(slug_of("x" * 500)) == 110


def test_a_kind_of_instrument_can_be_searched_by(held):
    take()
    found = search("", {"kind": ["system"]})
    assert [hit.code for hit in found.hits] == ["01_02_01"]


def test_a_reworded_action_keeps_what_is_linked_to_it(held):
    take()
    take_in(plan(form(summary="Anders."), *plan().actions[1:]))
    assert Instrument.objects.get().actions.get().code == "01_02_01"


def test_what_a_file_leaves_empty_stays(held):
    take()
    Indicator.objects.update(name_en="Number of places", line=9)
    assert take([CatalogueItem("indicator", "Aantal plaatsen")]).changed == 0
    assert take([CatalogueItem("system", "Het loket", facts=("b",))]).changed == 1
    desk, places = Instrument.objects.get(), Indicator.objects.get()
    assert (places.name_en, places.line, places.actions.count()) == ("Number of places", 9, 2)
    assert (desk.name_en, desk.what, desk.facts) == ("The desk", "Voor vragen.", ["b"])


def test_an_indicator_called_as_one_of_the_monitor_is_refused_and_linked_to_no_action(held):
    of_monitor = Indicator.objects.create(
        plan=Plan.objects.get(), slug="arop-2021", name="AROP", definition="arop", version="2021"
    )
    with refused("AROP 2021: de monitor heeft al een indicator die zo heet"):
        take([*ITEMS, CatalogueItem("indicator", "AROP 2021", actions=("01_02_01",))])
    assert not of_monitor.actions.exists()


def test_a_kind_that_the_register_does_not_know_leaves_nothing(held):
    with refused("Ding: het register kent geen soort 'thing'"):
        take([*ITEMS, CatalogueItem("thing", "Ding")])


def test_a_name_that_no_column_holds_leaves_nothing(held):
    with refused("300 tekens"):
        take([*ITEMS, CatalogueItem("system", "n" * 301)])


def test_who_and_why_are_asked_for(held):
    with refused("Zeg wie"):
        import_catalogue(ITEMS, "proef", by=" ", why="om te proberen")


def test_a_thing_of_one_name_in_two_plans_is_two_things_and_an_actor_is_one(held):
    take()
    take_in(plan(), slug="ander")
    import_catalogue(ITEMS, "ander", **WHO)
    assert Instrument.objects.filter(slug="het-loket").count() == 2
    assert Party.objects.get(slug="vereniging-de-brug").actions.count() == 2
    log_agrees("proef")
    log_agrees("ander")


def test_one_name_of_two_kinds_is_two_things(held):
    items = [CatalogueItem(kind, "Het loket") for kind in ("system", "right", "dataset")]
    assert take(items).changed == 3
    assert Instrument.objects.count() == 3


def test_a_name_of_two_parties_makes_a_party_of_its_own(held):
    for slug in ("brug-a", "brug-b"):
        party = Party.objects.create(slug=slug, name=slug, kind="other")
        PartyAlias.objects.create(party=party, name="De Brug", folded="de brug")
    take([CatalogueItem("actor", "De Brug", actions=("01_02_01",))])
    assert Party.objects.get(slug="de-brug").actions.count() == 1
