"""What everybody reads names no official: by page, API, file or feed, whatever was done by whom."""

import json
from datetime import date

import pytest
from followup import rounds as played
from followup.cast import actor_for, signed_in
from followup.doing import FOUND, a_consultation, a_test, an_action
from followup.meetings import DAY
from followup.test_nothing_leaks import public, text_of
from web.every_address import addresses

from grondrecht.followup.access import NotAllowed
from grondrecht.followup.actions import (
    actions,
    consultations,
    findings,
    measures,
    poverty_tests,
    reports,
    rounds,
)
from grondrecht.followup.freezing import held_copy
from grondrecht.followup.measuring import Said
from grondrecht.followup.models import AgendaItem, Finding, Person, Report
from grondrecht.followup.naming import refuse_names, signed
from grondrecht.followup.public_copy import for_everybody, unnamed
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import LogEntry

pytestmark = pytest.mark.django_db
WHY = {"why": "voor de proef"}


@pytest.fixture
def names(cast):
    """Who did things under which name; the coordinator's is not that of who took the plan in."""
    cast.an.name = "Anneleen Zonderspoor"
    cast.an.save()
    return [cast.an.name, cast.bram.name, cast.chris.name, cast.els.name]


@pytest.fixture
def everything_public(cast, names):
    """One of each thing that is made public, by people; gives what their addresses are made of."""
    an, chris = actor_for(cast.an), actor_for(cast.chris)
    actions.maintain(chris, cast.own_action, "summary", "Bijgewerkt.", **WHY)
    actions.say_plainly(an, cast.own_action, "Wij bouwen.", "", **WHY)
    actions.involve(actor_for(cast.els), cast.own_action, "Een vereniging", **WHY)
    measures.add_measure(an, cast.plan, Said("Premie"), **WHY)
    poverty_tests.review_year(an, cast.plan, 2031, DAY, "HPAO", "Nagekeken.", **WHY)
    numbers = [_finding(cast, an, chris), _meeting(cast, an, chris), _test(cast, an).pk]
    of = _round(cast, an, chris)
    return {"<slug:slug>": [of.slug, "premie"], "<int:number>": [str(pk) for pk in numbers]}


def _finding(cast, an, chris):
    made = findings.make_finding(an, an_action(cast, "", "ours"), FOUND, **WHY)
    findings.share_finding(an, made, **WHY)
    Finding.objects.filter(pk=made.pk).update(shared_on=date(2020, 1, 1))
    findings.publish_finding(an, made, **WHY)
    findings.reply_to_finding(chris, made, "Wij weten het.", **WHY)
    return made.pk


def _meeting(cast, an, chris):
    row = a_consultation(cast, "planned", "ours")
    consultations.suggest_item(chris, row, consultations.Item("De huurpremie"), **WHY)
    AgendaItem.objects.update(on_agenda=True)
    consultations.hold_consultation(an, row, "Er is gesproken.", **WHY)
    consultations.publish_consultation(an, row, **WHY)
    return row.pk


def _test(cast, an):
    row = a_test(cast, "scanned", "ours")
    poverty_tests.decide_test(actor_for(cast.bram), row, True, "Daarom.", DAY, **WHY)
    poverty_tests.conclude_test(an, row, "Goed.", "Niets.", [], DAY, **WHY)
    poverty_tests.publish_test(an, row, **WHY)
    return row


def _round(cast, an, chris):
    of = played.opened(cast)
    for whose in (played.OWN_ACTION, played.OTHER_ACTION):
        report = played.report_of(of, whose)
        reports.answer(actor_for(cast.an), report, played.said(report), **WHY)
    reports.answer(chris, played.report_of(of), played.said(played.report_of(of), "late"), **WHY)
    reports.validate(actor_for(cast.bram), played.report_of(of), **WHY)
    reports.send_back(an, played.report_of(of, played.OTHER_ACTION), "Te vaag.")
    for step in (rounds.end_answers, rounds.end_validation, rounds.freeze, rounds.send):
        step(an, of, **WHY)
    return of


@pytest.fixture(autouse=True)
def without_limits(settings):
    settings.API_CALLS_PER_MINUTE = 0


