"""What a tested text would change, attached to its test: by whom, when, and how it is shown."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from followup.cast import actor_for, signed_in
from followup.meetings import DAY, WHY, decided, listed, log_agrees, scanned
from followup.outcomes import outcome

from grondrecht.followup.access import NotAllowed, NotNow
from grondrecht.followup.actions.effects import MOST_GROUPS, attach_effect
from grondrecht.followup.actions.poverty_tests import conclude_test, publish_test
from grondrecht.followup.effects_read import shown
from grondrecht.followup.export import BY_NAME
from grondrecht.followup.models import Effect
from grondrecht.registry import log
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.export.dumps import jsonl_pieces

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def found():
    return outcome()


def published(cast, found):
    """A test in the public register, with an effect."""
    test = decided(cast)
    attach_effect(actor_for(cast.chris), test, found, why=WHY)
    conclude_test(actor_for(cast.chris), test, "Haalbaar.", "Niets.", (), DAY, why=WHY)
    publish_test(actor_for(cast.an), test, why=WHY)
    return test


def test_an_outcome_is_attached_with_its_day_measures_and_version(cast, found):
    test = scanned(cast)
    effect, is_new = attach_effect(actor_for(cast.an), test, found, why=WHY)
    assert is_new
    assert (effect.name, effect.name_en) == ("Ruimere grens", "Wider limit")
    assert (effect.on_day, effect.synthetic) == (date(2016, 3, 1), True)
    assert effect.made_with.startswith("Grondrecht ")
    assert effect.brought_on == timezone.localdate()
    assert [each["id"] for each in effect.measures] == ["heating"]
    assert effect.groups == json.loads(json.dumps(found["groups"]))
    log_agrees(test)
    held = log.state_on("voorbeeld", f"test:{test.slug}")[f"effect:{effect.pk}"]
    assert (held["name"], held["on"]) == ("Ruimere grens", "2016-03-01")
    assert held["said"] == found["sentences"]["nl"]


def test_the_same_reform_and_day_is_set_anew_and_another_day_beside_it(cast, found):
    test = decided(cast)
    first, _ = attach_effect(actor_for(cast.an), test, found, why=WHY)
    real = outcome(synthetic=False)
    again, is_new = attach_effect(actor_for(cast.an), test, real, why=WHY)
    assert (again.pk, is_new, again.synthetic) == (first.pk, False, False)
    attach_effect(actor_for(cast.an), test, found | {"on": "2016-04-01"}, why=WHY)
    assert [each.on_day.month for each in test.effects.all()] == [3, 4]
    log_agrees(test)


def test_whoever_may_bring_in_knowledge_may_attach_it_and_nobody_else(cast, found):
    test = decided(cast)
    for person in (cast.an, cast.bram, cast.chris, cast.els):
        attach_effect(actor_for(person), test, found, why=WHY)
    with pytest.raises(NotAllowed):
        attach_effect(actor_for(cast.dina), test, found, why=WHY)


def test_not_before_the_quickscan_nor_after_the_result(cast, found):
    with pytest.raises(NotNow):
        attach_effect(actor_for(cast.an), listed(cast), found, why=WHY)
    with pytest.raises(NotNow):
        attach_effect(actor_for(cast.an), published(cast, found), found, why=WHY)


def test_what_is_no_outcome_or_has_too_many_groups_is_refused(cast, found):
    test = decided(cast)
    with override("en"):
        with pytest.raises(RegisterError, match="no outcome of “grondrecht what-if”"):
            attach_effect(actor_for(cast.an), test, {"format": "grondrecht-plan/1"}, why=WHY)
        many = found | {"groups": found["groups"][:1] * (MOST_GROUPS + 1)}
        with pytest.raises(RegisterError, match="at most 200 groups; break down by less"):
            attach_effect(actor_for(cast.an), test, many, why=WHY)
    assert not test.effects.exists()


def test_the_database_holds_one_a_reform_and_day(cast, found):
    test = decided(cast)
    effect, _ = attach_effect(actor_for(cast.an), test, found, why=WHY)
    twin = Effect.objects.get(pk=effect.pk)
    twin.pk = None
    with pytest.raises(ValidationError, match="staat er al voor die dag"):
        twin.full_clean()


def test_as_pages_show_it(cast, found):
    test = decided(cast)
    attach_effect(actor_for(cast.an), test, found, why=WHY)
    with override("en"):
        (effect,) = shown(test.effects.all())
        assert (effect.name, effect.measures) == ("Wider limit", "Heating support")
        assert [row.label for row in effect.groups] == [
            *("everyone", "province: not known", "province: antwerpen", "province: limburg")
        ]
    total = effect.groups[0]
    assert (total.households, total.winners, total.losers) == (4500, 600, 0)
    assert total.cost == 30 * 20 * 240
    assert effect.has_poverty
    assert total.lower <= total.difference <= total.upper
    assert effect.said[0].startswith("600 households win and 0 lose; it costs 144,000.00 euro")


def test_without_poverty_its_columns_are_left_out(cast):
    test = decided(cast)
    attach_effect(actor_for(cast.an), test, outcome(with_poverty=False), why=WHY)
    (effect,) = shown(test.effects.all())
    assert not effect.has_poverty
    page = signed_in(cast.an).get(f"/nl/werk/armoedetoetsen/{test.pk}").content.decode()
    assert "Ruimere grens: gezinnen op" in page
    assert "Armoederisico voor" not in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "nl",
            [
                "Wat de tekst zou veranderen",
                "Ruimere grens",
                "Deze bevolking is synthetisch",
                "600 gezinnen winnen en 0 verliezen",
                "144.000",
                "Maatregelen die veranderen: Steun voor verwarming. Berekend met Grondrecht",
            ],
        ),
        (
            "en",
            [
                "What the text would change",
                "Wider limit",
                "This population is synthetic",
                "600 households win",
                "At risk of poverty before (%)",
            ],
        ),
    ],
)
def test_the_public_page_shows_it_once_published(cast, found, language, words):
    test = published(cast, found)
    page = Client().get(f"/{language}/voorbeeld/armoedetoetsen/{test.slug}").content.decode()
    for each in words:
        assert each in page, each


def test_before_that_nobody_outside_sees_it(cast, found):
    test = decided(cast)
    attach_effect(actor_for(cast.an), test, found, why=WHY)
    assert Client().get(f"/nl/voorbeeld/armoedetoetsen/{test.slug}").status_code == 404


def test_real_people_carry_no_label(cast):
    test = published(cast, outcome(synthetic=False))
    page = Client().get(f"/nl/voorbeeld/armoedetoetsen/{test.slug}").content.decode()
    assert "Wat de tekst zou veranderen" in page
    assert "synthetisch" not in page


def test_open_data_has_it_once_published(cast, found):
    waiting = decided(cast)
    attach_effect(actor_for(cast.an), waiting, found, why=WHY)
    test = published(cast, found)
    table = BY_NAME["poverty_test_effects"]
    rows = [json.loads(line) for line in "".join(jsonl_pieces(table, "voorbeeld")).splitlines()]
    (row,) = [row for row in rows if row["test"] == test.slug]
    assert waiting.slug not in {row["test"] for row in rows}
    assert (row["name"], row["on_day"], row["synthetic"]) == ("Ruimere grens", "2016-03-01", True)
    assert row["groups"] == json.loads(json.dumps(found["groups"]))
