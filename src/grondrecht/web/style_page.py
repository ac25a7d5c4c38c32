"""The style page: every part of the site in every state, with made-up words."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static

from grondrecht.web import appearance, glossary

NAMES = (
    ("00", "alle grondrechten", "all basic rights"),
    ("01", "deelname aan de samenleving", "taking part in society"),
    ("02", "hulp- en dienstverlening", "help and services"),
    ("03", "inkomen", "income"),
    ("04", "gezin en kind", "family and child"),
    ("05", "onderwijs en vorming", "education and training"),
    ("06", "vrije tijd", "leisure"),
    ("07", "werk", "work"),
    ("08", "wonen en energie", "housing and energy"),
    ("09", "gezondheid", "health"),
    ("10", "voeding", "food"),
)
OFFICES = ("Kanselarij", "Onderwijs", "Begroting", "Armoedebestrijding", "Mobiliteit", "Welzijn")
COUNTS = (
    (3, 1, 0, 9, 0, 2),
    (1, 0, 0, 4, 2, 1),
    (0, 0, 1, 6, 0, 17),
    (0, 0, 5, 2, 0, 8),
    (0, 2, 0, 1, 0, 24),
    (0, 14, 0, 0, 0, 1),
    (0, 1, 0, 3, 6, 0),
    (0, 3, 0, 5, 0, 2),
    (0, 0, 7, 19, 0, 0),
    (0, 0, 0, 0, 0, 11),
    (0, 0, 0, 2, 0, 1),
)


def style(request: HttpRequest) -> HttpResponse:
    """Show every part of the site, for who makes or checks its pages."""
    return render(request, "web/style.html", parts())


def parts() -> dict[str, Any]:
    """What the style page shows, part by part."""
    plan = SimpleNamespace(name="Voorbeeldplan", name_en="Example plan", template="vapa")
    rights = [
        SimpleNamespace(code=code, name=name, name_en=name_en, plan=plan)
        for code, name, name_en in NAMES
    ]
    return {
        "title": "Stijl",
        "breadcrumbs": [{"label": "Begin", "address": "/nl/"}, {"label": "Stijl"}],
        "sample_plan": plan,
        "rights": rights,
        "right": rights[8],
        "colours": list(appearance.data()["colours"]),
        "terms": glossary.terms("nl").values(),
        **overview(rights),
        **action(rights[8]),
        **found(rights),
        **offered(),
    }


def overview(rights: list[SimpleNamespace]) -> dict[str, Any]:
    """Key figures, bars and the matrix."""
    rows = [matrix_row(right, counts) for right, counts in zip(rights, COUNTS, strict=True)]
    columns = list(zip(*COUNTS, strict=True))
    return {
        "figures": [
            {
                "value": "164",
                "label": "acties",
                "address": "#acties",
                "sentence": "Zoveel dingen belooft de regering te doen.",
            },
            {
                "value": "€\N{NO-BREAK SPACE}41,5",
                "unit": "miljoen",
                "label": "aan bedragen",
                "address": "#geld",
                "sentence": "Bij 98 acties staat geen bedrag.",
            },
            {"value": "87", "label": "einddoelen", "sentence": "Zonder verwijzing."},
        ],
        "offices": [
            {"code": f"{number:02}", "label": name, "address": f"#ambt-{number}"}
            for number, name in enumerate(OFFICES, 1)
        ],
        "matrix_rows": rows,
        "most": max(max(counts) for counts in COUNTS),
        "most_in_right": max(row["total"] for row in rows),
        "matrix_totals": [*map(sum, columns), sum(map(sum, COUNTS))],
    }


def matrix_row(right: SimpleNamespace, counts: tuple[int, ...]) -> dict[str, Any]:
    """One right in the matrix: a cell per office and the total."""
    cells = [
        {
            "count": count,
            "address": f"#{right.code}-{number:02}",
            "label": f"{count} acties: {right.name}, {office}",
        }
        for number, (count, office) in enumerate(zip(counts, OFFICES, strict=True), 1)
    ]
    return {"right": right, "address": f"#{right.code}", "cells": cells, "total": sum(counts)}


def action(right: SimpleNamespace) -> dict[str, Any]:
    """What the page of an action is made of."""
    return {
        "segments": [
            {"code": "08", "kind": "grondrecht", "term": "right", "label": right.name},
            {"code": "04", "kind": "ambt", "term": "office", "label": OFFICES[3], "address": "#a"},
            {"code": "07", "kind": "volgnummer", "label": "zonder betekenis"},
        ],
        "milestones": [
            milestone(
                "2015", "baseline", "We tellen hoeveel gezinnen wachten.", "12.300 gezinnen."
            ),
            milestone("2017", "progress", "Het aanbod groeit met een tiende.", ""),
            milestone("2019", "final", "Niemand wacht langer dan een jaar.", "", past=False),
        ],
        "fields": [
            {
                "label": "Budgettair engagement",
                "term": "commitment",
                "printed": "250.000 euro per jaar,\nbinnen bestaande middelen",
                "place": "bladzijde 12, regels 340-342",
                "place_address": "#plaats",
            },
            {
                "label": "Samenvatting",
                "printed": "De huurhulp bereikt vandaag te weinig mensen.",
                "maintained": "De huurhulp bereikt nu 4.000 gezinnen meer.",
                "changed": "Veranderd op 3 maart 2017 door de administratie",
            },
            {"label": "Andere actoren", "printed": ""},
        ],
        "facts": [
            {"label": "Kabinet", "value": "Kabinet Armoedebestrijding", "address": "#kabinet"},
            {"label": "Bladzijden", "value": "12 en 13"},
        ],
    }


def milestone(
    period: str, stage: str, promised: str, reported: str, past: bool = True
) -> dict[str, Any]:
    """A milestone as the timeline wants it."""
    return {
        "period": period,
        "stage": stage,
        "promised": promised,
        "reported": reported,
        "is_past": past,
    }


def found(rights: list[SimpleNamespace]) -> dict[str, Any]:
    """Facets, results and pages of a search."""
    options = [
        {"label": right.name, "count": 9 + 3 * turn, "address": f"#f{turn}", "chosen": turn == 1}
        for turn, right in enumerate(rights[2:6])
    ]
    return {
        "facets": [
            {"label": "Grondrecht", "options": options, "open": True},
            {"label": "Einddoel", "options": options[2:3]},
        ],
        "chosen": [{"label": "inkomen", "address": "#weg"}],
        "hit": {
            "code": "08_04_07",
            "address": "#actie",
            "title": (
                ("Huurhulp voor wie lang op een ", False),
                ("woning", True),
                (" wacht", False),
            ),
            "snippet": (
                ("… een ", False),
                ("woning", True),
                (" die past en betaalbaar is …", False),
            ),
            "right": rights[8],
            "facts": ["Kabinet Armoedebestrijding", "€ 250.000"],
        },
        "pages": [
            {"number": 1, "address": "#1"},
            {"number": 2, "address": "#2", "current": True},
            {"number": None},
            {"number": 14, "address": "#14"},
        ],
    }


def offered() -> dict[str, Any]:
    """Links, citation, a chart and its table."""
    address = "https://example.org/id/action/voorbeeld/08_04_07"
    return {
        "image": static("web/card.png"),
        "columns": [{"label": "Jaar"}, {"label": "Gezinnen", "number": True}],
        "rows": [
            [{"text": "2015", "address": "#2015"}, {"text": "12.300", "number": True}],
            [{"text": "2016"}, {"text": "11.940", "number": True}],
        ],
        "totals": [{"text": "Verschil"}, {"text": "−360", "number": True}],
        "citation": "Vlaamse overheid, Voorbeeldplan, actie 08_04_07, editie 2017.",
        "permanent_address": address,
        "downloads": [{"label": "Linked data", "name": "Turtle", "address": f"{address}.ttl"}],
        "links": [
            {"label": "Volg veranderingen", "address": "#volg", "icon": "feed"},
            {"label": "Haal als CSV", "address": "#csv", "icon": "download", "type": "text/csv"},
        ],
    }
