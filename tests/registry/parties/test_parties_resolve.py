"""Cells become parties: every kind of list, spelling and trap, on invented names and real ones."""

from pathlib import Path

import pytest

from grondrecht.registry.parties import Directory, Member, load_directory, resolve

VAPA = load_directory("vapa")
VOORBEELD = load_directory("voorbeeld")


def told(cell, role, directory=VAPA):
    return [(each.words, each.party) for each in resolve(cell, role, directory)]


def parties(cell, role, directory=VAPA):
    return [each.party for each in resolve(cell, role, directory)]


EMPTY = ["", " ", "-", "/", "—", "nvt", "n.v.t.", "NVT", "geen", "Niet van toepassing", "Nihil"]
EMPTY += ["Nog te bepalen", "neen", "ja", "...", "none", "N/A", "not applicable", "\n", "?"]


@pytest.mark.parametrize("cell", EMPTY)
@pytest.mark.parametrize("role", ["cabinet", "administration", "other_actors"])
def test_a_cell_that_says_nobody_names_nobody(cell, role):
    assert resolve(cell, role, VAPA) == ()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Kabinet Cultuur\nKabinet Jeugd", ["kabinet-cultuur", "kabinet-cultuur"]),
        ("Wonen, Energie en Welzijn", "wonen energie welzijn"),
        ("Wonen; Energie; Welzijn", "wonen energie welzijn"),
        ("• Wonen\n• Energie\n• Welzijn", "wonen energie welzijn"),
        ("- Wonen\n- Energie\n- Welzijn", "wonen energie welzijn"),
        ("1. Wonen\n2. Energie\n3. Welzijn", "wonen energie welzijn"),
        ("Wonen/Energie/Welzijn", "wonen energie welzijn"),
        ("Kabinetten Wonen, Energie & Welzijn", "wonen energie welzijn"),
        ("de kabinetten van Wonen, van Energie en van Welzijn", "wonen energie welzijn"),
        ("Kabinet Wonen i.s.m. kabinet Energie en kabinet Welzijn", "wonen energie welzijn"),
        ("Wonen | Energie | Welzijn", "wonen energie welzijn"),
    ],
)
def test_lists_are_cut(cell, expected):
    names = {
        "wonen": "kabinet-armoedebestrijding",
        "energie": "kabinet-begroting-en-energie",
        "welzijn": "kabinet-welzijn",
    }
    if isinstance(expected, str):
        expected = [names[word] for word in expected.split()]
    assert parties(cell, "responsible.cabinet") == expected


@pytest.mark.parametrize(
    ("cell", "party"),
    [
        ("Kabinet Welzijn, Volksgezondheid en Gezin", "kabinet-welzijn"),
        ("KABINET WELZIJN, VOLKSGEZONDHEID EN GEZIN", "kabinet-welzijn"),
        ("Welzijn, Volksge-\nzondheid & Gezin", "kabinet-welzijn"),
        ("Vlaams minister van Welzijn, Volksgezondheid\nen Gezin", "kabinet-welzijn"),
        ("kabinet van minister Jo Vandeurzen", "kabinet-welzijn"),
        ("kab. Vandeurzen", "kabinet-welzijn"),
        ("Vandeurzen (welzijn)", "kabinet-welzijn"),
        ("Kabinet Onderwijs en Vorming", "kabinet-onderwijs"),
        ("Het kabinet Onderwijs", "kabinet-onderwijs"),
        ("Kabinet minister- president", "kabinet-algemeen-beleid"),
        ("Kabinet van de minister-president", "kabinet-algemeen-beleid"),
        ("Kabinet Brussel", "kabinet-cultuur"),
        ("Sociale Economie", "kabinet-armoedebestrijding"),
        ("Economie", "kabinet-werk"),
        ("Werk", "kabinet-werk"),
        ("Allen", "alle-kabinetten"),
    ],
)
def test_one_cabinet_by_its_competences_or_its_holder(cell, party):
    (found,) = resolve(cell, "responsible.cabinet", VAPA)
    assert found.party == party
    assert found.how == "alias"


