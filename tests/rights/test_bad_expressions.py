"""What is wrong with an expression is one sentence, in two languages, at the part that is wrong."""

import pytest
from written_measures import MEASURE, edited, law_of, refused, value, when

from grondrecht import rights

SUM = "is: sum(net_income over household)}"


def tenant(text):
    """An edit: the second condition in other words."""
    return "when: tenure != owner", f"when: {text}"


def more(inputs):
    """An edit: inputs beside those that there are."""
    return "[net_income, tenure]", f"[net_income, tenure, {inputs}]"


def deep(number):
    """A term that needs the one before it, over many steps."""
    before = f"deep{number - 1}" if number else "income"
    return f"\n      deep{number}: {{nl: x, en: x, is: {before}{' + income' * 38}}}"


UNITS = "The units differ: ", "De eenheden verschillen: "
STEP = (
    "Rounding is to a fixed step above 0 in its own unit; write one in euro/month",
    "Afronden gaat op een vaste stap boven 0 in de eigen eenheid; schrijf er een in euro/month",
)
MEETS = "Here a number meets a day; ", "Hier staat een getal tegenover een dag; "
BELOW = "What stands below the line can be 0; ", "Wat onder de deelstreep staat, kan 0 zijn; "

KINDS_AND_UNITS = [
    (
        "The units differ: euro/month and euro; bring them to one",
        "De eenheden verschillen: euro/month en euro; breng ze op één",
        when("income ¦<= 1500 euro"),
    ),
    (*UNITS, when("income ¦<= 1500")),
    (*UNITS, when("income ¦> 0 year")),
    (*UNITS, when("income ¦!= 0 euro")),
    (*UNITS, when("income ¦+ 5 euro/year <= limit")),
    (*UNITS, when("income ¦<= limit * limit")),
    (*UNITS, when("income ¦<= limit / 1 euro")),
    (*UNITS, when("income ¦<= limit * 12 month/year")),
    (*UNITS, when("¦min(income, 5) <= limit")),
    (*UNITS, when("¦max(income, 5 year) <= limit")),
    (*UNITS, when("(¦if tenure = owner then income else 5) <= limit")),
    (*UNITS, when("area ¦>= 5 euro/m2"), more("area")),
    (*UNITS, when("'any(age ¦> 5 over household)'"), more("age")),
    ("bread is no unit; ", "bread is geen eenheid; ", ("unit: euro/month", "unit: ¦bread")),
    ("euro/1 is no unit; ", "euro/1 is geen eenheid; ", ("unit: euro/month", "unit: ¦euro/1")),
    (
        "Here a number meets a day; write both of one kind",
        "Hier staat een getal tegenover een dag; schrijf beide van één soort",
        when("income ¦<= 2015-01-01"),
    ),
    (*MEETS, when("income ¦= on")),
    (*MEETS, when("¦max(income, on) > limit")),
    (
        "Here a number meets yes or no; ",
        "Hier staat een getal tegenover ja of nee; ",
        when("income ¦= yes"),
    ),
    (
        "Yes and no are not compared; ",
        "Ja en nee worden niet vergeleken; ",
        when("(income <= limit) ¦= yes"),
    ),
    ("This must be yes or no; ", "Dit moet ja of nee zijn; ", when("¦limit")),
    ("This must be yes or no; ", "Dit moet ja of nee zijn; ", when("income <= limit and ¦on")),
    (
        "This must be a number and is yes or no; write one here",
        "Dit moet een getal zijn en is ja of nee; schrijf er hier een",
        when("income <= limit + ¦yes"),
    ),
    (
        "This must be a number and is a day; ",
        "Dit moet een getal zijn en is een dag; ",
        when("income <= limit * ¦on"),
    ),
    (
        "This must be a number and is a choice; ",
        "Dit moet een getal zijn en is een keuze; ",
        when("income <= limit + ¦tenure"),
    ),
    (
        "min takes numbers or days; ",
        "min neemt getallen of dagen; ",
        when("¦min(yes, no) and income <= limit"),
    ),
    (
        "years goes from one day to another; ",
        "years gaat van een dag tot een andere; ",
        when("¦years(on to 5) > 3 year"),
    ),
    (
        "sum is taken over a number, and this is yes or no; ",
        "sum gaat over een getal, en dit is ja of nee; ",
        when("¦sum(net_income > 0 over household) > 3"),
    ),
    (
        "any is taken over yes or no, and this is a number; ",
        "any gaat over ja of nee, en dit is een getal; ",
        when("¦any(net_income over household)"),
    ),
    (
        "highest is over the whole household, as others may be empty; ",
        "highest gaat over het hele gezin, want andere kunnen leeg zijn; ",
        when("¦highest(net_income over children) <= limit"),
    ),
    (
        "lowest is over the whole household",
        "lowest gaat over het hele gezin",
        when("¦lowest(net_income over household where net_income > 0) <= limit"),
    ),
    (
        "renter is no option; there is owner, social_tenant, private_tenant",
        "renter is geen optie; er is owner, social_tenant, private_tenant",
        tenant("tenure != ¦renter"),
    ),
    ("renter is no option; ", "renter is geen optie; ", tenant("'tenure ¦in {owner, renter}'")),
    (
        "A choice is compared with = or != and the name of an option",
        "Een keuze wordt vergeleken met = of != en de naam van een optie",
        tenant("tenure ¦> owner"),
    ),
    ("A choice is compared with", "Een keuze wordt vergeleken met", tenant("tenure ¦= 5")),
    (
        "Only a choice can be in a list; ",
        "Enkel een keuze kan in een lijst staan; ",
        when("'income ¦in {owner}'"),
    ),
    (
        "A choice does not come out of an if; ",
        "Een keuze komt niet uit een if; ",
        tenant("(¦if yes then tenure else tenure) = owner"),
    ),
]

