"""Rights and social corrections: kept, counted, compared; the log tells what the tables hold."""

from dataclasses import replace
from decimal import Decimal
from importlib.resources import files

import pytest
from django.db import transaction
from followup.cast import actor_for
from followup.measured import without_measures
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registry.tables import everything

from grondrecht.followup.access import Conflict, NotAllowed
from grondrecht.followup.actions.measures import (
    add_measure,
    argue,
    count_measure,
    forget_figures,
    keep_measure,
)
from grondrecht.followup.actions.measures_import import (
    import_measures,
    said_of,
    take_in_file,
    take_rights,
)
from grondrecht.followup.actors import operator
from grondrecht.followup.measures_file import COLUMNS, read_table
from grondrecht.followup.measuring import Condition, Counted, Said, years_of
from grondrecht.followup.models import Argument, Measure, MeasureFigures
from grondrecht.followup.states import told
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.log import state_on
from grondrecht.registry.models import LogEntry

pytestmark = pytest.mark.django_db
WHY = "Tweejaarlijkse inventaris"
OWN = "departement-welzijn-en-samenleving"
RENT = Said(
    "Huurpremie",
    name_en="Rent allowance",
    instrument="huurpremie",
    granted_by=OWN,
    automatic="partly",
    obstacles="De wachtlijst en het rijksregister zijn niet gekoppeld.",
    conditions=(
        Condition("inkomen", "Niet hoger dan de grens voor een sociale woning."),
        Condition("wachttijd", "Vier jaar ingeschreven."),
    ),
)
FARE = Said(
    "Sociaal tarief op de bus",
    kind="correction",
    granted_by="departement-werk",
    automatic="yes",
    conditions=(Condition("inkomen", "Recht op de verhoogde tegemoetkoming."),),
)
TWICE = (Condition("Inkomen", "x"), Condition("inkomen ", "y"))
IN_2017 = Counted(2017, 2017, 20_150, Decimal("31250000"), Decimal("912000.50"), source="Verslag")


@pytest.fixture(autouse=True)
def bare(cast, db):
    """Without the measures of the example."""
    without_measures()


@pytest.fixture
def rent(cast, db):
    return add_measure(actor_for(cast.an), cast.plan, RENT, why=WHY)


@pytest.fixture
def fare(cast, db):
    return add_measure(actor_for(cast.an), cast.plan, FARE, why=WHY)


def log_agrees():
    for measure in Measure.objects.all():
        assert state_on("voorbeeld", f"measure:{measure.slug}") == told(measure).state


