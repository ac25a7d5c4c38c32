"""References in further spellings, and in further words for what they say."""

from __future__ import annotations

import pytest

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.references import find_references


def found(text: str, *known: str) -> list[tuple[str, str]]:
    references = find_references(text, {ActionCode.parse(one) for one in known})
    return [(str(reference.code), reference.kind) for reference in references]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Zie actie 04_05_06", "see_also"),
        ("ZIE OOK FICHE 04_05_06", "see_also"),
        ("zie eveneens actie 04_05_06", "see_also"),
        ("zie verder bij fiche 04_05_06", "see_also"),
        ("zie hoger (actie 04_05_06)", "see_also"),
        ("(cfr. 04_05_06)", "see_also"),
        ("cfr fiche 04.05.06", "see_also"),
        ("Voor de indicatoren: zie actie 04 05 06", "see_also"),
        ("Dit wordt verder uitgewerkt in actie 04_05_06", "see_also"),
        ("zoals vermeld in fiche 04_05_06", "see_also"),
        ("Hiervoor verwijzen wij naar actie 04_05_06", "see_also"),
        ("meer informatie in fiche 04_05_06", "see_also"),
        ("Deze actie is vervangen door 04_05_06", "replaced_by"),
        ("Deze actie wordt stopgezet en vervangen door actie 04 05 06", "replaced_by"),
        ("Deze actie werd geïntegreerd in actie 04_05_06", "replaced_by"),
        ("Deze fiche is samengevoegd met 04_05_06", "replaced_by"),
        ("wordt verdergezet onder 04_05_06", "replaced_by"),
        ("wordt voortgezet in actie 04-05-06", "replaced_by"),
        ("wordt overgenomen in fiche 04_05_06", "replaced_by"),
        ("opgegaan in actie 04_05_06", "replaced_by"),
        ("Actie 04_05_06 komt in de plaats van deze actie", "replaced_by"),
        ("Actie 04_05_06 neemt deze actie over", "replaced_by"),
        ("Deze actie vervangt 04_05_06", "replaces"),
        ("Deze actie komt in de plaats van 04_05_06", "replaces"),
        ("vervolg op actie 04_05_06", "replaces"),
        ("Deze actie bouwt voort op 04_05_06", "replaces"),
        ("Actie 04_05_06 werd vervangen door deze fiche", "replaces"),
        ("link met actie 04_05_06", "link"),
        ("Links met acties 04_05_06", "link"),
        ("Hangt samen met fiche 04_05_06", "link"),
        ("in samenhang met actie 04 05 06", "link"),
        ("in nauwe samenwerking met actie 04_05_06", "link"),
        ("sluit nauw aan bij actie 04_05_06", "link"),
        ("aanvullend op 04_05_06", "link"),
        ("afgestemd op actie 04_05_06", "link"),
        ("in lijn met actie 04_05_06", "link"),
        ("actie 04_05_06 loopt tot 2018", "mention"),
        ("niet vervangen door 04_05_06", "mention"),
        ("Dit wordt niet opgenomen in actie 04_05_06", "mention"),
    ],
)
def test_what_is_said_of_a_code(text: str, kind: str) -> None:
    assert found(text) == [("04_05_06", kind)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zie acties 04_05_06, 04_05_07 en 04_05_08", ["04_05_06", "04_05_07", "04_05_08"]),
        ("zie fiches 04_05_06/04_05_07", ["04_05_06", "04_05_07"]),
        ("zie actie 04_05_06 (en 04_05_07)", ["04_05_06", "04_05_07"]),
        ("zie fiche 04_05_06 of 04_05_07", ["04_05_06", "04_05_07"]),
        ("zie 04_05_06 t/m 04_05_07", ["04_05_06", "04_05_07"]),
        ("zie 04_05_06 – 04_05_08", ["04_05_06", "04_05_07", "04_05_08"]),
        ("zie 04_05_06; 04_05_07", ["04_05_06", "04_05_07"]),
        ("zie actie 04 05 06 en actie 04 05 07", ["04_05_06", "04_05_07"]),
        ("zie actie 04_05_06,04_05_07", ["04_05_06", "04_05_07"]),
        ("zie:\n- 04_05_06\n- 04_05_07", ["04_05_06", "04_05_07"]),
        ("zie fiche 04\u00a005\u00a006", ["04_05_06"]),
        ("zie fiche 04_ 05_ 06", ["04_05_06"]),
        ("zie fiche 04_05_06.", ["04_05_06"]),
        ("zie fiche «04_05_06»", ["04_05_06"]),
        ("zie fiche nummer 04-05-06", ["04_05_06"]),
        ("zie fiche nr 04.05.06", ["04_05_06"]),
        ("zie fiche 04\u201305\u201306", ["04_05_06"]),
        ("zie fiche 04/05/06", ["04_05_06"]),
    ],
)
def test_spellings_and_lists(text: str, expected: list[str]) -> None:
    assert found(text) == [(code, "see_also") for code in expected]


@pytest.mark.parametrize(
    "text",
    [
        "04/05/06",
        "op 04/05/2006",
        "van 04-05-06 tot 08-05-06",
        "tel 02 05 06",
        "telefoon: 02.05.06.07",
        "0475 04 05 06",
        "IBAN BE04 05 06",
        "€ 04.05.06",
        "versie 1.04.05.06",
        "artikel 04.05",
        "04_05",
        "04_05_06_07",
        "acties in 2016",
        "de actie loopt van 04.05.16 tot 06.07.16",
    ],
)
def test_no_reference(text: str) -> None:
    assert found(text) == []