NUMBERS = [
    (*STEP, when("¦round_up(income to 1 year) <= limit")),
    (*STEP, when("¦round_down(income to income) <= limit")),
    (*STEP, when("¦round_half_up(income to 0 euro) <= limit")),
    (*STEP, when("¦round_half_even(income to 0 - 1 euro) <= limit")),
    (
        "A quotient by what varies is rounded; write round_half_up(a / b to …)",
        "Een deling door wat verschilt wordt afgerond; schrijf round_half_up(a / b to …)",
        when("income ¦/ income <= 5"),
    ),
    (*BELOW, when("¦round_up(income / income to 1) <= 5")),
    (*BELOW, when("¦round_up(income / (income - limit) to 1) <= 5")),
    ("This divides by 0; ", "Dit deelt door 0; ", when("income ¦/ 0 <= limit")),
    ("This divides by 0; ", "Dit deelt door 0; ", when("income ¦/ (limit - limit) <= 5")),
    (
        "The numbers of this have no bound that a computer can work with; ",
        "De getallen hiervan hebben geen grens die een computer aankan; ",
        (
            "    conditions:\n",
            "      x0: {nl: x, en: x, is: income * income}\n"
            + "".join(
                f"      x{n}: {{nl: x, en: x, is: x{n - 1} {'¦' * (n == 8)}* x{n - 1}}}\n"
                for n in range(1, 30)
            )
            + "    conditions:\n",
        ),
        when("x29 > x0"),
    ),
    (
        "An amount is money and this is a count; bring it to euro",
        "Een bedrag is geld en dit is een aantal; breng het op euro",
        value("¦count(household)"),
    ),
    (
        "An amount is money and this is year; ",
        "Een bedrag is geld en dit is year; ",
        value("¦highest(age over household)"),
        more("age"),
    ),
    (
        "An amount is money and this is euro*year/month; ",
        "Een bedrag is geld en dit is euro*year/month; ",
        value("limit ¦* highest(age over household)"),
        more("age"),
    ),
    (
        "This must be a number and is yes or no; ",
        "Dit moet een getal zijn en is ja of nee; ",
        value("income ¦> limit"),
    ),
    (
        "This amount can be negative; write max(0, …) where it stops at 0",
        "Dit bedrag kan negatief zijn; schrijf max(0, …) waar het bij 0 stopt",
        value("limit ¦- income"),
    ),
    (
        "This amount can be beyond 10^18 cents; ",
        "Dit bedrag kan meer dan 10^18 cent zijn; ",
        value("limit ¦* 999999999999999"),
    ),
    (
        "An amount and its cap are whole cents; round to 1 cent or more",
        "Een bedrag en het maximum ervan zijn hele centen; rond af op 1 cent of meer",
        ("half_up to 1 cent", "half_up to ¦0.1 cent"),
    ),
    (
        "An amount and its cap are whole cents; ",
        "Een bedrag en het maximum ervan zijn hele centen; ",
        ("half_up to 1 cent", "half_up to 1 cent\n      cap: ¦limit / 3"),
    ),
    (
        "This amount can be negative; ",
        "Dit bedrag kan negatief zijn; ",
        ("half_up to 1 cent", "half_up to 1 cent\n      cap: limit ¦- income"),
    ),
    (*UNITS, ("half_up to 1 cent", "half_up to 1 cent\n      cap: ¦100 euro/year")),
    (
        "Rounding is to a fixed step above 0",
        "Afronden gaat op een vaste stap boven 0",
        ("half_up to 1 cent", "half_up to ¦1 year"),
    ),
]