def test_a_measure_is_added_with_what_is_known_of_it(cast, rent):
    assert (rent.slug, rent.kind, rent.granted_by.slug) == ("huurpremie", "right", OWN)
    assert rent.instrument.name == "Huurpremie"
    assert said_of(rent) == replace(RENT, slug="huurpremie")
    entry = LogEntry.objects.last()
    assert (entry.verb, entry.subject) == ("plan.keep_measure", "measure:huurpremie")
    assert entry.after["conditions"][1] == ["wachttijd", "Vier jaar ingeschreven."]
    log_agrees()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (RENT, "al een maatregel|al in de inventaris"),
        (replace(RENT, slug="x"), "al in de inventaris"),
        (replace(FARE, name=" "), "name"),
        (replace(FARE, kind="gunst"), "kind"),
        (replace(FARE, slug="Een Naam"), "kleine letters"),
        (replace(FARE, instrument="niets"), "kent geen recht"),
        (replace(FARE, instrument="cultuurwijzer"), "kent geen recht"),
        (replace(FARE, granted_by="niemand"), "geen partij bekend"),
        (replace(FARE, obstacles="Iets"), "vanzelf wordt toegekend"),
        (replace(FARE, conditions=(Condition("", "x"),)), "een onderwerp"),
        (
            replace(FARE, conditions=(Condition("a", "x"), Condition("A ", "y"))),
            "voeg ze samen",
        ),
        (replace(FARE, conditions=(Condition("a", "x" * 4_001),)), "te veel"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_written(cast, rent, said, words):
    before = everything()
    with pytest.raises(RegisterError, match=words) as refused:
        add_measure(actor_for(cast.an), cast.plan, said, why=WHY)
    assert "\n" not in str(refused.value)
    assert everything() == before


def test_a_party_is_known_by_any_of_its_names(cast, fare):
    who = actor_for(cast.an)
    keep_measure(who, fare, replace(FARE, granted_by="Departement Welzijn en Samenleving"), why=WHY)
    assert fare.granted_by.slug == OWN


def test_the_second_who_saves_is_told_and_nothing_is_lost(cast, rent):
    who = actor_for(cast.chris)
    seen = rent.version
    keep_measure(who, rent, replace(RENT, what="Eerst"), why=WHY, seen=seen)
    with pytest.raises(Conflict) as conflict:
        keep_measure(who, rent, replace(RENT, what="Daarna"), why=WHY, seen=seen)
    assert conflict.value.held.what == "Eerst" == Measure.objects.get().what
    log_agrees()


def test_figures_are_kept_per_years_exactly(cast, rent):
    who = actor_for(cast.chris)
    count_measure(who, rent, IN_2017, why=WHY)
    count_measure(who, rent, replace(IN_2017, persons=20_151), why=WHY)
    row = MeasureFigures.objects.get()
    assert (row.period, row.persons, row.cost) == ("2017", 20_151, Decimal("912000.50"))
    assert state_on("voorbeeld", "measure:huurpremie")["figures:cost:2017"] == "912000.5"
    log_agrees()
    forget_figures(who, row, why="Verkeerd jaar")
    assert not MeasureFigures.objects.exists()
    log_agrees()


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        (replace(IN_2017, last_year=2016), "voor de eerste dag|ligt voor"),
        (replace(IN_2017, first_year=17, last_year=17), "vier cijfers"),
        (replace(IN_2017, source=" "), "source"),
        (replace(IN_2017, money=Decimal(-1)), "niet onder nul"),
        (replace(IN_2017, money=Decimal("0.001")), "money"),
        (Counted(2017, 2017, source="x"), "minstens één cijfer"),
    ],
)
def test_figures_that_cannot_be_are_refused(cast, rent, counted, words):
    with pytest.raises(RegisterError, match=words):
        count_measure(actor_for(cast.chris), rent, counted, why=WHY)
    assert not MeasureFigures.objects.exists()


def test_an_argument_stands_for_both_measures_whoever_gave_it(cast, rent, fare):
    argue(actor_for(cast.chris), rent, fare, "inkomen", "De bus kent alleen het statuut.", why=WHY)
    row = argue(actor_for(cast.dina), fare, rent, " inkomen ", "Andere bron.", why=WHY)
    assert (row.one, row.other, row.text) == (rent, fare, "Andere bron.")
    assert Argument.objects.count() == 1
    for one, other in ((rent, fare), (fare, rent)):
        state = state_on("voorbeeld", f"measure:{one.slug}")
        assert state[f"argument:{other.slug}:inkomen"] == "Andere bron."
    log_agrees()
    assert argue(actor_for(cast.dina), fare, rent, "inkomen", "", why=WHY) is None
    assert not Argument.objects.exists()
    log_agrees()


def test_an_argument_is_about_something_that_is_there(cast, rent, fare):
    who = actor_for(cast.an)
    with pytest.raises(RegisterError, match="Geen van beide"):
        argue(who, rent, fare, "schoenmaat", "Zomaar.", why=WHY)
    with pytest.raises(RegisterError, match="twee verschillende"):
        argue(who, rent, rent, "inkomen", "Zomaar.", why=WHY)


@pytest.mark.parametrize("person", ["bram", "els", "fons", "gert", "hanne"])
def test_who_does_not_grant_it_keeps_nothing_of_it(cast, rent, fare, person):
    who = actor_for(getattr(cast, person))
    before = everything()
    for verb in (
        lambda: add_measure(who, cast.plan, replace(FARE, name="Nog een"), why=WHY),
        lambda: keep_measure(who, rent, RENT, why=WHY),
        lambda: count_measure(who, rent, IN_2017, why=WHY),
        lambda: argue(who, rent, fare, "inkomen", "x", why=WHY),
        lambda: import_measures(who, cast.plan, (), why=WHY, apply=True),
        lambda: take_rights(who, cast.plan, why=WHY, apply=True),
    ):
        with pytest.raises(NotAllowed):
            verb()
    assert everything() == before


