"""Two people who write the same report: each keeps what they wrote, and sees the other's."""

import pytest
from followup.cast import OWN_ACTION, signed_in
from hypothesis import given
from hypothesis import strategies as st
from web.work.filled import again, form_with, press
from web.work.rounds import AT, opened, report_of

from grondrecht.followup.answers import from_json
from grondrecht.web.work.raw import ROWS, TEXTS, changed, marks, merged, pieces, with_piece

OWN = f"{AT}/{OWN_ACTION}"
BEGUN = {"status": "running", "kind": "project", "news": "Begin.", "next_step": "Een stap."}


@pytest.fixture
def report(cast, db):
    report = report_of(opened(cast), OWN_ACTION)
    press(signed_in(cast.chris), OWN, "answer", **BEGUN)
    return report


@pytest.fixture
def two(cast, report):
    """Chris and the coordinator, each with the page open."""
    chris, an = signed_in(cast.chris), signed_in(cast.an)
    return (chris, chris.get(OWN)), (an, an.get(OWN))


def held(report):
    report.refresh_from_db()
    return from_json(report.answer)


def words(answer):
    return answer.content.decode()


def test_the_second_sees_beside_their_own_what_the_first_wrote(report, two):
    (chris, of_chris), (an, of_an) = two
    again(an, OWN, of_an, "answer", news="Van An.", next_step="Stap van An.")
    late = again(chris, OWN, of_chris, "answer", news="Van Chris.", reason="Reden van Chris.")
    page = words(late)
    assert late.status_code == 409
    assert "An Coördinator" in page
    assert "Van An." in page
    mine = form_with(late, "answer")
    assert mine["news"] == "Van Chris."
    assert mine["reason"] == "Reden van Chris."
    # Chris had not touched this one, so the newer words stand in the form.
    assert mine["next_step"] == "Stap van An."
    assert held(report).news == "Van An."


def test_the_second_takes_over_what_the_first_wrote(report, two):
    (chris, of_chris), (an, of_an) = two
    again(an, OWN, of_an, "answer", news="Van An.")
    late = again(chris, OWN, of_chris, "answer", news="Van Chris.", next_step="Van Chris.")
    chosen = again(chris, OWN, late, "take:news")
    assert form_with(chosen, "answer")["news"] == "Van An."
    assert 'value="take:news"' not in words(chosen)
    assert again(chris, OWN, chosen, "answer").status_code == 302
    assert (held(report).news, held(report).next_step) == ("Van An.", "Van Chris.")


def test_the_second_keeps_their_own_after_having_seen_the_other(report, two):
    (chris, of_chris), (an, of_an) = two
    again(an, OWN, of_an, "answer", news="Van An.")
    late = again(chris, OWN, of_chris, "answer", news="Van Chris.")
    assert again(chris, OWN, late, "answer").status_code == 302
    assert held(report).news == "Van Chris."


def test_the_difference_stays_in_sight_while_a_row_is_added(report, two):
    (chris, of_chris), (an, of_an) = two
    again(an, OWN, of_an, "answer", news="Van An.")
    late = again(chris, OWN, of_chris, "answer", news="Van Chris.")
    more = again(chris, OWN, late, "add:spent")
    assert "Van An." in words(more)
    assert form_with(more, "answer")["news"] == "Van Chris."


def test_rows_of_both_are_put_beside_each_other(report, two):
    (chris, of_chris), (an, of_an) = two
    own = again(chris, OWN, of_chris, "add:spent")
    row = {"spent__0__amount": "100", "spent__0__currency": "EUR"}
    again(an, OWN, of_an, "answer", spent__0__year="2016", **row)
    late = again(chris, OWN, own, "answer", spent__0__year="2017", **row)
    both = again(chris, OWN, late, "take:spent")
    assert again(chris, OWN, both, "answer").status_code == 302
    assert sorted(each.year for each in held(report).spent) == [2016, 2017]


def test_a_third_answer_in_between_is_met_once_more(report, two):
    (chris, of_chris), (an, of_an) = two
    again(an, OWN, of_an, "answer", news="Eerste.")
    late = again(chris, OWN, of_chris, "answer", news="Van Chris.")
    press(an, OWN, "answer", news="Tweede.")
    later = again(chris, OWN, late, "answer")
    assert later.status_code == 409
    assert "Tweede." in words(later)
    assert form_with(later, "answer")["news"] == "Van Chris."


def test_what_met_a_change_is_kept_as_a_draft_when_the_browser_is_closed(cast, report, two):
    (chris, of_chris), (an, of_an) = two
    again(an, OWN, of_an, "answer", news="Van An.")
    again(chris, OWN, of_chris, "answer", news="Van Chris.")
    page = signed_in(cast.chris).get(OWN)
    assert form_with(page, "answer")["news"] == "Van Chris."
    assert "Van An." in words(page)


def test_a_draft_meets_what_was_answered_since(cast, report, two):
    (chris, of_chris), (an, of_an) = two
    again(chris, OWN, of_chris, "draft", news="Van Chris.")
    again(an, OWN, of_an, "answer", news="Van An.", reason="Van An.")
    page = chris.get(OWN)
    assert "Van An." in words(page)
    mine = form_with(page, "answer")
    assert (mine["news"], mine["reason"]) == ("Van Chris.", "Van An.")


def test_a_confirmation_of_what_changed_since_is_shown_first(report, two):
    (chris, _of_chris), (an, _of_an) = two
    press(an, OWN, "send_back", back__reason="Wat nu?")
    page = chris.get(OWN)
    press(an, OWN, "answer", news="Van An.")
    met = again(chris, OWN, page, "confirm")
    assert met.status_code == 302
    assert "Iemand anders wijzigde dit intussen" in words(chris.get(OWN))
    assert held(report).news == "Van An."


def raws():
    """Answers as they are typed: two milestones, and a few rows."""
    text = st.sampled_from(["", "a", "b", "c d\ne"])
    row = {kind: st.fixed_dictionaries(dict.fromkeys(keys, text)) for kind, keys in ROWS.items()}
    lists = {
        kind: st.lists(each, min_size=2 * (kind == "milestones"), max_size=2)
        for kind, each in row.items()
    }
    return st.fixed_dictionaries(dict.fromkeys(TEXTS, text) | lists)


@given(raws(), raws(), raws())
def test_a_merge_loses_nothing_of_either(base, mine, theirs):
    whole, taken, differs = merged(mine, theirs, marks(base))
    by_me, by_them = changed(mine, marks(base)), changed(theirs, marks(base))
    for key, value in pieces(whole).items():
        if key in taken:
            assert value == pieces(theirs)[key]
            assert key not in by_me
        else:
            assert value == pieces(mine)[key]
    unlike = {key for key in pieces(mine) if pieces(mine)[key] != pieces(theirs)[key]}
    assert set(differs) == by_me & by_them & unlike
    assert set(taken) == (by_them - by_me) & unlike


@given(raws())
def test_nothing_changed_where_nothing_was_typed(raw):
    assert changed(raw, marks(raw)) == frozenset()
    assert merged(raw, raw, "") == (raw, [], [])


@given(raws(), raws())
def test_a_piece_that_is_taken_over_is_the_others_and_rows_of_both_stay(mine, theirs):
    for key, value in pieces(theirs).items():
        got = pieces(with_piece(mine, key, value))[key]
        if key in ROWS:
            assert all(row in got for row in [*pieces(mine)[key], *value])
        else:
            assert got == value
