"""What is wrong with a measure is one sentence, in two languages, at the place of the culprit."""

import pytest
from written_measures import (
    EXAMPLE,
    INPUTS,
    MEASURE,
    VERSION,
    check_sentence,
    edited,
    refused,
    value,
    when,
)

from grondrecht import rights
from grondrecht.rights.written import read

CLEVER = (
    "Anchors (&), aliases (*) and tags (!) are not used",
    "Ankers (&), verwijzingen (*) en etiketten (!) horen niet",
)
CONDITIONS = MEASURE[MEASURE.index("    conditions:") : MEASURE.index("    amount:")]
GIVEN = EXAMPLE[EXAMPLE.index("          tenure") : EXAMPLE.index("        expect")]
SPARE = "spare: {nl: over, en: spare, is: income * 2}\n    conditions:\n"
EVERY_DAY = [
    f"{year}-{month:02}-{day:02}: 1"
    for year in range(2015, 2190)
    for month in range(1, 13)
    for day in range(1, 29)
]

# How the sentences begin, in English and in Dutch, and what is changed; ¦ stands at the culprit.
SHAPE = [
    (
        "The key colour is not known here; there is format, id",
        "De sleutel colour is hier niet gekend; er is format, id",
        ("kind: benefit\n", "kind: benefit\n¦colour: red\n"),
    ),
    (
        "The key wen is not known here; there is id, nl, en, when, article",
        "De sleutel wen is hier niet gekend",
        ("        when: income <= limit", "        ¦wen: income <= limit"),
    ),
    (
        "The key kind is missing here; add it",
        "De sleutel kind ontbreekt hier; voeg ze toe",
        ("format: grondrecht-measure/1", "¦format: grondrecht-measure/1"),
        ("kind: benefit\n", ""),
    ),
    (
        "The key review_by is missing here",
        "De sleutel review_by ontbreekt hier",
        ("        unit: euro/month\n", "        ¦unit: euro/month\n"),
        ("        review_by: 2018-12-31\n", ""),
    ),
    (
        "The key en is missing here",
        "De sleutel en ontbreekt hier",
        ("names: {nl: Steun, en: Support}", "names: ¦{nl: Steun}"),
    ),
    (
        "grondrecht-measure/2 is not known here; write grondrecht-measure/1",
        "grondrecht-measure/2 is hier niet gekend; schrijf grondrecht-measure/1",
        ("format: grondrecht-measure/1", "format: ¦grondrecht-measure/2"),
    ),
    (
        "gift is not known here; write benefit, tariff, correction, service, subsidy",
        "gift is hier niet gekend",
        ("kind: benefit", "kind: ¦gift"),
    ),
    (
        "The key kind stands here a second time (first in line 5); keep one",
        "De sleutel kind staat hier opnieuw (eerst op regel 5); behoud er één",
        ("for: household\n", "for: household\n¦kind: tariff\n"),
    ),
    (*CLEVER, ("open: []", "open: ¦&here []")),
    (*CLEVER, ("open: []", "open: ¦*here")),
    (*CLEVER, ("open: []", "open: ¦!!python/object/apply:os.system [echo]")),
    (
        "This is nested deeper than 20; ",
        "Dit zit dieper genest dan 20; ",
        ("open: []", "open: " + 19 * "[" + "¦[" + 20 * "]"),
    ),
    ("Write a text here", "Schrijf hier een tekst", ("kind: benefit", "kind: ¦[benefit]")),
    ("Write a text here", "Schrijf hier een tekst", ("kind: benefit", "kind: ¦''")),
    ("Write a list here", "Schrijf hier een lijst", ("open: []", "open: ¦none")),
    (
        "Write keys with values here",
        "Schrijf hier sleutels met hun waarden",
        ("names: {nl: Steun, en: Support}", "names: ¦Steun"),
    ),
    ("A key is a text; ", "Een sleutel is een tekst; ", ("open: []", "open: {¦[a]: b}")),
    (
        "This is not YAML (mapping values are not allowed in this context); mend",
        "Dit is geen YAML; verbeter insprong",
        ("nl: U huurt.", "nl: Let op¦: u huurt."),
    ),
    (
        "niets is a key without a value here",
        "niets is hier een sleutel zonder waarde",
        ("do: {nl: Vraag het.", "do: {nl: Vraag het of krijg, ¦niets"),
    ),
    (
        "Write at least one version",
        "Schrijf minstens één versie",
        ("versions:\n  - from: 2015-01-01\n" + VERSION, "versions: ¦[]\n"),
    ),
    (
        "The measure is help and the file support.yaml; give both one name",
        "De maatregel is help en het bestand support.yaml; geef beide één naam",
        ("format: grondrecht", "¦format: grondrecht"),
        ("id: support\n", "id: help\n"),
    ),
    ("Write this like small-letters", "Schrijf dit zoals small-letters", ("id: s", "id: ¦S")),
    ("Write this like 03_06_05", "Schrijf dit zoals 03_06_05", ("[03_06_05]", "[¦3.6.5]")),
    (
        "An address begins with https://; ",
        "Een adres begint met https://; ",
        ('url: "https://example.org/besluit"', "url: ¦www.example.org"),
    ),
    (
        "There is a condition income already; ",
        "Er is al een voorwaarde income; ",
        ("- id: tenant", "- id: ¦income"),
    ),
    *(
        (
            "Write this like small-letters-and-hyphens",
            "Schrijf dit zoals small-letters-and-hyphens",
            ("- id: tenant", f"- id: ¦{name}"),
        )
        for name in ("a, b", "Tenant", "-a", "1a", "a--b", "tenant’s", "é", "a" * 61)
    ),
    (
        "Write at least one condition; a right of everybody has one too, such as to live there",
        "Schrijf minstens één voorwaarde; ook een recht voor iedereen heeft er een, zoals er wonen",
        (CONDITIONS, "    conditions: ¦[]\n"),
        ("[net_income, tenure]", "[net_income]"),
    ),
    (
        "Write how it is rounded as half_up to 1 cent; there is half_up, half_even, up, down",
        "Schrijf hoe afgerond wordt als half_up to 1 cent",
        ("round: half_up to 1 cent", "round: ¦nearest to 1 cent"),
    ),
    (
        "Write how it is rounded as half_up to 1 cent",
        "Schrijf hoe afgerond wordt als half_up to 1 cent",
        ("round: half_up to 1 cent", "round: ¦half_up"),
    ),
]