@pytest.mark.parametrize(
    ("cell", "party"),
    [
        ("Departement WVG – Afdeling Welzijn en Samenleving", "afdeling-welzijn-en-samenleving"),
        ("Dept. WVG, afd. Welzijn & Samenleving", "afdeling-welzijn-en-samenleving"),
        ("afdeling Welzijn en Samenleving (departement WVG)", "afdeling-welzijn-en-samenleving"),
        ("afdeling Jeugd van het departement CJM", "afdeling-jeugd"),
        ("Agentschap Binnenlands Bestuur (Team Stedenbeleid)", "team-stedenbeleid"),
        ("Agentschap Informatie Vlaanderen (AIV)", "agentschap-informatie-vlaanderen"),
        ("VAPH/team beleid & organisatie", "vaph"),
        ("VAPH (team Q)", "vaph"),
        ("Departement Omgeving, afdeling Lucht, Hinder en Geluid", "departement-omgeving"),
        ("Sport.Vlaanderen", "sport-vlaanderen"),
        ("Agentschap\nJongerenwelzijn", "agentschap-jongerenwelzijn"),
        ("Vlaamse overheid - Departement WSE", "departement-wse"),
        ("Agentschap Zorg & Gezondheid", "agentschap-zorg-en-gezondheid"),
        ("V.D.A.B.", "vdab"),
        ("Allen", "alle-administraties"),
        ("WVG", "departement-wvg"),
    ],
)
def test_one_administration_with_its_unit_or_abbreviation(cell, party):
    (found,) = resolve(cell, "involved.administration", VAPA)
    assert found.party == party


def test_a_unit_joined_by_en_is_another_mention():
    assert told(
        "Departement CJM, afdeling Jeugd en Team Coördinatie Brussel", "administration"
    ) == [
        ("Departement CJM, afdeling Jeugd", "afdeling-jeugd"),
        ("Team Coördinatie Brussel", "team-coordinatie-brussel"),
    ]


@pytest.mark.parametrize(
    ("role", "cell", "words"),
    [
        ("cabinet", "Media\nWonen voor het project Sleutel\nJeugd", ["Media", "Wonen", "Jeugd"]),
        ("cabinet", "Wonen, onder leiding van een stuurgroep", ["Wonen"]),
        ("cabinet", "Vlaams Parlement in nauw overleg met WVG.", ["Vlaams Parlement", "WVG"]),
        ("other_actors", "Overleg met VVSG", ["VVSG"]),
        ("people_in_poverty", "Het Netwerk tegen Armoede leest mee.", []),
        ("people_in_poverty", "Via Uit de Marge en Demos", ["Uit de Marge", "Demos"]),
    ],
)
def test_explanation_around_a_name_is_no_name(role, cell, words):
    assert [each.words for each in resolve(cell, role, VAPA) if each.party] == words


@pytest.mark.parametrize(
    ("role", "cell"),
    [
        ("cabinet", "Kabinet Jan Homans"),
        ("cabinet", "Federaal kabinet Werk"),
        ("cabinet", "Waals minister van Energie"),
        ("cabinet", "Kabinet Sport Vlaanderen"),
        ("cabinet", "Kabinet Digitale Economie"),
        ("cabinet", "Kabinet Weyts (Energie)"),
        ("cabinet", "Departement Wonen"),
        ("administration", "Agentschap WSE"),
        ("administration", "Agentschap Zorg"),
        ("administration", "Agentschap Zorg en Welzijn"),
        ("administration", "Departement Welzijn, Werk en Zorg"),
        ("administration", "Departement Onderwijs en Wetenschap"),
        ("administration", "Team Coördinatie Hasselt"),
        ("administration", "Kind en Gezin Academie"),
        ("administration", "VDAB Antwerpen"),
        ("administration", "VDBA"),
        ("administration", "VMW"),
        ("administration", "niet VDAB"),
        ("administration", "Jongeren\nWelzijn"),
        ("administration", "Waals Agentschap voor Personen met een Handicap"),
        ("administration", "afdeling Horizontaal Beleid van het departement Zee"),
        ("administration", "Onderwijs"),
        ("other_actors", "VDAB-partners"),
        ("other_actors", "VDAB/partners"),
        ("other_actors", "leden van het Netwerk tegen Armoede"),
        ("other_actors", "Netwerk tegen Armoede Gent"),
        ("other_actors", "Huis van het Kind en Gezin"),
        ("other_actors", "geen overleg met VVSG"),
        ("other_actors", "Welzijn"),
        ("other_actors", "sport, onderwijs, werk"),
        ("people_in_poverty", "Het Netwerk tegen Armoede is niet betrokken"),
        ("administration", "Alle beleidsdomeinen"),
        ("administration", "Alle administraties die rechten toekennen"),
        ("administration", "Team Armoede van OCMW Gent"),
        ("administration", "Kind, Gezin"),
    ],
)
def test_what_is_not_certain_is_never_matched(role, cell):
    assert {each.party for each in resolve(cell, role, VAPA)} <= {None}


