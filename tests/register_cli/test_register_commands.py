"""The register from the terminal: compared first, written when told, the same twice."""

import json

import pytest
from example_register import ABOUT, CATALOGUE, EXAMPLE
from registry.small_plans import form, plan, take_in
from registry.tables import everything

from grondrecht.plan.exchange import to_text
from grondrecht.registry.models import (
    Action,
    Descent,
    Edition,
    LogEntry,
    Mandate,
    Mention,
    Party,
    Plan,
)

pytestmark = pytest.mark.django_db
WHOLE = ("import", EXAMPLE, "--about", ABOUT, "--parties", "voorbeeld")


@pytest.fixture
def written(tmp_path):
    """Write plans as JSON files, each with a sum of its own as documents have."""

    def write(read, name="plan.json"):
        path = tmp_path / name
        path.write_text(to_text(read))
        return path

    return write


# import


def test_without_apply_the_differences_are_shown_and_nothing_is_written(done):
    out = done(*WHOLE)
    assert "plan         voorbeeld (nieuw)" in out
    assert "editie       2017 (nieuw)" in out
    assert "dubbel       03_06_02" in out
    assert "nieuw: 49" in out
    assert "  02_06_01  Eén onthaal" in out
    assert "Er is niets geschreven. Voeg --apply toe om dit op te nemen." in out
    assert not Plan.objects.exists()
    assert not Party.objects.exists()
    assert not LogEntry.objects.exists()


def test_with_apply_it_is_written_and_twice_changes_nothing(done):
    out = done(*WHOLE, "--apply", "--by", "An", "--why", "proef")
    assert "regels in het logboek" in out
    assert "grondrecht parties open" in out
    assert set(LogEntry.objects.values_list("by", "why")) == {("An", "proef")}
    assert Mandate.objects.filter(person="Roos Vandermeulen").exists()
    before = everything()
    again = done(*WHOLE, "--apply")
    assert "Er verandert niets" in again
    assert "ongewijzigd: 49" in again
    after = everything()
    # The index is written anew, under a number of its own.
    ours = [name for name in before if "search" not in name and name != "registry_plan"]
    assert {name: after[name] for name in ours} == {name: before[name] for name in ours}
    assert after["fulltext"] == before["fulltext"]


def test_a_document_alone_becomes_a_plan_of_its_own_name(done, written):
    done("import", written(plan(), "Mijn plan.json"), "--apply")
    held = Plan.objects.get()
    assert (held.slug, held.name, Edition.objects.get().slug) == ("mijn-plan", "mijn-plan", "1")


def test_names_are_taken_as_given(done, written):
    words = ("--plan", "proef", "--edition", "2015", "--name", "Proefplan")
    done("import", written(plan()), *words, "--apply")
    assert Plan.objects.get().name == "Proefplan"
    assert Edition.objects.get().slug == "2015"


def test_changes_are_shown_per_action_and_per_field(done, written):
    take_in(plan())
    changed = plan(form(summary="Elke gemeente krijgt plaatsen erbij."), *plan().actions[1:2])
    words = ("import", written(changed), "--plan", "proef", "--edition", "1")
    out = done(*words)
    assert "gewijzigd: 1\n  01_02_01  Meer kinderen in de crèche\n    korte inhoud\n" in out
    assert "      wordt  Elke gemeente krijgt plaatsen erbij." in out
    assert "weg: 1\n  03_04_01" in out
    data = json.loads(done(*words, "--json"))
    assert data["differences"]["changed"][0]["fields"][0]["path"] == "summary"
    assert (data["applied"], data["changes"] > 0) == (False, True)
    assert Action.objects.get(code="01_02_01").forms.get().body["summary"] == form().summary


def test_json_has_every_text_whole(done):
    data = json.loads(done(*WHOLE, "--apply", "--json"))
    assert (data["plan"], data["forms"], data["actions"]) == ("voorbeeld", 49, 48)
    assert data["applied"] is True
    fields = {each["path"]: each for each in data["differences"]["added"][0]["fields"]}
    assert fields["summary"]["before"] == ""
    assert len(fields["summary"]["after"]) > 500
    assert data["duplicates"] == ["03_06_02"]


