"""Take the example plan into the register, as ``make demo`` does."""

from functools import cache
from importlib.resources import files

from grondrecht.reading import document_of, plan_of
from grondrecht.registry.actions.imports import Target, import_plan
from grondrecht.registry.parties import load_directory

PLAN = "voorbeeld"
WHO = {"by": "An Coördinator", "why": "om te proberen"}


@cache
def example_document():
    """The example document, read once."""
    path = files("grondrecht") / "examples" / "vapa-voorbeeld.txt"
    return document_of(path.read_bytes(), "vapa-voorbeeld.txt", lambda share: None)


@cache
def example_plan():
    """The plan that the example document holds."""
    return plan_of(example_document())


def take_in_example():
    """Import the example plan with its parties."""
    target = Target(PLAN, "2017", "Voorbeeldplan", "Editie 2017")
    directory = load_directory("voorbeeld")
    lines = example_document().lines
    import_plan(example_plan(), target, apply=True, directory=directory, lines=lines, **WHO)
