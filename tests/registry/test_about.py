"""What a file says about a plan: read strictly, written once, with its lines in the log."""

from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest
from registry.small_plans import WHO, plan, take_in

from grondrecht.registry.about import about_of, read_about
from grondrecht.registry.actions.about import describe_plan
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.log import state_on
from grondrecht.registry.models import (
    Edition,
    Indicator,
    LogEntry,
    Mandate,
    Observation,
    Office,
    Plan,
    Portfolio,
    Right,
)

HEAD = 'slug = "proef"\nname = "Proefplan"\n'
WHOLE = (
    HEAD
    + """
name_en = "Trial plan"
government = "Regering 2014-2019"
first_day = 2015-01-01
last_day = 2019-12-31
[edition]
slug = "1"
name = "Eerste editie"
decided_on = 2015-07-03
[[right]]
code = "01"
name_en = "participation"
[[office]]
code = "04"
name = "Minister van Wonen"
name_en = "Minister of Housing"
mandates = [
    { person = "An Eerste", first_day = 2014-07-25, last_day = 2016-04-28, source = "Staatsblad" },
    { person = "Bo Tweede", first_day = 2016-04-29 },
]
portfolios = [{ name = "Wonen", name_en = "Housing", first_day = 2014-07-25 }]
[[indicator]]
name = "Aantal woningen"
unit = "woningen"
better = "up"
observations = [
    { kind = "baseline", period = "2015", first_day = 2015-01-01, last_day = 2015-12-31, value = "1200", source = "telling" },
    { period = "2016", first_day = 2016-01-01, last_day = 2016-12-31, value = "12.50", margin = "0.5", unit = "%", breakdown = { leeftijd = "jong" }, source = "steekproef", source_url = "https://cijfers.example/a" },
]
"""  # noqa: E501
)


def test_everything_is_read():
    about = about_of(WHOLE, "over.toml")
    assert (about.slug, about.edition, about.language) == ("proef", "1", "nl")
    assert about.decided_on == date(2015, 7, 3)
    (office,) = about.offices
    assert [term.name for term in office.mandates] == ["An Eerste", "Bo Tweede"]
    (indicator,) = about.indicators
    assert indicator.observations[1].margin == Decimal("0.5")
    assert indicator.observations[1].breakdown == (("leeftijd", "jong"),)
    assert indicator.observations[1].kind == "observed"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("slug = ", "geen geldige TOML"),
        ('name = "x"', "slug: ontbreekt"),
        ('slug = "Met Hoofdletter"\nname = "x"', "slug: is"),
        ('slug = "proef"', "name: ontbreekt"),
        (HEAD + 'kleur = "rood"', "kleur: is onbekend"),
        (HEAD + 'language = "fr"', "language: is"),
        (HEAD + 'first_day = "2015"', "first_day: moet een datum"),
        (HEAD + "first_day = 2015-01-01T00:00:00", "first_day: moet een datum"),
        (HEAD + "first_day = 2016-01-01\nlast_day = 2015-01-01", "last_day: ligt voor"),
        (HEAD + 'edition = "1"', "edition: moet een tabel"),
        (HEAD + '[edition]\nname = "x"', "slug: ontbreekt"),
        (HEAD + 'right = "00"', "right: moet een lijst van tabellen"),
        (HEAD + "right = [1]", "right: moet een lijst van tabellen"),
        (HEAD + '[[right]]\nname_en = "x"', "right nr. 1, code: ontbreekt"),
        (HEAD + '[[right]]\ncode = "1"\n[[right]]\ncode = "1"', "staat er twee keer"),
        (HEAD + '[[office]]\ncode = "1"\nmandates = [{person = "A"}]', "first_day: ontbreekt"),
        (HEAD + '[[office]]\ncode = "1"\nmandates = [{first_day = 2015-01-01}]', "person"),
        (HEAD + '[[office]]\ncode = "1"\nkabinet = "x"', "kabinet: is onbekend"),
        (HEAD + '[[indicator]]\nname = "x"\nbetter = "hoger"', "better: is"),
        (HEAD + 'name_en = "a\\u0000b"', "name_en: bevat een stuurteken"),
    ],
    ids=range(20),
)
def test_what_is_wrong_is_said_in_one_sentence(text, told):
    with pytest.raises(RegisterError) as refused:
        about_of(text, "over.toml")
    words = str(refused.value)
    assert told in words
    assert "over.toml" in words
    assert "\n" not in words


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"value": "12.5"}, "value: moet een tekst"),
        ({"value": '"12,5"'}, "value: is"),
        ({"value": '"1e9"'}, "value: is"),
        ({"value": '"1.1234567"'}, "value: is"),
        ({"margin": '"-1"'}, "margin: is kleiner dan nul"),
        ({"kind": '"doel"'}, "kind: is"),
        ({"source": '""'}, "source: ontbreekt"),
        ({"source_url": '"javascript:alert(1)"'}, "source_url: is"),
        ({"last_day": "2014-01-01"}, "last_day: ligt voor"),
        ({"period": '""'}, "period: ontbreekt"),
    ],
    ids=lambda value: next(iter(value), "") if isinstance(value, dict) else None,
)
def test_an_observation_is_checked_key_by_key(change, told):
    whole = {
        "period": '"2015"',
        "first_day": "2015-01-01",
        "last_day": "2015-12-31",
        "value": '"1"',
        "source": '"telling"',
    }
    row = ", ".join(f"{key} = {value}" for key, value in (whole | change).items())
    with pytest.raises(RegisterError, match=told):
        about_of(f'{HEAD}[[indicator]]\nname = "x"\nobservations = [{{ {row} }}]', "over.toml")