NUMBERS_AND_DAYS = [
    (
        "50 is a key without a value here; write a number with a point (1530.50)",
        "50 is hier een sleutel zonder waarde; schrijf een getal met een punt (1530.50)",
        ("2016-01-01: 1530.50}", "2016-01-01: 1530,¦50}"),
    ),
    (
        "1530,50 is not a number; write it as 1250 or 1250.50",
        "1530,50 is geen getal; schrijf het als 1250 of 1250.50",
        ("2016-01-01: 1530.50}", "2016-01-01: ¦'1530,50'}"),
    ),
    ("1e3 is not a number", "1e3 is geen getal", ("2015-01-01: 1500,", "2015-01-01: ¦1e3,")),
    (".inf is not a number", ".inf is geen getal", ("2015-01-01: 1500,", "2015-01-01: ¦.inf,")),
    ("١٢ is not a number", "١٢ is geen getal", ("2015-01-01: 1500,", "2015-01-01: ¦١٢,")),
    (
        "2015-02-30 is not a day; write it as 2016-03-01",
        "2015-02-30 is geen dag; schrijf die als 2016-03-01",
        ("  - from: 2015-01-01", "  - from: ¦2015-02-30"),
    ),
    (
        "1/1/2015 is not a day",
        "1/1/2015 is geen dag",
        ("values: {2015-01-01: 1500,", "values: {¦1/1/2015: 1500,"),
    ),
    (
        "Write at least one value, the earliest day first",
        "Schrijf minstens één waarde, de vroegste dag eerst",
        ("{2015-01-01: 1500, 2016-01-01: 1530.50}", "¦{2016-01-01: 1530.50, 2015-01-01: 1500}"),
    ),
    (
        "The last day is before the first (2015-01-01); ",
        "De laatste dag ligt voor de eerste (2015-01-01); ",
        ("  - from: 2015-01-01\n", "  - from: 2015-01-01\n    to: ¦2014-12-31\n"),
    ),
    (
        "A version holds within 1900-01-01 to 2199-12-31; write a day there",
        "Een versie geldt binnen 1900-01-01 tot 2199-12-31; schrijf een dag daarin",
        ("  - from: 2015-01-01\n", "  - from: ¦1899-12-31\n"),
    ),
    (
        "A version holds within 1900-01-01 to 2199-12-31",
        "Een versie geldt binnen 1900-01-01 tot 2199-12-31",
        ("  - from: 2015-01-01\n", "  - from: ¦2200-01-01\n"),
    ),
    (
        "A version holds within 1900-01-01 to 2199-12-31; write a day there, and leave to out",
        "Een versie geldt binnen 1900-01-01 tot 2199-12-31; schrijf een dag daarin, en laat to weg",
        ("  - from: 2015-01-01\n", "  - from: 2015-01-01\n    to: ¦2200-01-01\n"),
    ),
    (
        "The parameter limit has no value on 2015-01-01; add one to values",
        "De parameter limit heeft geen waarde op 2015-01-01; voeg er een toe aan values",
        ("{2015-01-01: 1500, ", "{2015-01-02: 1500, "),
        ("      limit:\n", "      ¦limit:\n"),
    ),
    (
        "Write a percentage, as 3.5 %",
        "Schrijf een percentage, als 3.5 %",
        ("        review_by", "        grows: {by: ¦3.5, each: year}\n        review_by"),
    ),
    (
        "A figure does not shrink to nothing or below in a year; write more than -100 %",
        "Een cijfer krimpt in een jaar niet tot niets of minder; schrijf meer dan -100 %",
        ("        review_by", "        grows: {by: ¦-100 %, each: year}\n        review_by"),
    ),
    (
        "This amount can be beyond 10^18 cents",
        "Dit bedrag kan meer dan 10^18 cent zijn",
        ("        review_by", "        grows: {by: 50 %, each: year}\n        review_by"),
        value("¦max(0, 10 % * (limit - income))"),
    ),
    (
        "An amount and its cap are whole cents; round to 1 cent or more",
        "Een bedrag en het maximum ervan zijn hele centen; rond af op 1 cent of meer",
        ("        review_by", "        grows: {by: 3 %, each: year}\n        review_by"),
        ("round: half_up to 1 cent", "round: half_up to 1 cent\n      cap: ¦limit / 10"),
        ("2016-01-01: 1530.50", "2016-01-01: 1530"),
    ),
    (
        "This version begins on 2017-01-01, when that of 2015-01-01 still holds; ",
        "Deze versie begint op 2017-01-01, wanneer die van 2015-01-01 nog geldt; ",
        (EXAMPLE, EXAMPLE + "  - ¦from: 2017-01-01\n" + VERSION),
    ),
    (
        "This version begins on 2016-12-31, when that of 2015-01-01 still holds; ",
        "Deze versie begint op 2016-12-31, wanneer die van 2015-01-01 nog geldt; ",
        ("  - from: 2015-01-01\n", "  - from: 2015-01-01\n    to: 2016-12-31\n"),
        (EXAMPLE, EXAMPLE + "  - ¦from: 2016-12-31\n" + VERSION),
    ),
    (
        "The figures of this version change on 58800 days, too many for its rules; ",
        "De cijfers van deze versie veranderen op 58800 dagen, te veel voor de regels ervan; ",
        ("- from: 2015-01-01", "- ¦from: 2015-01-01"),
        ("{2015-01-01: 1500, 2016-01-01: 1530.50}", "{" + ", ".join(EVERY_DAY) + "}"),
    ),
]