AMOUNTS = [
    (
        "An amount is for whom the measure is for and this is euro/month/person; leave person out",
        "Een bedrag is voor wie de maatregel krijgt en dit is euro/month/person; laat person weg",
        value("1 euro/month/person ¦* count(household)"),
    ),
    (
        "An amount is for whom the measure is for and this is euro/person",
        "Een bedrag is voor wie de maatregel krijgt en dit is euro/person",
        value("¦5 euro/person"),
    ),
]

IMPOSSIBLE = [
    (
        "The condition income can never be true; mend it or take it out",
        "De voorwaarde income kan nooit waar zijn; verbeter ze of haal ze weg",
        when("¦income < 0 and income <= limit"),
    ),
    (
        "The condition income can never be false; mend it or take it out",
        "De voorwaarde income kan nooit onwaar zijn; verbeter ze of haal ze weg",
        when("¦income >= 0"),
    ),
    (
        "The condition income can never be true",
        "De voorwaarde income kan nooit waar zijn",
        when("¦income > limit * 10000"),
    ),
    (
        "The condition tenant can never be true together with the others; mend one of them",
        "De voorwaarde tenant kan nooit waar zijn samen met de andere; verbeter er één",
        tenant("¦income > limit"),
        ("[net_income, tenure]", "[net_income]"),
    ),
    (
        "The condition tenant can never be true together with the others",
        "De voorwaarde tenant kan nooit waar zijn samen met de andere",
        when("income <= limit and tenure = owner"),
        tenant("¦tenure = social_tenant"),
    ),
    (
        "The condition tenant can never be true together with the others",
        "De voorwaarde tenant kan nooit waar zijn samen met de andere",
        when("'income <= limit and tenure in {owner, private_tenant}'"),
        tenant("¦tenure = social_tenant"),
    ),
    (
        "The condition tenant can never be true together with the others",
        "De voorwaarde tenant kan nooit waar zijn samen met de andere",
        when("income <= limit and tenure != owner"),
        tenant("¦'not (tenure in {social_tenant, private_tenant})'"),
    ),
    (
        "The condition tenant can never be true; mend it or take it out",
        "De voorwaarde tenant kan nooit waar zijn; verbeter ze of haal ze weg",
        tenant("¦'tenure in {owner, social_tenant} and tenure = private_tenant'"),
    ),
    (
        "The condition income can never be true; mend it or take it out",
        "De voorwaarde income kan nooit waar zijn; verbeter ze of haal ze weg",
        when("¦income <= 5 euro/month and income > 6 euro/month"),
    ),
    (
        "The condition tenant can never be true; mend it or take it out",
        "De voorwaarde tenant kan nooit waar zijn; verbeter ze of haal ze weg",
        tenant("¦income <= 5 euro/month and income > 6 euro/month"),
        ("[net_income, tenure]", "[net_income]"),
    ),
    (
        "The condition tenant can never be false; mend it or take it out",
        "De voorwaarde tenant kan nooit onwaar zijn; verbeter ze of haal ze weg",
        tenant("¦'tenure in {owner, social_tenant, private_tenant}'"),
    ),
]