def test_an_observation_without_its_days_is_refused():
    row = '{ period = "2015", value = "1", source = "x", first_day = 2015-01-01 }'
    with pytest.raises(RegisterError, match="geef beide dagen"):
        about_of(f'{HEAD}[[indicator]]\nname = "x"\nobservations = [{row}]', "over.toml")


@pytest.mark.django_db
def test_what_is_told_is_held():
    take_in(plan())
    assert describe_plan(about_of(WHOLE, "over.toml"), **WHO) > 0
    held = Plan.objects.get()
    assert (held.name_en, held.first_day) == ("Trial plan", date(2015, 1, 1))
    assert Edition.objects.get().decided_on == date(2015, 7, 3)
    assert Right.objects.get(code="01").name_en == "participation"
    office = Office.objects.get(code="04")
    assert (office.name, office.printed_name) == ("Minister van Wonen", "minister B. Tweede")
    first, second = office.mandates.order_by("first_day")
    assert (first.person, first.last_day) == ("An Eerste", date(2016, 4, 28))
    assert (second.person, second.last_day) == ("Bo Tweede", None)
    assert Portfolio.objects.get().name_en == "Housing"
    old, young = Indicator.objects.get().observations.order_by("first_day")
    assert (old.kind, old.value, old.unit) == ("baseline", 1200, "woningen")
    assert (young.value, young.margin, young.unit) == (Decimal("12.5"), Decimal("0.5"), "%")
    assert (young.group, young.breakdown) == ("leeftijd: jong", {"leeftijd": "jong"})


@pytest.mark.django_db
def test_twice_is_once():
    take_in(plan())
    about = about_of(WHOLE, "over.toml")
    describe_plan(about, **WHO)
    log = list(LogEntry.objects.values())
    rows = [list(model.objects.values()) for model in (Mandate, Portfolio, Observation, Indicator)]
    assert describe_plan(about, **WHO) == 0
    assert list(LogEntry.objects.values()) == log
    again = [list(model.objects.values()) for model in (Mandate, Portfolio, Observation, Indicator)]
    assert again == rows


@pytest.mark.django_db
def test_the_log_tells_what_was_and_is():
    take_in(plan())
    describe_plan(about_of(WHOLE, "over.toml"), **WHO)
    changed = WHOLE.replace('value = "1200"', 'value = "1300"')
    describe_plan(about_of(changed, "over.toml"), **WHO)
    entry = LogEntry.objects.last()
    (key,) = entry.after
    assert key == "observation:baseline:2015-01-01:2015-12-31"
    assert (entry.before[key]["value"], entry.after[key]["value"]) == ("1200", "1300")
    assert state_on("proef", "office:04")["mandates"][1] == ["Bo Tweede", "2016-04-29", None]
    assert state_on("proef", "plan:proef")["first_day"] == "2015-01-01"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('slug = "proef"', 'slug = "ander"'), "geen plan 'ander'"),
        (('slug = "1"', 'slug = "9"'), "geen editie '9'; kies uit 1"),
        (('code = "01"', 'code = "99"'), "geen grondrecht '99'; kies uit 01, 03"),
        (('code = "04"', 'code = "88"'), "geen ambt '88'"),
        (("last_day = 2016-04-28", "last_day = 2017-01-01"), "tegelijk bekleden"),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else None,
)
def test_what_does_not_fit_the_plan_writes_nothing(change, told):
    take_in(plan())
    before = LogEntry.objects.count()
    with pytest.raises(RegisterError, match=told):
        describe_plan(about_of(WHOLE.replace(*change, 1), "over.toml"), **WHO)
    assert LogEntry.objects.count() == before
    assert Plan.objects.get().name_en == ""


def test_the_example_s_file_is_read_and_names_no_office_twice_at_once():
    about = read_about(str(files("grondrecht") / "examples" / "vapa-voorbeeld.toml"))
    assert len(about.offices) == 9
    assert len(about.rights) == 11
    assert all(indicator.observations for indicator in about.indicators)
