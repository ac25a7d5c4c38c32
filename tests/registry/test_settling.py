"""Parties are taken in, a person settles what a name is, and the register remembers it."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction
from registry.small_plans import WHO, form, plan, take_in
from registry.tables import everything
from registry.verbs import log_agrees, logged, refused

from grondrecht.plan.model import Parties
from grondrecht.registry.actions.parties import import_parties, settle_mention
from grondrecht.registry.models import LogEntry, Mention, Party, PartyAlias
from grondrecht.registry.parties import Directory, Holder, Member
from grondrecht.registry.search import search

pytestmark = pytest.mark.django_db
BRIDGE = Member("de-brug", "De Brug", "association", aliases=("De Brug vzw",))
HALL = Member("zaal", "De Zaal", "association", aliases=("De Zaal vzw",))
OTHERS = Parties(administration="Agentschap Opvang", other_actors="het buurthuis Onder Ons")
WORDS = "buurthuis Onder Ons"


def meeting(code="01_02_01", **changes):
    return form(code, involved=OTHERS, **changes)


@pytest.fixture(scope="module")
def meetings(django_db_setup, django_db_blocker):
    """A register with one party, and forms that name another."""
    with django_db_blocker.unblock(), transaction.atomic():
        take_in(plan(meeting(), meeting("01_02_02")), directory=Directory.of([BRIDGE]))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def waiting(meetings, db):
    """A mention that nobody knows, in a register with the party that it is."""
    mention = Mention.objects.filter(how="open", field="involved.other_actors").first()
    assert WORDS in mention.words
    return mention


def test_parties_are_taken_in_with_their_names_once(meetings, db):
    directory = Directory.of(
        [HALL, Member("team", "Team Zaal", "other", part_of="zaal", name_en="Hall team")]
    )
    open_names = import_parties(directory, **WHO)
    assert open_names == Mention.objects.filter(how="open").count()
    team = Party.objects.get(slug="team")
    assert (team.part_of.slug, team.name_en) == ("zaal", "Hall team")
    names = PartyAlias.objects.filter(party__slug="zaal").values_list("name", flat=True)
    assert set(names) == {"De Zaal", "De Zaal vzw"}
    entries = LogEntry.objects.filter(verb="parties.import", subject="party:zaal")
    assert [sorted(entry.after) for entry in entries] == [["kind", "name"], ["names"]]
    with logged("none"):
        assert import_parties(directory, **WHO) == open_names
    log_agrees()


def test_a_party_that_is_held_keeps_what_it_has_and_gets_the_new_names(meetings, db):
    Party.objects.create(slug="zaal", name="De oude Zaal", kind="other", what="Helpt.")
    import_parties(Directory.of([HALL]), **WHO)
    held = Party.objects.get(slug="zaal")
    assert (held.name, held.kind, held.what) == ("De oude Zaal", "other", "Helpt.")
    assert held.aliases.count() == 2


def test_holders_count_on_their_days(meetings, db):
    holder = Holder("Lies Van Hove", date(2015, 1, 1), date(2016, 12, 31))
    import_parties(Directory.of([Member("k", "Kabinet K", "cabinet", holders=(holder,))]), **WHO)
    alias = PartyAlias.objects.get(name="Lies Van Hove")
    assert (alias.first_day, alias.last_day) == (holder.first_day, holder.last_day)


def test_a_new_party_is_found_in_forms_that_are_held(waiting):
    known = replace(BRIDGE, aliases=(WORDS,))
    with logged("parties.import", "party:de-brug", "action:01_02_01", "action:01_02_02"):
        import_parties(Directory.of([known]), **WHO)
    assert Mention.objects.filter(party__slug="de-brug", how="alias").count() == 2
    log_agrees()


def test_a_person_settles_a_name_and_the_words_are_known_from_then_on(waiting):
    code = waiting.action.code
    with logged("mention.settle", "party:de-brug", f"action:{code}") as entries:
        settle_mention(waiting.pk, "de-brug", **WHO)
    waiting.refresh_from_db()
    assert (waiting.party.slug, waiting.how) == ("de-brug", "person")
    assert "de-brug" in entries[1].after["parties"]["involved"]
    assert [hit.code for hit in search("", {"party": ["de-brug"]}).hits] == [code]
    take_in(plan(meeting(summary="Later.")), edition="2")
    later = Mention.objects.get(form__edition__slug="2", field="involved.other_actors")
    assert (later.party.slug, later.how) == ("de-brug", "alias")
    log_agrees()


def test_settling_twice_is_once(waiting):
    settle_mention(waiting.pk, "de-brug", **WHO)
    with logged("none"):
        settle_mention(waiting.pk, "de-brug", **WHO)
    assert PartyAlias.objects.filter(name=waiting.words).count() == 1


def test_who_settles_a_name_better_takes_it_from_the_party_that_had_it(waiting):
    Party.objects.create(slug="buurt", name="Buurtwerk", kind="other")
    settle_mention(waiting.pk, "de-brug", **WHO)
    with logged(
        "mention.settle", "party:de-brug", "party:buurt", f"action:{waiting.action.code}"
    ) as entries:
        settle_mention(waiting.pk, "buurt", **WHO)
    assert set(entries[0].before["names"]) - set(entries[0].after["names"]) == {
        "buurthuis onder ons"
    }
    take_in(plan(meeting(summary="Later.")), edition="2")
    later = Mention.objects.get(form__edition__slug="2", field="involved.other_actors")
    assert (later.party.slug, later.how) == ("buurt", "alias")
    settle_mention(later.pk, None, **WHO)
    assert PartyAlias.objects.filter(party__slug="buurt").exists(), "no person took it for that"
    log_agrees()


def test_a_party_keeps_its_own_name(waiting):
    Party.objects.create(slug="huis", name=waiting.words, kind="other")
    settle_mention(waiting.pk, "huis", **WHO)
    settle_mention(waiting.pk, None, **WHO)
    assert PartyAlias.objects.get(party__slug="huis").name == waiting.words


def test_a_person_can_say_that_it_is_no_party_and_that_stays(waiting):
    settle_mention(waiting.pk, None, **WHO)
    import_parties(Directory.of([replace(BRIDGE, aliases=(WORDS,))]), **WHO)
    take_in(plan(meeting(summary="Anders."), meeting("01_02_02", summary="Anders.")))
    settled = Mention.objects.filter(action=waiting.action, words=waiting.words).get()
    assert (settled.party, settled.how) == (None, "none")
    other = Mention.objects.exclude(action=waiting.action).get(words=waiting.words)
    assert (other.party.slug, other.how) == ("de-brug", "alias")
    log_agrees()


def test_what_a_person_settled_survives_another_reading(waiting):
    settle_mention(waiting.pk, "de-brug", **WHO)
    take_in(plan(meeting(summary="Anders."), meeting("01_02_02")))
    assert Mention.objects.get(action=waiting.action, words=waiting.words).how == "person"


def test_an_unknown_name_or_party_is_refused(waiting):
    with refused("Er is geen naam met nummer 999999"):
        settle_mention(999999, "de-brug", **WHO)
    with refused("geen partij 'de-bruggen'"):
        settle_mention(waiting.pk, "de-bruggen", **WHO)
    with refused("Zeg waarom"):
        settle_mention(waiting.pk, "de-brug", by="An", why=" ")


def test_an_import_of_parties_that_breaks_half_way_leaves_nothing(meetings, db):
    """The second party names a kind that the database has no room for."""
    before = everything()
    members = [HALL, Member("x", "", "other")]
    with pytest.raises(Exception, match="party_is_named"):
        import_parties(Directory.of(members), **WHO)
    assert everything() == before
