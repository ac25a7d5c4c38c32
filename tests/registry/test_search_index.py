"""The index keeps step with the verbs, and a process sees what others wrote."""

from dataclasses import replace

import numpy as np
import pytest
from small_plans import WHO, form, plan, take_in

from grondrecht.plan.model import Parties
from grondrecht.registry.about import About
from grondrecht.registry.actions.about import describe_plan
from grondrecht.registry.actions.catalogue import import_catalogue
from grondrecht.registry.actions.indexing import index_everything
from grondrecht.registry.actions.links import link_actions, record_involvement
from grondrecht.registry.actions.parties import settle_mention
from grondrecht.registry.actions.texts import maintain_text, say_plainly
from grondrecht.registry.intake import CatalogueItem
from grondrecht.registry.models import (
    Action,
    Mention,
    Party,
    Plan,
    SearchEntry,
    SearchRevision,
    SearchWord,
)
from grondrecht.registry.search import Entry, index_actions, remove_actions, search
from grondrecht.registry.search.indexing import MOST_WORDS
from grondrecht.registry.search.query import word_clause
from grondrecht.registry.search.snapshot import Remembered, _kept, current

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def register(db):
    take_in(plan())
    assert search("").total == 3


def codes(text, **choices):
    return [hit.code for hit in search(text, choices).hits]


def action(code="01_02_01"):
    return Action.objects.select_related("plan").get(code=code)


def read_anew():
    """What a process finds that has just begun."""
    _kept.clear()
    return current()


def same(one, other):
    """Whether two snapshots hold the same, whichever way they were made."""
    everyone = other.ids > -1
    return (
        one.ids.tolist() == other.ids.tolist()
        and one.order.tolist() == other.order.tolist()
        and (one.words, one.stems) == (other.words, other.stems)
        and all(
            counts(one.facets[n], everyone) == counts(other.facets[n], everyone) for n in one.facets
        )
    )


def counts(facet, mask):
    pairs = zip(facet.values, facet.counts(mask).tolist(), strict=True)
    return {value: count for value, count in pairs if count}


def test_a_maintained_text_is_found_and_so_is_the_printed_one():
    assert codes("ooievaar") == []
    maintain_text(action(), "summary", "De ooievaar klappert.", **WHO)
    hit = search("ooievaar").hits[0]
    assert (hit.code, hit.field, hit.snippet[1]) == ("01_02_01", "summary", ("ooievaar", True))
    assert "01_02_01" in codes("wachtlijsten")
    assert ("wachtlijsten", True) in search("wachtlijsten 01_02_01").hits[0].snippet
    maintain_text(action(), "summary", "", **WHO)
    assert codes("ooievaar") == []


def test_a_maintained_title_is_shown_and_the_printed_one_found():
    maintain_text(action(), "title", "Crèches in de buurt", **WHO)
    assert search("buurt").hits[0].title[-1] == ("buurt", True)
    assert codes('"meer kinderen"') == ["01_02_01"]


def test_plain_words_are_found():
    say_plainly(action("03_04_01"), "Je krijgt vanzelf geld.", "You get money.", **WHO)
    assert search('"krijgt vanzelf geld"').hits[0].field == "plain"


def test_a_second_edition_takes_the_place_of_the_first():
    changed = replace(plan().actions[0], summary="Nu gaat het over zeilen.", budget="")
    take_in(plan(changed, *plan().actions[1:], file="later.txt"), edition="2")
    assert codes("zeilen") == ["01_02_01"]
    assert codes("zeilen", has=["money"]) == []
    assert search("", {"plan": ["proef"]}).total == 3


def test_an_action_that_is_printed_twice_is_found_by_both():
    twice = (
        form("05_02_01", "Eerst", budget="/"),
        form("05_02_01", "Later", summary="Een zeppelin."),
    )
    take_in(plan(*twice), slug="dubbel")
    assert codes("zeppelin") == codes("later zeppelin") == ["05_02_01"]
    assert codes("eerst 05_02_01", has=["money"]) == ["05_02_01"]


def test_a_settled_name_is_counted():
    mention = Mention.objects.exclude(party=None).filter(action=action()).first()
    party, other = mention.party.slug, "zomaar-iemand"
    Party.objects.create(slug=other, name="Zomaar iemand", kind="other")
    counted = len(codes("", party=[party]))
    settle_mention(mention.pk, other, **WHO)
    assert codes("", party=[other]) == ["01_02_01"]
    left = Mention.objects.filter(action=action(), party__slug=party).exists()
    assert len(codes("", party=[party])) == counted - (not left)
    settle_mention(mention.pk, None, **WHO)
    assert codes("", party=[other]) == []