NAMES = [
    (
        "colour is not in inputs.yaml; add it there",
        "colour staat niet in inputs.yaml; voeg het daar toe",
        ("[net_income, tenure]", "[net_income, tenure, ¦colour]"),
    ),
    (
        "rent is named and not used; take it out",
        "rent wordt genoemd en niet gebruikt; haal het weg",
        ("[net_income, tenure]", "[net_income, tenure, ¦rent]"),
    ),
    (
        "limit is named and not used",
        "limit wordt genoemd en niet gebruikt",
        ("      limit:\n", "      ¦limit:\n"),
        when("income <= 1500 euro/month"),
        value("max(0, 10 % * (1500 euro/month - income))"),
    ),
    (
        "spare is named and not used",
        "spare wordt genoemd en niet gebruikt",
        ("    conditions:\n", "      ¦" + SPARE),
    ),
    (
        "tenure is named twice in this version; ",
        "tenure wordt twee keer genoemd in deze versie; ",
        ("[net_income, tenure]", "[net_income, tenure, ¦tenure]"),
    ),
    (
        "limit is named twice in this version; ",
        "limit wordt twee keer genoemd in deze versie; ",
        ("    conditions:\n", "      ¦" + SPARE.replace("spare:", "limit:")),
    ),
    (
        "sum is a word of the language; choose another name",
        "sum is een woord van de taal; kies een andere naam",
        ("      limit:\n", "      ¦sum:\n"),
    ),
    (
        "Limit is no name; write small letters",
        "Limit is geen naam; schrijf kleine letters",
        ("      limit:\n", "      ¦Limit:\n"),
    ),
    (
        "incom is no input, parameter or term of this measure; name it there",
        "incom is geen input, parameter of term van deze maatregel; noem het daar",
        when("not (¦incom > limit)"),
    ),
    (
        "rent is no input, parameter or term",
        "rent is geen input, parameter of term",
        when("'income <= limit and ¦rent > 0'"),
    ),
    (
        "The term income needs itself (income → twice → income); break the circle",
        "De term income heeft zichzelf nodig (income → twice → income); doorbreek de cirkel",
        (
            "is: sum(net_income over household)}",
            "is: ¦twice + sum(net_income over household)}\n"
            "      twice: {nl: dubbel, en: twice, is: income * 2}",
        ),
    ),
    (
        "The term income needs itself (income → income)",
        "De term income heeft zichzelf nodig (income → income)",
        ("is: sum(net_income over household)}", "is: ¦income + sum(net_income over household)}"),
    ),
    (
        "net_income belongs to a person, and this is about a household; say sum(net_income over",
        "net_income hoort bij een persoon, en dit gaat over een gezin; zeg sum(net_income over",
        when("¦net_income <= limit"),
    ),
    (
        "inhabitants belongs to a municipality, and this measure is for a household; ",
        "inhabitants hoort bij municipality, en deze maatregel is voor household; ",
        ("[net_income, tenure]", "[net_income, tenure, inhabitants]"),
        when("income <= limit and ¦inhabitants > 5"),
    ),
]