WORDS = st.text(alphabet="abc é", min_size=1, max_size=8)
SAID = st.builds(
    Said,
    name=WORDS,
    kind=st.sampled_from(["right", "correction"]),
    what=WORDS,
    automatic=st.sampled_from(["partly", "no", "unknown"]),
    obstacles=st.sampled_from(["", "Iets"]),
    conditions=st.lists(st.builds(Condition, WORDS, WORDS), max_size=2).map(tuple),
)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, 3), SAID, st.integers(2010, 2012)), max_size=6))
def test_whatever_is_done_the_log_tells_what_the_tables_hold(cast, steps):
    with transaction.atomic():
        _play(actor_for(cast.an), cast.plan, steps)
        log_agrees()
        transaction.set_rollback(True)


def _play(who, plan, steps):
    for verb, said, year in steps:
        measures = list(Measure.objects.order_by("pk"))
        try:
            if verb == 0 or len(measures) < 2:
                add_measure(who, plan, said, why=WHY)
            elif verb == 1:
                keep_measure(who, measures[0], said, why=WHY)
            elif verb == 2:
                count_measure(who, measures[1], replace(IN_2017, first_year=year), why=WHY)
            else:
                about = (measures[0].conditions or [{"about": "niets"}])[0]["about"]
                argue(who, measures[1], measures[0], about, said.what, why=WHY)
        except RegisterError:
            continue


TABLE = """name;kind;granted_by;automatic;obstacles;conditions;years;persons;money;source
Huurpremie;right;departement-werk;no;Los;inkomen: laag | wachttijd: lang;2016;18900;30000000;Verslag
Huurpremie;;;;;;2016-2017;39050;61250000.5;Verslag
Busabonnement;correction;;yes;;inkomen: statuut;;;;
"""


def table(text=TABLE):
    return read_table(text.encode("utf-8-sig"))


def test_a_table_is_tried_then_taken_in_then_the_same(cast, db):
    who = operator("grondrecht")
    before = everything()
    tried = import_measures(who, cast.plan, *table(), why=WHY)
    assert (tried.new, tried.applied) == (("huurpremie", "busabonnement"), False)
    assert everything() == before
    done = import_measures(who, cast.plan, *table(), why=WHY, apply=True)
    assert (done.new, done.changed, done.applied) == (tried.new, (), True)
    rent = Measure.objects.get(slug="huurpremie")
    assert [row.period for row in rent.figures.all()] == ["2016", "2016-2017"]
    assert [row["about"] for row in rent.conditions] == ["inkomen", "wachttijd"]
    held = everything()
    again = import_measures(who, cast.plan, *table(), why=WHY, apply=True)
    assert (again.new, again.changed, len(again.same)) == ((), (), 2)
    assert everything() == held
    changed = table(TABLE.replace("39050", "39051"))
    assert import_measures(who, cast.plan, *changed, why=WHY).changed == ("huurpremie",)
    log_agrees()


def test_a_table_with_commas_and_other_columns_is_read_too():
    rows, mistakes = table('name,conditions\n"Premie, klein","inkomen: a, b"\n\n')
    assert not mistakes
    assert [row.said for row in rows] == [
        Said("Premie, klein", "", conditions=(Condition("inkomen", "a, b"),), automatic="")
    ]


def test_every_mistake_is_told_by_row_and_column_and_nothing_is_written(cast, db):
    text = "name;kind;automatic;conditions;years;persons;money;source\n"
    text += ";gunst;misschien;zomaar;MMXV;12 000;1,5;\n"
    text += "Premie;right;no;;2017;;;Verslag\n"
    text += "Goed;right;no;;2017;1;;Verslag\n"
    rows, mistakes = table(text)
    assert [(each.row, each.column) for each in mistakes] == [
        (2, "name"),
        (2, "kind"),
        (2, "automatic"),
        (2, "conditions"),
        (2, "persons"),
        (2, "money"),
        (2, "years"),
        (3, "persons"),
    ]
    report = import_measures(operator("x"), cast.plan, rows, mistakes, why=WHY, apply=True)
    assert (report.applied, report.mistakes) == (False, mistakes)
    assert not Measure.objects.exists()


