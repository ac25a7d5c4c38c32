"""Facets: their counts are those that a count over the models gives, one action at a time."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grondrecht.plan.quality.rules import is_blank, is_denial
from grondrecht.registry.models import Action, Form
from grondrecht.registry.search import FACETS, search
from grondrecht.registry.search.facets import Gathered, compact, loosened, packed, unpacked

pytestmark = pytest.mark.django_db
TEXTS = ("", "armoede", "overleg -minister", "kinderen gezin", "niets_van_dit")


def values_of(action):
    """Facet -> the values of an action, read from the models one by one."""
    forms = list(Form.objects.filter(action=action).order_by("-edition__position"))
    forms = [form for form in forms if form.edition_id == forms[0].edition_id]
    stages = {each.stage for form in forms for each in form.milestones.exclude(text="")}
    kinds = {form.commitment.kind for form in forms}
    evaluations = [form.value.evaluation for form in forms]
    tells = any(not is_blank(text) and not is_denial(text) for text in evaluations)
    has = {
        "money": "amount" in kinds,
        "baseline": "baseline" in stages,
        "end_goal": "final" in stages,
        "involvement": action.involvements.exists(),
        "indicator": tells or action.indicators.exists(),
    }
    return {
        "plan": {action.plan.slug},
        "right": {action.right.code} if action.right else set(),
        "office": {action.office.code} if action.office else set(),
        "party": {each.party.slug for each in action.mentions.filter(party__isnull=False)},
        "period": {str(y) for form in forms for each in form.milestones.all() for y in each.years},
        "has": {name for name, it_has in has.items() if it_has},
        "rule": {each.rule for each in action.quality.all()},
        "kind": {each.kind for each in action.instruments.all()},
    }


@pytest.fixture(scope="module")
def held(example, django_db_blocker):
    """The values of every action by id, and the actions that each text finds."""
    with django_db_blocker.unblock():
        actions = {action.pk: values_of(action) for action in Action.objects.all()}
        found = {text: {hit.action.pk for hit in search(text, size=1000).hits} for text in TEXTS}
    return actions, found


def has_any(values, chosen):
    return all(values[name] & set(wanted) for name, wanted in chosen.items() if wanted)


def check_counts(held, text, chosen):
    """Total and facets of a search are those of counting one by one."""
    actions, found = held
    told = search(text, chosen, size=1000)
    among = [pk for pk in found[text] if has_any(actions[pk], chosen)]
    assert told.total == len(among)
    assert {hit.action.pk for hit in told.hits} == set(among)
    for name in FACETS:
        others = {other: wanted for other, wanted in chosen.items() if other != name}
        counted = Counter(
            value
            for pk in found[text]
            if has_any(actions[pk], others)
            for value in actions[pk][name]
        )
        wanted = set(chosen.get(name, ()))
        rows = told.facets[name]
        assert {value: count for value, count, _ in rows if count} == (
            dict(counted)
            if len(counted) <= 40
            else {row[0]: counted[row[0]] for row in rows if row[1]}
        )
        assert {value for value, _, is_chosen in rows if is_chosen} == wanted
        assert len(rows) <= 40


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_counts_are_those_of_counting_one_by_one(held, data):
    actions, _ = held
    chosen = {}
    for name in data.draw(st.lists(st.sampled_from(FACETS), unique=True, max_size=4)):
        known = sorted({value for values in actions.values() for value in values[name]})
        values = st.sampled_from([*known, "nergens"])
        chosen[name] = data.draw(st.lists(values, unique=True, min_size=1, max_size=3))
    check_counts(held, data.draw(st.sampled_from(TEXTS)), chosen)


def test_the_example_has_every_facet(held):
    actions, found = held
    for name in ("plan", "right", "office", "party", "period", "has", "rule"):
        assert any(values[name] for values in actions.values()), name
    assert len(found["armoede"]) > 5
    assert found["niets_van_dit"] == set()


def test_several_values_widen_and_several_facets_narrow(held):
    one, other = (search("", {"right": [code]}).total for code in ("01", "03"))
    both = search("", {"right": ["01", "03"]})
    assert both.total == one + other > one > 0
    assert search("", {"right": ["01", "03"], "has": ["money"]}).total < both.total
    # Each facet is counted as if nothing were chosen in it.
    assert both.facets["right"] == tuple(
        (code, count, code in ("01", "03")) for code, count, _ in search("").facets["right"]
    )
    assert sum(count for _, count, _ in both.facets["office"]) == both.total


def test_rights_and_periods_come_in_order_and_others_most_first(held):
    facets = search("").facets
    for name in ("right", "office", "period"):
        values = [value for value, _, _ in facets[name]]
        assert values == sorted(values)
    for name in ("party", "rule", "has"):
        counts = [count for _, count, _ in facets[name]]
        assert counts == sorted(counts, reverse=True)
    chosen = search("", {"party": [facets["party"][5][0]]}).facets["party"]
    assert chosen[0] == (*facets["party"][5][:2], True)


def test_a_value_that_nobody_has_is_chosen_and_counts_none(held):
    told = search("armoede", {"party": ["nergens"]})
    assert (told.total, told.hits) == (0, ())
    assert told.facets["party"][0] == ("nergens", 0, True)


rows = st.lists(st.lists(st.sampled_from("abcdef"), unique=True, max_size=3), max_size=140)


@settings(max_examples=60, deadline=None)
@given(rows, st.data())
def test_bits_and_pairs_count_alike(held, data):
    gathered = Gathered()
    for values in held:
        gathered.add(values)
    bits, pairs = gathered.facet(), gathered.facet(as_pairs=True)
    mask = np.array(
        data.draw(st.lists(st.booleans(), min_size=len(held), max_size=len(held))), bool
    )
    expected = Counter(
        value for values, is_in in zip(held, mask, strict=True) if is_in for value in values
    )
    chosen = data.draw(st.sets(st.sampled_from("abcxyz")))
    for facet in (bits, pairs):
        counts = dict(zip(facet.values, facet.counts(mask).tolist(), strict=True))
        assert {value: count for value, count in counts.items() if count} == expected
        found = facet.mask(chosen, len(held))
        assert found.tolist() == [bool(set(values) & chosen) for values in held]
    assert unpacked(packed(mask), len(mask)).tolist() == mask.tolist()
    assert loosened(compact(mask), len(mask)).tolist() == mask.tolist()


@settings(max_examples=60, deadline=None)
@given(rows.filter(len), st.data())
def test_a_patched_facet_is_one_that_was_read_anew(held, data):
    places = st.integers(0, len(held) - 1)
    values = st.lists(st.sampled_from("abcdef"), unique=True, max_size=3)
    changed = data.draw(st.dictionaries(places, values, max_size=3))
    before, after = Gathered(), Gathered()
    for place, values in enumerate(held):
        before.add(values)
        after.add(changed.get(place, values))
    everyone = np.ones(len(held), bool)
    for as_pairs in (False, True):
        patched = before.facet(as_pairs).patched(changed)
        anew = after.facet(as_pairs)
        if patched is not None:
            counts = dict(zip(patched.values, patched.counts(everyone).tolist(), strict=True))
            told = dict(zip(anew.values, anew.counts(everyone).tolist(), strict=True))
            assert {value: count for value, count in counts.items() if count} == told
    known = {value for values in held for value in values}
    assert (before.facet().patched(changed) is None) == any(
        set(values) - known for values in changed.values()
    )