EXAMPLES = [
    (
        "The example “an income just under the limit” fails: amount is 0.01 and not 0.02; mend",
        "Het voorbeeld “an income just under the limit” klopt niet: amount is 0.01 en niet 0.02",
        ("- what: an", "- ¦what: an"),
        ("amount: 0.01}", "amount: 0.02}"),
    ),
    (
        "The example “an income just under the limit” fails: entitled is yes and not no; ",
        "Het voorbeeld “an income just under the limit” klopt niet: entitled is yes en niet no; ",
        ("- what: an", "- ¦what: an"),
        ("entitled: yes, amount: 0.01}", "entitled: no}"),
    ),
    (
        "The example “an income just under the limit” fails: amount is 0.01 and not none; ",
        "Het voorbeeld “an income just under the limit” klopt niet: amount is 0.01 en niet none; ",
        ("- what: an", "- ¦what: an"),
        ("entitled: yes, amount: 0.01}", "entitled: yes}"),
    ),
    (
        "The example “an income just under the limit” fails: it is not for who is given; ",
        "Het voorbeeld “an income just under the limit” klopt niet: de maatregel is niet voor",
        ("- what: an", "- ¦what: an"),
        (GIVEN, "          municipality: {id: aalst}\n"),
    ),
    (
        "The version from 2015-01-01 does not hold on 2014-12-31; choose a day within it",
        "De versie vanaf 2015-01-01 geldt niet op 2014-12-31; kies een dag daarbinnen",
        ("on: 2016-03-01", "on: ¦2014-12-31"),
    ),
    (
        "maybe is not known here; write yes, no, unknown",
        "maybe is hier niet gekend; schrijf yes, no, unknown",
        ("entitled: yes", "entitled: ¦maybe"),
    ),
    (
        "bo is not known here; write an",
        "bo is hier niet gekend; schrijf an",
        ("        expect:", "        of: ¦bo\n        expect:"),
    ),
    (
        "Write an amount in euro and cents, or two: [least, most]",
        "Schrijf een bedrag in euro en cent, of twee: [minst, meest]",
        ("amount: 0.01", "amount: ¦0.001"),
    ),
    (
        "Write an amount in euro and cents, or two",
        "Schrijf een bedrag in euro en cent, of twee",
        ("amount: 0.01", "amount: ¦[1, 2, 3]"),
    ),
    (
        "an: net_incom is no input of a person; there is net_income",
        "an: net_incom is geen input van person; er is net_income",
        ("net_income: 1530.40", "¦net_incom: 1530.40"),
    ),
    (
        "an: tenure belongs to a household; give it there",
        "an: tenure hoort bij household; geef het daar",
        ("net_income: 1530.40", "¦tenure: owner"),
    ),
    (
        "an: net_income is '1530.405'; give a whole number of 0.01 (euro/month)",
        "an: net_income is '1530.405'; geef een veelvoud van 0.01 (euro/month)",
        ("net_income: 1530.40", "net_income: ¦1530.405"),
    ),
    (
        "an: net_income is '-1'; give from 0 to 100000",
        "an: net_income is '-1'; geef van 0 tot 100000",
        ("net_income: 1530.40", "net_income: ¦-1"),
    ),
    (
        "household: tenure is 'renter'; give one of owner, social_tenant, private_tenant",
        "household: tenure is 'renter'; geef een van owner, social_tenant, private_tenant",
        ("tenure: social_tenant", "tenure: ¦renter"),
    ),
    (
        "household: 0 persons are head; give the role head to one",
        "household: 0 personen zijn gezinshoofd; geef één persoon de rol head",
        ("          tenure: social", "          ¦tenure: social"),
        ("role: head", "role: child"),
    ),
]