def test_what_only_the_register_can_refuse_is_told_by_row_and_nothing_stays(cast, db):
    rows, mistakes = table("name;granted_by\nGoed;\nSlecht;niemand\n")
    report = import_measures(operator("x"), cast.plan, rows, mistakes, why=WHY, apply=True)
    assert [(each.row, each.column) for each in report.mistakes] == [(3, "")]
    assert not report.applied
    assert not Measure.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfe", "eerste regel"),
        (b"", "eerste regel"),
        (b"naam;soort\n", "eerste regel"),
        (b'name\n"open', "Regel 2 is geen CSV .*nooit gesloten"),
    ],
)
def test_what_is_no_table_of_measures_is_refused(data, words):
    with pytest.raises(RegisterError, match=words):
        read_table(data)


def test_a_cell_too_many_is_told_by_its_row(cast, db):
    rows, mistakes = table("name;what\nGoed;zoals het hoort\n\nHuurpremie;traag; te traag\nZo;;;\n")
    assert [(each.row, each.column) for each in mistakes] == [(4, "")]
    assert "meer cellen" in mistakes[0].message
    assert len(rows) == 3


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8"])
def test_a_table_of_measures_however_it_was_saved(cast, db, encoding):
    (row,), mistakes = read_table("sep=;\r\nname;what\r\nCrèche;gratis\r\n".encode(encoding))
    assert (row.said.name, row.said.what, mistakes) == ("Crèche", "gratis", ())


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text):
    try:
        rows, mistakes = read_table((";".join(COLUMNS) + "\n" + text).encode())
    except RegisterError:
        return
    assert len(rows) <= len(text) + 1
    assert all(each.message.endswith(".") for each in mistakes)


def test_the_entitlements_of_the_catalogue_become_measures_once(cast, rent):
    who = actor_for(cast.an)
    tried = take_rights(who, cast.plan, why=WHY)
    assert "schooltoelage" in tried.new
    assert "huurpremie" not in tried.new
    assert Measure.objects.count() == 1
    take_rights(who, cast.plan, why=WHY, apply=True)
    allowance = Measure.objects.get(slug="schooltoelage")
    assert (allowance.automatic, allowance.instrument.slug) == ("unknown", "schooltoelage")
    assert take_rights(who, cast.plan, why=WHY, apply=True).new == ()
    log_agrees()


@pytest.mark.parametrize(
    ("text", "years"),
    [("2017", (2017, 2017)), (" 2016-2017 ", (2016, 2017)), ("2016 – 2017", (2016, 2017))],
)
def test_years_are_one_or_two(text, years):
    assert years_of(text) == years
    with pytest.raises(RegisterError, match="zoals 2017"):
        years_of(f"{text}?")


def test_arguments_come_with_a_table_once_every_measure_is_there(cast, db):
    text = "name;conditions;arguments\n"
    text += "Premie;inkomen: laag;inkomen @ bonus: Een andere bron.\nBonus;inkomen: hoog;\n"
    who = operator("x")
    assert import_measures(who, cast.plan, *table(text), why=WHY, apply=True).applied
    assert Argument.objects.get().text == "Een andere bron."
    assert import_measures(who, cast.plan, *table(text), why=WHY, apply=True).same == (
        "premie",
        "bonus",
    )
    for wrong, words in (("inkomen: x", "Schrijf elk argument"), ("a @ b: c", "geen maatregel")):
        bad = table(f"name;arguments\nPremie;{wrong}\n")
        report = import_measures(who, cast.plan, *bad, why=WHY, apply=True)
        assert words in report.mistakes[0].message
    log_agrees()


def test_the_example_is_taken_in_whole_and_once(cast, db):
    who, file = operator("x"), str(files("grondrecht") / "examples/vapa-voorbeeld.measures.csv")
    assert take_in_file(who, cast.plan, file, why=WHY) == 6
    kinds = set(Measure.objects.values_list("kind", "automatic"))
    assert {kind for kind, _automatic in kinds} == {"right", "correction"}
    assert {automatic for _kind, automatic in kinds} >= {"yes", "partly", "no"}
    assert all(measure.figures.exists() for measure in Measure.objects.all())
    assert Argument.objects.count() == 3
    before = everything()
    assert take_in_file(who, cast.plan, file, why=WHY) == 0
    assert everything() == before