GRAMMAR = [
    (
        "The expression stops halfway; finish it",
        "De uitdrukking stopt halverwege; maak ze af",
        when("income <=¦"),
    ),
    ("The expression stops halfway", "De uitdrukking stopt halverwege", when("(income <= limit¦")),
    ("'>' cannot stand here; ", "'>' kan hier niet staan; ", when("income <= limit ¦> income")),
    (
        "'limit' cannot stand here; ",
        "'limit' kan hier niet staan; ",
        when("income <= limit ¦limit"),
    ),
    ("'then' cannot stand here; ", "'then' kan hier niet staan; ", when("income <= ¦then")),
    (
        "Write 'then' here, and not 'else'",
        "Schrijf hier 'then', en niet 'else'",
        when("if yes ¦else no"),
    ),
    (
        "Write 'over' here, and not ')'",
        "Schrijf hier 'over', en niet ')'",
        when("sum(net_income¦) > 5 euro"),
    ),
    ("Write '(' here, and not 'income'", "Schrijf hier '(', en niet 'income'", when("max ¦income")),
    (
        "Write 'to' here, and not ','",
        "Schrijf hier 'to', en niet ','",
        when("'round_up(income¦, 1 cent) > limit'"),
    ),
    (
        "everybody is no group; write household, head",
        "everybody is geen groep; schrijf household, head",
        when("sum(net_income over ¦everybody) > limit"),
    ),
    (
        "A number is written with a point; write 1530.50 instead of 1530,50",
        "Een getal wordt met een punt geschreven",
        when("'income <= 1530¦,50 euro/month'"),
    ),
    (
        "An expression cannot have '_'; ",
        "In een uitdrukking kan '_' niet staan; ",
        when("¦__import__"),
    ),
    (
        "An expression cannot have '.'; ",
        "In een uitdrukking kan '.' niet staan; ",
        when("income¦.real > 5"),
    ),
    (
        "An expression cannot have '\"'; ",
        "In een uitdrukking kan '\"' niet staan; ",
        when('income <= ¦"limit"'),
    ),
    (
        "An expression cannot have '['; ",
        "In een uitdrukking kan '[' niet staan; ",
        when("income¦[0] > 5"),
    ),
    (
        "An expression cannot have '≤'; ",
        "In een uitdrukking kan '≤' niet staan; ",
        when("income ¦≤ limit"),
    ),
    (
        "An expression cannot have 'I'; ",
        "In een uitdrukking kan 'I' niet staan; ",
        when("¦Income <= limit"),
    ),
    ("2015-02-30 is not a day; ", "2015-02-30 is geen dag; ", when("on > ¦2015-02-30")),
    (
        "This is nested deeper than 12; divide it into terms",
        "Dit zit dieper genest dan 12; verdeel het in terms",
        when("(" * 12 + "(¦" + "income <= limit" + ")" * 13),
    ),
    (
        "This expression has more than 200 words; ",
        "Deze uitdrukking heeft meer dan 200 woorden; ",
        when("¦income <= limit" + " and income <= limit" * 60),
    ),
    (
        "This expression goes on for more than 40 steps; ",
        "Deze uitdrukking telt meer dan 40 stappen na elkaar; ",
        when("¦income" + " + income" * 50 + " <= limit"),
    ),
    (
        "The term deep1 stands below 3 others that need each other; shorten that",
        "De term deep1 staat onder 3 andere die elkaar nodig hebben; kort dat in",
        (SUM, SUM + "".join(map(deep, range(5))).replace("is: deep0", "is: ¦deep0")),
        when("deep4 > limit"),
    ),
]


ALL = [*KINDS_AND_UNITS, *AMOUNTS, *NUMBERS, *IMPOSSIBLE, *GRAMMAR]


@pytest.mark.parametrize(
    ("en", "nl", "edits"),
    [
        pytest.param(en, nl, edits, id=f"{number}-{en[:40]}")
        for number, (en, nl, *edits) in enumerate(ALL)
    ],
)
def test_a_bad_expression(en, nl, edits, tmp_path):
    text = edited(MEASURE, *edits)
    assert "¦" in text
    error = refused(tmp_path, support=text)
    assert en in str(error)
    assert nl in error.nl


@pytest.mark.parametrize(
    "written",
    [
        "income + income ¦<= 5 year",
        "'income   ¦<= 5 year'",
        '"income + 1 euro/month ¦<=   5 year"',
        ">\n          income + income\n          ¦<= 5 year",
        ">-\n          income\n\n            +   income ¦<= 5\n          year",
        "|\n          income ¦<= 5 year",
        "income\n          + income\n          ¦<= 5 year",
        "'income\n          ¦<= 5 year'",
    ],
)
def test_the_place_is_exact_however_an_expression_is_written(written, tmp_path):
    refused(tmp_path, support=edited(MEASURE, when(written)))


def test_where_an_expression_stops_is_just_behind_it(tmp_path):
    refused(tmp_path, support=edited(MEASURE, when("'income <=¦'")))
    refused(tmp_path, support=edited(MEASURE, when(">\n          income\n          <=¦")))


def test_what_holds_for_one_person_says_nothing_of_the_others(tmp_path):
    """A pensioner in whose household there is a child: the second condition is about others."""
    text = edited(
        MEASURE,
        ("for: household", "for: person"),
        when("age >= 65 year"),
        tenant("any(age < 18 year over household)"),
        ("[net_income, tenure]", "[net_income, age]"),
        ("head, net_income: 1530.40}", "head, net_income: 1530.40, age: 70}"),
        ("          tenure: social_tenant\n", ""),
        (
            "        expect",
            "            - {id: bo, role: child, age: 10, net_income: 0}\n        expect",
        ),
    )
    assert rights.check_examples(law_of(tmp_path, support=text)) == 1