def test_all_of_one_body_are_not_all():
    assert "alle-administraties" not in parties("Alle administraties van WVG", "administration")


def test_articles_in_a_list_do_not_matter():
    assert parties("het agentschap Jongerenwelzijn en het VAPH", "administration") == [
        "agentschap-jongerenwelzijn",
        "vaph",
    ]


def test_what_waits_has_candidates():
    (found,) = resolve("Agentschap Zorg en Welzijn", "administration", VAPA)
    assert (found.how, found.party) == ("open", None)
    assert "agentschap-zorg-en-gezondheid" in found.candidates
    (found,) = resolve("VDAB Antwerpen", "administration", VAPA)
    assert found.candidates[0] == "vdab"


@pytest.mark.parametrize(
    ("role", "cell", "party"),
    [
        ("cabinet", "Kabinet Onderwjis", "kabinet-onderwijs"),
        ("cabinet", "Kabinet Welzijn, Volksgezonheid en Gezin", "kabinet-welzijn"),
        ("administration", "Departement Welzijn, Volksgezonheid en Gezin", "departement-wvg"),
        ("administration", "Departement Gezin, Welzijn en Volksgezondheid", "departement-wvg"),
        ("administration", "Duurzame Ontwikkelling", "dienst-duurzame-ontwikkeling"),
        ("other_actors", "Minderhedenfourm", "minderhedenforum"),
        ("other_actors", "Koning Boudewijn Stichtng", "koning-boudewijnstichting"),
    ],
)
def test_slips_of_the_pen_are_forgiven(role, cell, party):
    (found,) = resolve(cell, role, VAPA)
    assert (found.party, found.how) == (party, "likeness")
    assert 0.8 < found.likeness < 1


def test_a_wrapped_slip_does_not_leave_the_rest_to_another():
    assert parties("Soicale\nEconomie", "cabinet") == ["kabinet-armoedebestrijding"]


@pytest.mark.parametrize("cell", ["Kabinet\nJeugd", "Kabinet\nLandbouw en Visserij"])
def test_a_wrap_after_the_word_for_a_cabinet_is_no_matter(cell):
    assert told(cell, "cabinet")[0][0] == cell


def test_one_name_of_two_parties_waits():
    twins = Directory.of(
        [Member("a", "Dienst A", "other", aliases=("DDD",)), Member("b", "DDD", "other")]
    )
    (found,) = resolve("DDD", "other_actors", twins)
    assert (found.how, set(found.candidates)) == ("open", {"a", "b"})


def test_the_kind_of_cell_tells_a_cabinet_from_its_department():
    both = [parties("WVG", role) for role in ("cabinet", "administration")]
    assert both == [["kabinet-welzijn"], ["departement-wvg"]]
    assert parties("Kabinet energie, VREG", "other_actors") == [
        "kabinet-begroting-en-energie",
        "vreg",
    ]


def test_nothing_is_known_without_parties():
    (found,) = resolve("Kabinet Wonen", "cabinet", Directory())
    assert (found.party, found.how, found.candidates) == (None, "open", ())


@pytest.mark.parametrize(
    ("role", "cell", "expected"),
    [
        ("cabinet", "Kabinet Eraslan (Jeugd)", ["kabinet-cultuur"]),
        ("cabinet", "Hauspie (armoede), Wout Verhaege", ["kabinet-armoedebestrijding"]),
        ("cabinet", "Media\nArmoedebestrijding, voor de begeleiders", None),
        ("administration", "DWS – team armoede", ["team-armoede"]),
        ("administration", "Agentschap Zorg, team milieu en gezondheid", ["agentschap-zorg"]),
        ("administration", "APH, team beleid", ["agentschap-personen-met-een-handicap"]),
    ],
)
def test_the_example_plan_has_its_own_parties(role, cell, expected):
    expected = expected or ["kabinet-cultuur", "kabinet-armoedebestrijding"]
    assert parties(cell, role, VOORBEELD) == expected


def test_this_room_knows_no_database():
    room = Path(resolve.__code__.co_filename).parent
    assert not [path for path in room.glob("*.py") if "django" in path.read_text("utf-8")]