VOCABULARY = [
    (
        "An input is given in euro; cents are its decimals",
        "Een input wordt in euro gegeven; centen zijn de decimalen ervan",
        ("    unit: m2", "    unit: ¦cent"),
    ),
    (
        "role is a word of the language; choose another name",
        "role is een woord van de taal; kies een andere naam",
        ("  area:\n", "  ¦role:\n"),
    ),
    ("id is a word of", "id is een woord van", ("  area:\n", "  ¦id:\n")),
    ("year is a word of", "year is een woord van", ("  area:\n", "  ¦year:\n")),
    ("Area is no name; ", "Area is geen naam; ", ("  area:\n", "  ¦Area:\n")),
    (
        "unit says nothing of a yes_no; leave it out",
        "unit zegt niets over een yes_no; laat het weg",
        ("    type: yes_no\n", "    type: yes_no\n    ¦unit: euro\n"),
    ),
    (
        "A number needs most; add it",
        "Een number heeft most nodig; voeg het toe",
        ("  inhabitants:\n    of", "  inhabitants:\n    ¦of"),
        ("    most: 1000000\n", ""),
    ),
    (
        "least must be below most, and neither beyond 10^15 of the smallest step",
        "least moet onder most liggen, en geen van beide voorbij 10^15 kleinste stappen",
        ("most: 1000000\n", "most: ¦0\n"),
    ),
    (
        "least must be below most",
        "least moet onder most liggen",
        ("most: 1000000\n", "most: ¦100000000000000.1\n    decimals: 2\n"),
    ),
    (
        "This has more decimals than the input; ",
        "Dit heeft meer decimalen dan de input; ",
        ("most: 1000000\n", "most: ¦10.5\n"),
    ),
    (
        "ask_of asks after another person, and this is of a household; leave it out",
        "ask_of vraagt naar een andere persoon, en dit hoort bij household; laat het weg",
        ("    unit: m2\n", "    unit: m2\n    ask_of: ¦{nl: 'En {who}?', en: 'And {who}?'}\n"),
    ),
    (
        "ask_of names whom it asks after with {who}, and has no other braces",
        "ask_of noemt naar wie het vraagt met {who}, zonder andere accolades",
        ("    unit: year\n", "    unit: year\n    ask_of: ¦{nl: 'En {wie}?', en: 'And {who}?'}\n"),
    ),
    (
        "A choice has two options or more; add one",
        "Een keuze heeft twee opties of meer; voeg er een toe",
        ("    options:\n      owner", "    options:\n      ¦owner"),
        ("      social_tenant: {nl: sociale huurder, en: social tenant}\n", ""),
        ("      private_tenant: {nl: private huurder, en: private tenant}\n", ""),
    ),
    (
        "7 is not known here; write 0, 1, 2, 3, 4, 5, 6",
        "7 is hier niet gekend; schrijf 0, 1, 2, 3, 4, 5, 6",
        ("    unit: m2\n", "    unit: m2\n    decimals: ¦7\n"),
    ),
]