def test_no_page_api_file_or_feed_names_an_official(cast, names, everything_public):
    client = signed_in(None)
    paths = [path for each in addresses(cast.plan, most=3).values() for path in each]
    opened = [path for path in paths if path.startswith(("/api/", "/data/", "/id/"))]
    opened += [path for path in public(everything_public) if "wijzigingen" not in path]
    opened += ["/nl/voorbeeld/wijzigingen", "/nl/voorbeeld/wijzigingen.atom"]
    opened += ["/api/v1/log?size=100&page=1"]
    texts = {path: text_of(client.get(path)) for path in dict.fromkeys(opened)}
    assert [(path, name) for path, text in texts.items() for name in names if name in text] == []
    assert sum("Bijgewerkt." in text for text in texts.values()) >= 3


def test_the_public_log_tells_the_role_and_the_whole_log_who_it_was(names, everything_public):
    told = LogEntry.objects.filter(why=WHY["why"])
    assert [name for name in names if name in str(list(told.values()))] == []
    who = dict(told.values_list("verb", "by"))
    assert who["action.maintain"] == "ambtenaar, Departement Welzijn en Samenleving"
    assert who["round.send"] == "coördinator"
    for entry in told:
        kept = LogEntry.whole.get(batch=entry.batch, subject__contains="_by:")
        assert (kept.public, kept.at <= entry.at, kept.after) == (False, True, {"by": kept.by})
        assert kept.by in names


def test_who_brings_knowledge_in_is_a_body_or_a_role(cast, names):
    assert [consultations.spoken_for(actor_for(each)) for each in (cast.an, cast.els)] == [
        "coördinator",
        "Platform Armen aan het Woord",
    ]


def test_what_changes_nothing_names_nobody_apart(cast, names, everything_public):
    before = LogEntry.whole.count()
    actions.maintain(actor_for(cast.chris), cast.own_action, "summary", "Bijgewerkt.", **WHY)
    assert LogEntry.whole.count() == before


def test_the_report_s_data_names_who_did_it_to_those_alone_who_keep_it(names, everything_public):
    copy = held_copy(Report.objects.first().round)
    assert [name for name in names if name in json.dumps(copy)] == names[:3]
    assert [name for name in names if name in json.dumps(for_everybody(copy))] == []


@pytest.mark.parametrize(
    ("signature", "told"),
    [
        ("An Peeters, coördinator", "coördinator"),
        ("An Peeters, ambtenaar, Dienst A, B en C", "ambtenaar, Dienst A, B en C"),
        ("Peeters, An, ambtenaar, Dienst", "ambtenaar, Dienst"),
        ("Peeters, An, ambtenaar, Die…", "ambtenaar, Die…"),
        ("Peeters, An", ""),
        ("Peeters, ambtenarenzoon", ""),
        ("An Peeters", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_signature_is_unnamed_at_its_role_wherever_commas_stand(signature, told):
    assert unnamed(signature) == told


def test_whatever_somebody_is_called_their_signature_keeps_the_role_and_no_name(cast):
    Person.objects.filter(pk=cast.chris.pk).update(name="Geheim, Chris, de derde")
    chris = Person.objects.get(pk=cast.chris.pk)
    text = signed(actor_for(chris), "action.maintain", cast.own_action)
    assert text.startswith("Geheim, Chris, de derde, ")
    assert unnamed(text) == "ambtenaar, Departement Welzijn en Samenleving"


def test_a_name_is_found_as_whole_words(cast):
    Person.objects.filter(pk=cast.chris.pk).update(name="An Peeters")
    refuse_names("Jan Peeters, An Peetersen en Roman Peeters keken.")
    for text in ("an  PEETERS keek", "(An Peeters)", "gezien door An Peeters."):
        with pytest.raises(RegisterError, match="geen namen van mensen"):
            refuse_names(text)


def test_who_may_not_review_does_not_learn_who_works_here(cast, names):
    for by in (names[1], "Iemand Anders"):
        with pytest.raises(NotAllowed):
            poverty_tests.review_year(
                actor_for(cast.chris), cast.plan, 2032, DAY, by, "Klaar.", **WHY
            )


def test_a_review_is_by_bodies_and_never_by_a_person(cast, names):
    before = LogEntry.whole.count()
    for by, outcome in ((f"HPAO en {names[2].upper()}", "Klaar."), ("HPAO", f"{names[1]} keek.")):
        with pytest.raises(RegisterError, match="geen namen van mensen"):
            poverty_tests.review_year(actor_for(cast.an), cast.plan, 2032, DAY, by, outcome, **WHY)
    assert LogEntry.whole.count() == before