def test_the_edition_of_the_same_document_is_known_again(done, written):
    path = written(plan())
    done("import", path, "--plan", "proef", "--edition", "2015", "--apply")
    assert "Er verandert niets" in done("import", path, "--plan", "proef", "--apply")


def test_standard_input_is_a_document_too(done):
    done("import", "-", "--plan", "proef", "--apply", given=to_text(plan()).encode())
    assert Action.objects.count() == 3


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("weg.txt",), "weg.txt kan niet gelezen worden"),
        (("plan.json", "--about", "weg.toml"), "weg.toml kan niet gelezen worden"),
        (("plan.json", "--about", "plan.json"), "geen geldige TOML"),
        (("plan.json", "--parties", "weg"), "niet te lezen als partijgegevens"),
        (("plan.json", "--parties", "a=1"), "geen naam van partijgegevens"),
        (("plan.json", "--parties", "a\0b"), "."),
        (("plan.json", "--plan", "Met Hoofdletters"), "slug"),
        (("plan.json", "--plan", "../../etc"), "slug"),
        (("plan.json", "--edition", "Twee Woorden"), "slug"),
        (("plan.json", "--plan", "ander", "--about", ABOUT), "gaat over 'voorbeeld'"),
        (("leeg.json",), "geen enkele actie"),
        (("plan.json", "--plan", "proef"), "zeg met --edition"),
        ((), "BESTAND ontbreekt"),
    ],
    ids=range(13),
)
def test_what_cannot_be_taken_is_refused_and_nothing_is_written(refused, written, words, told):
    take_in(plan(form("09_09_09")))
    Edition.objects.update(sha256="1" * 64)
    written(plan())
    written(plan().__class__(), "leeg.json")
    before = everything()
    assert told in refused("import", *words, "--apply")
    assert everything() == before


# catalogue


def test_a_catalogue_is_tried_and_taken_in(done):
    done(*WHOLE, "--apply")
    words = ("catalogue", "import", CATALOGUE, "--plan", "voorbeeld")
    out = done(*words)
    assert "zou wijzigen 5" in out
    assert "Er is niets geschreven" in out
    data = json.loads(done(*words, "--apply", "--json"))
    assert data["items"]["system"] == 7
    assert (data["unknown"], data["applied"]) == ([], True)
    log = LogEntry.objects.count()
    assert "gewijzigd    0" in done(*words, "--apply")
    assert LogEntry.objects.count() == log


def test_a_bad_catalogue_is_refused_whole(refused, tmp_path):
    take_in(plan())
    good = '{"kind": "right", "name": "Premie", "actions": ["01_02_01"]}\n'
    (tmp_path / "a.jsonl").write_text(good)
    (tmp_path / "b.jsonl").write_text(good + '{"kind": "recht", "name": "x"}\n')
    words = ("catalogue", "import", "a.jsonl", "b.jsonl", "--apply", "--plan")
    assert "b.jsonl, regel 2, kind" in refused(*words, "proef")
    assert "geen plan 'weg'" in refused("catalogue", "import", "a.jsonl", "--plan", "weg")
    assert "--plan" in refused("catalogue", "import", "a.jsonl")
    assert not Plan.objects.get().instruments.exists()


# parties


def test_names_that_wait_are_listed_and_settled(done):
    take_in(plan())
    out = done("parties", "open", "--plan", "proef")
    rows = json.loads(done("parties", "open", "--json"))
    assert str(rows[0]["number"]) in out
    assert "grondrecht parties settle" in out
    first = Mention.objects.get(pk=rows[0]["number"])
    party = Party.objects.first()
    done("parties", "settle", first.pk, "--party", party.slug, "--by", "An")
    first.refresh_from_db()
    assert (first.party, first.how) == (party, "person")
    assert LogEntry.objects.filter(verb="mention.settle", by="An").exists()
    assert len(json.loads(done("parties", "open", "--json"))) == len(rows) - 1


def test_a_name_may_be_no_party(done):
    take_in(plan())
    mention = Mention.objects.first()
    data = json.loads(done("parties", "settle", mention.pk, "--json"))
    assert (data["number"], data["party"]) == (mention.pk, None)
    mention.refresh_from_db()
    assert mention.how == "none"


