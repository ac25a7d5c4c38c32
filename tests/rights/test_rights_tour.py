"""The tour of rights runs, prints what it says, and ends with a measure that works."""

import documented_tour


def test_the_tour_prints_what_it_says():
    words = documented_tour.RIGHTS.read_text("utf-8")
    assert words == documented_tour.refreshed(words), "run tests/documented_tour.py"


def test_the_tour_shows_a_measure_a_mistake_and_an_answer():
    words = documented_tour.RIGHTS.read_text("utf-8")
    assert len(documented_tour.BLOCK.findall(words)) >= 8
    for shown in ("RightsError", "check_examples", "next_question", "assess_population", "reform"):
        assert shown in words