def test_a_catalogue_gives_kinds():
    assert search("").facets["kind"] == ()
    item = CatalogueItem("system", "Kruispuntbank", actions=(form("01_02_01").code,))
    import_catalogue([item], "proef", **WHO)
    assert search("").facets["kind"] == (("system", 1, False),)
    assert codes("", kind=["system"]) == ["01_02_01"]


def test_words_are_stemmed_in_the_language_of_their_plan():
    take_in(plan(form("02_02_01", "Cities and universities")), slug="engels")
    assert codes("city university") == []
    describe_plan(About("engels", "Plan", language="en"), **WHO)
    assert codes("city university") == codes("universities") == ["02_02_01"]


def test_links_and_involvement_keep_step():
    bare = form("09_02_01", "Zonder", involved=Parties())
    take_in(plan(bare), slug="ander")
    assert codes("", plan=["ander"], has=["involvement"]) == []
    record_involvement(action("09_02_01"), "De Brug", **WHO)
    assert codes("", plan=["ander"], has=["involvement"]) == ["09_02_01"]
    before = current()
    link_actions(action(), action("01_02_02"), "see_also", **WHO)
    assert same(read_anew(), before)


def test_what_is_removed_vanishes_with_its_words():
    maintain_text(action(), "summary", "De ooievaar klappert.", **WHO)
    remove_actions([action().pk])
    assert search("").total == 2
    assert codes("ooievaar") == []
    # The word is still known, but is offered to nobody who misspells it.
    assert SearchWord.objects.filter(word="ooievaar").exists()
    assert search("ooievar").corrected == ""
    assert not SearchEntry.objects.filter(pk=action().pk).exists()
    index_everything()
    assert codes("ooievaar") == ["01_02_01"]


def test_indexing_twice_changes_nothing():
    before = read_anew()
    assert index_everything() == 3
    assert same(current(), before)
    assert same(read_anew(), before)


def test_a_small_write_is_patched_into_what_is_known(django_assert_num_queries):
    known = current()
    maintain_text(action(), "budget", "9.999 euro van de ooievaar", **WHO)
    # What was written, and what was not: whether it is on record, rows, their number, words.
    with django_assert_num_queries(5):
        patched = current()
    assert patched is not known
    assert patched.ids is known.ids
    assert same(read_anew(), patched)
    with django_assert_num_queries(1):
        current()


def test_a_new_action_or_value_is_read_anew():
    known = current()
    take_in(plan(form("08_04_01", "Nieuw")), slug="ander")
    assert len(current().ids) == len(known.ids) + 1
    assert current().ids is not known.ids
    assert search("nieuw").hits[0].code == "08_04_01"


def test_what_was_rolled_back_is_forgotten(django_db_blocker):
    from_before = SearchRevision.objects.order_by("-number").first().number
    maintain_text(action(), "summary", "De ooievaar klappert.", **WHO)
    assert codes("ooievaar") == ["01_02_01"]
    # As a transaction that ends in an error leaves it.
    SearchRevision.objects.filter(number__gt=from_before).delete()
    SearchEntry.objects.filter(revision__gt=from_before).update(revision=from_before)
    SearchRevision.objects.create(number=from_before + 1)
    known = current()
    assert known.seen == from_before + 1
    assert same(read_anew(), known)


def test_an_action_of_endless_text_is_held_as_far_as_the_database_can():
    owner = action()
    words = " ".join(f"woord{number}" for number in range(MOST_WORDS + 500))
    entry = Entry(owner.pk, "proef", "nl", owner.code, "t " * 5000, (("summary", words),))
    index_actions([entry])
    assert Plan.objects.get(slug="proef")
    assert codes("woord10") == ["01_02_01"]
    assert codes(f"woord{MOST_WORDS + 400}") == []
    assert codes('"woord10000 woord10001"') == ["01_02_01"]


def test_what_was_asked_longest_ago_is_forgotten(monkeypatch):
    monkeypatch.setattr("grondrecht.registry.search.snapshot._REMEMBERED", 2500)
    held = Remembered()
    answer = np.zeros(0, np.int32), np.zeros(0, np.int32)
    first, second, third = (word_clause(word) for word in ("een", "twee", "drie"))
    held.put(first, answer)
    held.put(second, answer)
    assert held.get(first) is answer
    held.put(third, answer)
    assert held.get(second) is None
    assert held.get(first) is held.get(third) is answer