def test_parties_are_tried_and_taken_in_once(done):
    take_in(plan())
    assert "Er is niets geschreven" in done("parties", "import", "voorbeeld")
    assert not Party.objects.filter(slug="team-armoede").exists()
    data = json.loads(done("parties", "import", "voorbeeld", "--apply", "--json"))
    assert (data["parties"], data["applied"]) == (54, True)
    assert Party.objects.get(slug="team-armoede").part_of.slug.startswith("departement")
    mentions = list(Mention.objects.values())
    assert json.loads(done("parties", "import", "voorbeeld", "--apply", "--json"))["changes"] == 0
    assert list(Mention.objects.values()) == mentions


def test_what_is_wrong_with_parties_is_said(refused, tmp_path):
    (tmp_path / "fout.toml").write_text('[[party]]\nslug = "x"')
    assert "name" in refused("parties", "import", "fout.toml", "--apply")
    assert "geen naam met nummer 99" in refused("parties", "settle", "99")
    assert "NUMMER" in refused("parties", "settle", "x")
    assert "geen plan 'weg'" in refused("parties", "open", "--plan", "weg")
    assert "ontbreekt een commando" in refused("parties")
    assert "is geen commando" in refused("parties", "sluit")


# lineage


@pytest.fixture
def two_editions():
    take_in(plan())
    new = form("07_02_01", "Lessen voor wie een zaak begint", summary="Drie avonden in de week.")
    take_in(plan(form(title="Nog meer kinderen in de crèche"), new), edition="2")


def test_proposals_are_listed_confirmed_and_refused(done, two_editions):
    rows = json.loads(done("lineage", "list", "--plan", "proef", "--json"))
    kinds = {row["kind"]: row["number"] for row in rows}
    assert "01_02_02" in done("lineage", "list")
    assert "bevestigd" in done("lineage", "confirm", kinds["lapsed"], "--by", "An")
    refused_one = json.loads(done("lineage", "refuse", kinds["new"], "--json"))
    assert refused_one["state"] == "refused"
    assert Descent.objects.get(pk=kinds["lapsed"]).state == "confirmed"
    left = json.loads(done("lineage", "list", "--json"))
    assert len(left) == len(rows) - 2
    assert len(json.loads(done("lineage", "list", "--all", "--json"))) == len(rows)


def test_a_proposal_is_decided_once(done, refused, two_editions):
    number = Descent.objects.filter(kind="lapsed").first().pk
    done("lineage", "confirm", number)
    assert "al beslist" in refused("lineage", "refuse", number)
    assert "geen voorstel 999" in refused("lineage", "confirm", "999")


def test_where_nothing_waits_that_is_said(done):
    assert "geen voorstellen" in done("lineage", "list")
    assert "staat vast" in done("parties", "open")


# log


def test_the_log_tells_who_and_why_and_what_an_action_was(done):
    take_in(plan())
    out = done("log", "proef", "01-02-01")
    assert "action:01_02_01  An Coördinator: om te proberen" in out
    assert out.count("\n") == 1
    (entry,) = json.loads(done("log", "proef", "01_02_01", "--json"))
    assert entry["after"]["title"] == "Meer kinderen in de crèche"
    assert done("log", "proef").count("\n") == LogEntry.objects.filter(plan="proef").count()
    assert "title: Meer kinderen" in done("log", "proef", "01_02_01", "--on", "2100-01-01")
    state = json.loads(done("log", "proef", "01_02_01", "--on", "2100-01-01", "--json"))
    assert state["right"] == "01"
    assert "nog niet" in done("log", "proef", "01_02_01", "--on", "2000-01-01")


def test_what_the_log_cannot_tell_is_said(refused):
    take_in(plan())
    assert "geen plan 'weg'" in refused("log", "weg")
    assert "geen actiecode" in refused("log", "proef", "!")
    assert "staat niet in proef" in refused("log", "proef", "09_09_09")
    assert "geen dag" in refused("log", "proef", "01_02_01", "--on", "gisteren")
    assert "van welke actie" in refused("log", "proef", "--on", "2017-01-01")
