"""The tour of the monitor runs, and prints what it says."""

import documented_tour


def test_the_tour_prints_what_it_says():
    words = documented_tour.MONITOR.read_text("utf-8")
    assert words == documented_tour.refreshed(words), "run tests/documented_tour.py"


def test_a_block_that_prints_something_else_is_noticed():
    page = (
        "Zo:\n\n```python\nx = 2\n```\n\n```python\nprint(x + 1)\n```\n\n```text\n4\n```\n\nEn.\n"
    )
    assert documented_tour.refreshed(page) == page.replace("4", "3")


def test_the_tour_holds_blocks_that_print():
    words = documented_tour.MONITOR.read_text("utf-8")
    assert len(documented_tour.BLOCK.findall(words)) > 10
    assert words.count("```text") > 8
