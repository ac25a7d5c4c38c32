"""Copies of rounds (grondrecht-round/1) for tests and benchmarks: made up, always the same.

``round_copy(200)`` has every part filled in; ``the_counts_of_2017()`` has 161 actions with the
statuses that a real report counted; ``copies()`` is a hypothesis strategy for odd ones.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from hypothesis import strategies as st

Data = dict[str, Any]

STATUSES = [
    ("to_start", "nog te starten", "to start", False, False, True),
    ("running", "loopt zoals gepland", "running as planned", False, False, True),
    ("extended", "verlengd", "extended", True, False, True),
    ("late", "loopt achter", "late", True, False, True),
    ("done", "uitgevoerd", "done", False, True, False),
    ("lapsed", "vervallen", "lapsed", True, True, False),
    ("replaced", "vervangen", "replaced", True, True, False),
]
COUNTS_OF_2017 = {
    "running": 135,
    "extended": 10,
    "done": 7,
    "lapsed": 4,
    "to_start": 4,
    "late": 1,
}
RIGHTS = [
    ("00", "alle rechten", "all rights"),
    ("01", "participatie", "participation"),
    ("02", "maatschappelijke dienstverlening", "social services"),
    ("03", "inkomen", "income"),
    ("04", "gezin", "family"),
    ("05", "gezondheid", "health"),
    ("06", "onderwijs", "education"),
    ("07", "werk", "work"),
    ("08", "wonen", "housing"),
    ("09", "vrije tijd", "leisure"),
    ("10", "voeding", "food"),
]
OFFICES = [
    ("01", "minister-president", "Ilse Verbrugge"),
    ("02", "onderwijs", "Joris Maes"),
    ("03", "begroting en energie", "Fatma Eraslan"),
    ("06", "welzijn", "Odette Ryckewaert"),
    ("07", "werk en sport", "Sander Terwingen"),
    ("08", "omgeving", "Karlien Lefebure"),
    ("09", "cultuur, jeugd en media", "Mondher Naessens"),
]
TITLES = [
    "De huurpremie bereikt wie al vier jaar wacht",
    "Brieven over geld zijn te begrijpen voor wie ze krijgt",
    "Meer plaatsen in de kinderopvang voor gezinnen met een laag inkomen",
    "Een vaste buddy voor jongeren die de school verlaten",
    "Gratis tandzorg voor kinderen in alle basisscholen van de stad",
    "Minder wachten op een sociale woning door samen toe te wijzen",
    "Warme maaltijden aan een sociaal tarief in lokale dienstencentra",
    "Vrijetijdspas in elke gemeente, ook buiten de eigen gemeente te gebruiken",
    "Begeleiding naar werk voor ouders die alleen voor hun kinderen zorgen",
    "Energiescans en kleine ingrepen bij huurders met een oude ketel",
]
ADMINISTRATIONS = [
    "Agentschap Wonen",
    "Departement Onderwijs en Vorming",
    "Agentschap Opgroeien",
    "Dienst voor Arbeidsbemiddeling",
    "Departement Welzijn",
]
GROUPS = ["Platform Armen aan het Woord", "Vereniging De Brug", "Netwerk Samen Sterk"]
SENTENCES = [
    "De eerste gemeenten zijn gestart en zeven volgen in het najaar.",
    "Het besluit is goedgekeurd en staat in het staatsblad.",
    "De aanvraag gebeurt nu met één formulier in plaats van drie.",
    "Er is een werkgroep met mensen die het systeem zelf gebruiken.",
    "Het aantal aanvragen steeg; de wachttijd bleef gelijk.",
    "De partners tekenden een overeenkomst voor twee jaar.",
]
COMPLETIONS = ["no_evidence", "not_started", "limited", "substantial", "complete"]


def round_copy(actions: int = 200, *, seed: int = 1, state: str = "frozen") -> Data:
    """A round over some actions with every part of it, the same for the same seed."""
    dice = random.Random(seed)
    chosen = [dice.choices(_KEYS, (3, 60, 8, 6, 10, 4, 2))[0] for _ in range(actions)]
    return _copy(dice, chosen, state)


def the_counts_of_2017() -> Data:
    """161 actions of which as many have each status as a real report of 2017 counted.

    Nothing but their status and its reason is said of them, as a file of answers may have it.
    """
    chosen = [key for key, count in COUNTS_OF_2017.items() for _ in range(count)]
    dice = random.Random(2017)
    dice.shuffle(chosen)
    made = _copy(dice, chosen, "frozen", answered=1.0)
    for report in made["reports"]:
        answer = report["answer"]
        said = {key: answer[key] for key in ("kind", "status", "reason")}
        report |= {"answer": _answer_of_nobody() | said, "honesty": [], "findings": []}
    return made


def empty_copy() -> Data:
    """A round that asks about nothing, in a plan of which nothing else is known."""
    made = _copy(random.Random(0), [], "open")
    parts = ("rights", "offices", "instruments", "tests", "consultations", "vertical_rule")
    parts += ("monitor", "measures")
    return made | {part: [] for part in (*parts, "domains_without_official")}


_KEYS = [key for key, *_ in STATUSES]


def _copy(dice: random.Random, chosen: list[str], state: str, answered: float = 0.95) -> Data:
    codes = _codes(dice, len(chosen))
    reports = [
        _report(dice, code, status, dice.random() < answered, number)
        for number, (code, status) in enumerate(zip(codes, chosen, strict=True))
    ]
    names = ("key", "name", "name_en", "deviates", "ended", "goes_on")
    return {
        "format": "grondrecht-round/1",
        "plan": {
            "slug": "voorbeeld",
            "name": "Landsplan tegen armoede 2015-2019",
            "name_en": "National plan against poverty 2015-2019",
            "government": "Landsregering 2014-2019",
            "language": "nl",
        },
        "edition": {"slug": "2017", "name": "bijgestuurde editie 2017"},
        "round": {
            "slug": "voortgang-2017",
            "name": "Voortgangsrapport 2017",
            "name_en": "Progress report 2017",
            "kind": "progress",
            "first_day": "2015-07-01",
            "last_day": "2016-12-31",
            "answer_by": "2017-01-31",
            "validate_by": "2017-02-28",
            "to_government": "2017-03-31",
            "to_parliament": "2017-04-30",
            "state": state,
            "statuses": [dict(zip(names, row, strict=True)) for row in STATUSES],
        },
        "frozen_at": "2017-03-15T10:00:00+01:00" if state in ("frozen", "sent") else "",
        "frozen_by": "An Coördinator" if state in ("frozen", "sent") else "",
        "rights": [dict(zip(("code", "name", "name_en"), row, strict=True)) for row in RIGHTS],
        "offices": [
            {"code": code, "name": name, "name_en": "", "holder": holder}
            for code, name, holder in OFFICES
        ],
        "reports": reports,
        "instruments": [_instrument(number, codes) for number in range(min(7, len(codes)))],
        "tests": [_test(dice, number, codes) for number in range(min(14, len(codes)))],
        "tests_counted": {},
        "consultations": [_consultation(dice, number, codes) for number in range(9)],
        "vertical_rule": [_rule(dice, name, year) for _, name, _ in OFFICES for year in YEARS],
        "domains_without_official": ["begroting en energie"],
        "monitor": [_indicator(dice, number) for number in range(6)],
        "measures": [_measure(dice, number) for number in range(8)],
        "log": {"last": 4711, "sha256": "5f" * 32},
    }


YEARS = (2015, 2016)


INSTRUMENTS = [
    ("system", "rijksregister", "Rijksregister", "National register"),
    ("dataset", "wachtlijst", "Wachtlijst van sociale woningen", ""),
    ("formula", "verdeelsleutel", "Verdeelsleutel", ""),
    ("instrument", "huurpremie", "Huurpremie", "Rent premium"),
    ("right", "schooltoelage", "Schooltoelage", "School allowance"),
]


def _instrument(number: int, codes: list[str]) -> Data:
    """One that some actions speak of; the last ones that none does, or one that is not asked."""
    kind, slug, name, english = INSTRUMENTS[number % len(INSTRUMENTS)]
    actions = [*codes[number::5][:3], "99_99_99"] if number < len(INSTRUMENTS) else []
    named = {"name": f"{name} {number}", "name_en": f"{english} {number}" if english else ""}
    return {"kind": kind, "slug": f"{slug}-{number}", **named, "actions": actions}


def _codes(dice: random.Random, count: int) -> list[str]:
    pairs = [(right, office) for right, *_ in RIGHTS for office, *_ in OFFICES]
    drawn = sorted(dice.choices(pairs, k=count))
    numbers = [drawn[:place].count(pair) + 1 for place, pair in enumerate(drawn)]
    both = zip(drawn, numbers, strict=True)
    return [f"{right}_{office}_{number:02}" for (right, office), number in both]


def _report(dice: random.Random, code: str, status: str, answered: bool, number: int) -> Data:
    right, office, _ = code.split("_")
    answer = _answer(dice, status) if answered else _answer_of_nobody()
    return {
        "code": code,
        "title": dice.choice(TITLES),
        "right": right,
        "office": office,
        "cabinets": ["Kabinet " + {c: n for c, n, _ in OFFICES}[office]],
        "administrations": [dice.choice(ADMINISTRATIONS)],
        "summary": " ".join(dice.choices(SENTENCES, k=4)),
        "budget": dice.choice(["binnen de bestaande middelen", "", "2015: 1,2 miljoen euro"]),
        "amounts": _amounts(dice),
        "state": "frozen" if answered else "asked",
        "answer": answer,
        "answered_by": "Chris Ambtenaar" if answered else "",
        "answered_at": "2017-01-20T09:00:00+01:00" if answered else None,
        "validated_by": "Bram Kabinetslid" if answered else "",
        "validated_at": "2017-02-10T09:00:00+01:00" if answered else None,
        "sent_back_by": "",
        "sent_back_why": "",
        "honesty": _honesty(dice, status) if answered else [],
        "findings": [_finding(dice) for _ in range(dice.choice([0, 0, 0, 1, 2]))],
    }


def _amounts(dice: random.Random) -> list[Data]:
    value = str(dice.randrange(50_000, 9_000_000, 1000))
    amount = {"value": value, "low": None, "high": None, "currency": "EUR"}
    whole = {**amount, "years": [2015], "words": "per jaar"}
    return [whole] if dice.random() < 0.4 else []


def _answer_of_nobody() -> Data:
    texts = ("kind", "status", "reason", "news", "no_involvement", "next_step")
    lists = ("milestones", "values", "spent", "involvement")
    return {**dict.fromkeys(texts, ""), **{key: [] for key in lists}, "next_on": None}


def _answer(dice: random.Random, status: str) -> Data:
    _, _, _, deviates, _, goes_on = next(row for row in STATUSES if row[0] == status)
    involved = dice.random() < 0.6
    return {
        "kind": dice.choice(["measure", "project"]),
        "status": status,
        "reason": dice.choice(SENTENCES) if deviates else "",
        "news": " ".join(dice.sample(SENTENCES, 2)),
        "milestones": [
            {"position": n, "period": period, "promised": dice.choice(SENTENCES), "done": done}
            for n, (period, done) in enumerate(
                [("2015 (nulmeting)", ""), ("2017", dice.choice(SENTENCES)), ("2019", "")], 1
            )
        ],
        "values": [_value(dice, year) for year in YEARS] if dice.random() < 0.5 else [],
        "spent": [_spent(dice, year) for year in YEARS] if dice.random() < 0.6 else [],
        "involvement": [_involvement(dice)] if involved else [],
        "no_involvement": "" if involved else "De tijd liet geen overleg toe.",
        "next_step": dice.choice(SENTENCES) if goes_on and dice.random() < 0.8 else "",
        "next_on": str(date(2017, 4, 1) + timedelta(dice.randrange(600))) if goes_on else None,
    }


def _value(dice: random.Random, year: int) -> Data:
    days = {"first_day": f"{year}-01-01", "last_day": f"{year}-12-31"}
    value = str(dice.randrange(100, 20_000))
    of = {"indicator": "bereikte-gezinnen", "period": str(year), "unit": "gezinnen", "note": ""}
    return {**of, **days, "value": value}


def _spent(dice: random.Random, year: int) -> Data:
    amount = f"{dice.randrange(10_000, 4_000_000)}.00"
    return {"year": year, "amount": amount, "currency": "EUR", "words": "subsidies"}


def _involvement(dice: random.Random) -> Data:
    used = dice.random() < 0.7
    return {
        "who": dice.choice(GROUPS),
        "phase": dice.choice(["preparation", "execution", "evaluation"]),
        "said": dice.choice(SENTENCES),
        "outcome": "De brief is herschreven." if used else "",
        "why_not": "" if used else "Daarvoor is een wet nodig.",
    }


def _honesty(dice: random.Random, status: str) -> list[Data]:
    if status != "running" or dice.random() > 0.25:
        return []
    rules = [
        ("no_next_step", "Loopt, maar heeft geen volgende stap met een datum.", "No next step."),
        ("stale_news", "Het laatste nieuws is ouder dan een jaar.", "The news is old."),
        ("finding_contradicts", "Een bevinding spreekt de stand tegen.", "A finding contradicts."),
    ]
    rule, message, message_en = dice.choice(rules)
    return [{"rule": rule, "message": message, "message_en": message_en}]


def _finding(dice: random.Random) -> Data:
    reply = {"party": dice.choice(ADMINISTRATIONS), "text": dice.choice(SENTENCES)}
    link = {"kind": "link", "text": "nota van de vereniging", "address": "https://example.org/nota"}
    return {
        "party": dice.choice([*GROUPS, "Steunpunt Armoedebeleid"]),
        "completion": dice.choice(COMPLETIONS),
        "text": " ".join(dice.sample(SENTENCES, 2)),
        "evidence": [link],
        "made_on": "2017-02-01",
        "replies": [{**reply, "on": "2017-02-20"}] if dice.random() < 0.5 else [],
    }


def _test(dice: random.Random, number: int, codes: list[str]) -> Data:
    needed = number % 3 != 0
    return {
        "slug": f"test-{number}",
        "title": f"Besluit over {dice.choice(['huur', 'opvang', 'zorg', 'school'])} nr. {number}",
        "year": YEARS[number % 2],
        "office": dice.choice(OFFICES)[0],
        "state": ["listed", "done", "evaluated", "needed"][number % 4] if needed else "not_needed",
        "needed": needed,
        "reason": "Het besluit raakt mensen met een laag inkomen." if needed else "Geen gevolg.",
        "knowledge": [
            {"kind": kind, "who": dice.choice(GROUPS), "what": dice.choice(SENTENCES)}
            for kind in ("experience", "scientific", "policy")[: number % 4]
        ],
        "rights": [
            {"name": "toeslag", "automatic": ["yes", "no"][number % 2], "why_not": "geen gegevens"}
        ],
        "result": dice.choice(SENTENCES),
        "changed": dice.choice(["", "De grens ligt nu hoger."]),
        "evaluation": "",
        "actions": dice.sample(codes, min(2, len(codes))),
    }


def _consultation(dice: random.Random, number: int, codes: list[str]) -> Data:
    kind = "horizontal" if number % 3 == 0 else "vertical"
    code = dice.choice(codes) if codes else ""
    points = [
        {
            "text": dice.choice(SENTENCES),
            "action": code,
            "owner": dice.choice(ADMINISTRATIONS),
            "due_on": "2017-06-30",
            "state": dice.choice(["open", "done"]),
            "done": dice.choice(["", "Afgehandeld in maart."]),
        }
    ]
    return {
        "kind": kind,
        "domain": "" if kind == "horizontal" else dice.choice(OFFICES)[1],
        "day": str(date(2015, 9, 1) + timedelta(55 * number)),
        "state": "published",
        "place": "Brussel",
        "members": [*GROUPS, *ADMINISTRATIONS[:2]],
        "agenda": [{"text": "Stand van de armoedetoetsen", "action": code, "test": ""}],
        "minutes": " ".join(dice.sample(SENTENCES, 3)),
        "points": points,
    }


def _rule(dice: random.Random, domain: str, year: int) -> Data:
    held = dice.randrange(4)
    return {
        "domain": domain,
        "domain_en": "",
        "year": year,
        "held": held,
        "asked": 2,
        "met": held >= 2,
    }


def _indicator(dice: random.Random, number: int) -> Data:
    names = [
        ("Mensen met een risico op armoede", "% van de inwoners"),
        ("Kinderen in een gezin zonder werk", "% van de kinderen"),
        ("Mensen die rekeningen niet kunnen betalen", "% van de inwoners"),
        ("Wachtenden op een sociale woning", "gezinnen"),
        ("Jongeren die zonder diploma vertrekken", "% van de leerlingen"),
        ("Mensen die zorg uitstellen om geld", "% van de inwoners"),
    ]
    name, unit = names[number]
    steps = [dice.choice([-4, -2, 1, 3]) for _ in range(5)]
    values = list(accumulate([110 + 10 * number, *steps]))
    rows = [
        {
            "period": str(2011 + place),
            "value": f"{value / 10:.1f}",
            "margin": "0.7" if number != 3 else None,
            "source": "Inkomensenquête",
            "source_url": "",
            "kind": "observed",
            "group": "",
            "first_day": f"{2011 + place}-01-01",
            "last_day": f"{2011 + place}-12-31",
            "unit": unit,
        }
        for place, value in enumerate(values)
    ]
    target = {**rows[-1], "period": "2019", "value": "9.0", "margin": None, "kind": "target"}
    women = {**rows[-1], "group": "vrouwen"}
    return {
        "indicator": f"indicator-{number}",
        "name": name,
        "name_en": "",
        "unit": unit,
        "better": "down",
        "observations": [*rows, target, women] if number < 2 else rows,
    }


def _measure(dice: random.Random, number: int) -> Data:
    figure = {
        "round": "",
        "period": "2016",
        "persons": 1200 * (number + 1),
        "money": "345000.50",
        "cost": "12000",
    }
    return {
        "slug": f"maatregel-{number}",
        "name_en": "",
        "what": "",
        "granted_by": "",
        "kind": "right" if number % 2 else "correction",
        "name": dice.choice(["Huurpremie", "Sociaal tarief voor energie", "Schooltoelage"]),
        "automatic": dice.choice(["yes", "no", "partly"]),
        "obstacles": "Het inkomen is niet bekend." if number % 2 else "",
        "conditions": [
            {"about": "inkomen", "words": "lager dan een grens"},
            {"about": "woonplaats", "words": "in het land"},
        ],
        "figures": [{**figure, "year": 2016, "benefit": None, "source": "jaarverslag"}],
    }


# Texts that are hard on a writer: markup, formulas, odd signs, very long words, right to left.
HARD = (
    '=HYPERLINK("http://kwaad","klik")',
    "+32 2 553 00 00",
    "@SUM(1)",
    "#set text(red) $x$ *vet* _cursief_ \\ <naam> [a] `b` {n}",
    "<w:t>&amp;</w:t> & < > ]]>",
    "a" * 400,
    "https://example.org/" + "pad/" * 60,
    "\u202eomgekeerd\u202c \u0007 \u200b \U0001f600 a\u0301",
    "eerste regel\n\n- tweede\n- derde",
    "مرحبا שלום 中文 Ѡ",
    " ",
)


def hard_copy() -> Data:
    """A copy in which every text that people type is a hard one."""
    made = round_copy(len(HARD), seed=3)
    for report, hard in zip(made["reports"], HARD, strict=True):
        report |= {"title": hard, "summary": hard, "budget": hard, "administrations": [hard]}
        answer = report["answer"]
        answer |= {"status": "late", "reason": hard, "news": hard, "next_step": hard}
        for row in answer["milestones"]:
            row |= {"promised": hard, "done": hard}
        answer["spent"] = [{"year": 2016, "amount": "1.00", "currency": "EUR", "words": hard}]
        report["findings"] = [_finding(random.Random(1)) | {"text": hard, "party": hard}]
    for places in ("rights", "offices", "instruments", "tests", "monitor", "measures"):
        for row, hard in zip(made[places], HARD, strict=False):
            row |= {"name": hard, "title": hard, "unit": hard, "result": hard}
    for status, hard in zip(made["round"]["statuses"], HARD[4:], strict=False):
        status["name"] = hard[:40]
    made["plan"]["name"] = made["round"]["name"] = HARD[3]
    return made


@st.composite
def copies(draw: st.DrawFn) -> Data:
    """A copy with some actions whose texts are hard, and parts that are empty."""
    made = round_copy(draw(st.integers(0, 6)), seed=draw(st.integers(0, 99)))
    for report in made["reports"]:
        report["title"] = draw(st.sampled_from(HARD))
        report["answer"]["status"] = draw(st.sampled_from(["", "vreemd", *_KEYS]))
        for finding in report["findings"]:
            finding["text"] = draw(st.sampled_from(HARD))
    made["round"]["state"] = draw(st.sampled_from(["open", "frozen", "sent"]))
    parts = ("instruments", "tests", "consultations", "vertical_rule", "monitor", "measures")
    for part in draw(st.sets(st.sampled_from(parts))):
        made[part] = []
    return made