def cases(*lists):
    """Each with an id that can be read."""
    return [
        pytest.param(en, nl, edits, id=f"{number}-{en[:40]}".replace("\n", " "))
        for number, (en, nl, *edits) in enumerate(each for some in lists for each in some)
    ]


@pytest.mark.parametrize(("en", "nl", "edits"), cases(SHAPE, NUMBERS_AND_DAYS, NAMES, EXAMPLES))
def test_a_bad_measure(en, nl, edits, tmp_path):
    text = edited(MEASURE, *edits)
    assert "¦" in text
    error = refused(tmp_path, support=text)
    assert en in str(error)
    assert nl in error.nl


@pytest.mark.parametrize(("en", "nl", "edits"), cases(VOCABULARY))
def test_bad_inputs(en, nl, edits, tmp_path):
    text = edited(INPUTS, *edits)
    assert "¦" in text
    error = refused(tmp_path, text, support=MEASURE)
    assert en in str(error)
    assert nl in error.nl


def refused_file(tmp_path, data):
    path = tmp_path / "support.yaml"
    refused(tmp_path, support="¦a: b")
    path.write_bytes(data)
    with pytest.raises(rights.RightsError) as caught:
        rights.load(tmp_path)
    check_sentence(caught.value)
    assert str(caught.value).startswith(str(path))
    return caught.value


@pytest.mark.parametrize(
    ("data", "en", "nl"),
    [
        ("a: één".encode("latin-1"), "not UTF-8; save it as UTF-8", "geen UTF-8"),
        (MEASURE.encode("utf-16"), "not UTF-8", "geen UTF-8"),
        (b"a: " + 1_000_000 * b"x", "over 1,000,000 bytes; ", "groter dan 1,000,000 bytes; "),
        (b"", "holds one document; ", "bevat één document; "),
        (b"a: b\n---\na: b\n", "holds one document; ", "bevat één document; "),
        (b"a: \x00\n", "This is not YAML", "Dit is geen YAML"),
        (b"\x00\xff", "not UTF-8", "geen UTF-8"),
        (b"- a\n", "Write keys with values here", "Schrijf hier sleutels"),
        (b"text\n", "Write keys with values here", "Schrijf hier sleutels"),
    ],
    ids=["latin-1", "utf-16", "huge", "empty", "two", "nul", "bytes", "a list", "a text"],
)
def test_a_file_that_is_none(data, en, nl, tmp_path):
    error = refused_file(tmp_path, data)
    assert en in str(error)
    assert nl in error.nl


@pytest.mark.parametrize("data", [b"a: b\nc: \x00\n", "a: b\nc: één".encode("latin-1")])
def test_a_letter_that_cannot_be_is_said_with_its_line(data, tmp_path):
    assert str(refused_file(tmp_path, data)).startswith(f"{tmp_path / 'support.yaml'}:2: ")


def test_a_file_that_is_not_there_and_a_folder_are_said_in_words(tmp_path):
    for path, en, nl in (
        (tmp_path / "x.yaml", "it is not there; check", "het bestaat niet; kijk"),
        (tmp_path, "it is a folder; give a file", "het is een map; geef een bestand"),
    ):
        with pytest.raises(rights.RightsError) as caught:
            read(path)
        assert en in str(caught.value)
        assert nl in caught.value.nl


def test_a_folder_that_holds_none(tmp_path):
    for make in (lambda: None, lambda: (tmp_path / "inputs.yaml").write_text(INPUTS)):
        make()
        with pytest.raises(rights.RightsError, match="There is no inputs") as caught:
            rights.load(tmp_path)
        check_sentence(caught.value)
    with pytest.raises(rights.RightsError):
        rights.load(tmp_path / "nowhere")


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path):
    refused(tmp_path, support="¦a: b")
    (tmp_path / "support.yaml").write_bytes(b"\xef\xbb\xbf" + MEASURE.encode())
    assert "support" in rights.load(tmp_path).measures
