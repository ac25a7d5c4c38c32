"""Take the example plan into the register, as ``make demo`` does."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from grondrecht.followup.actions.measures_import import take_in_file as take_in_measures
from grondrecht.followup.actors import operator
from grondrecht.followup.contributions_file import take_in_contributions
from grondrecht.followup.meetings_file import take_in_meetings
from grondrecht.reading import document_of, plan_of
from grondrecht.registry.about import read_about
from grondrecht.registry.actions.about import describe_plan
from grondrecht.registry.actions.catalogue import import_catalogue
from grondrecht.registry.actions.imports import Target, import_plan
from grondrecht.registry.actions.observations import import_observations
from grondrecht.registry.intake import read_catalogue
from grondrecht.registry.models import Plan
from grondrecht.registry.parties import load_directory
from grondrecht.registry.results.reading import read_results

PLAN = "voorbeeld"
WHO = {"by": "An Coördinator", "why": "om te proberen"}
EXAMPLES = files("grondrecht") / "examples"
EXAMPLE = str(EXAMPLES / "vapa-voorbeeld.txt")
ABOUT = str(EXAMPLES / "vapa-voorbeeld.toml")
CATALOGUE = str(EXAMPLES / "vapa-voorbeeld.catalogue.jsonl")
MEETINGS = str(EXAMPLES / "vapa-voorbeeld.meetings.toml")
MEASURES = str(EXAMPLES / "vapa-voorbeeld.measures.csv")
MONITOR = str(EXAMPLES / "vapa-voorbeeld.monitor.csv")
CONTRIBUTIONS = str(EXAMPLES / "vapa-voorbeeld.contributions.toml")


@cache
def example_document():
    """The example document, read once."""
    data = Path(EXAMPLE).read_bytes()
    return document_of(data, "vapa-voorbeeld.txt", lambda share: None)


@cache
def example_plan():
    """The plan that the example document holds."""
    return plan_of(example_document())


def take_in_example():
    """Import the example plan with its parties, what is known about it, and what followed it."""
    about = read_about(ABOUT)
    target = Target(
        PLAN, about.edition, about.name, about.edition_name, decided_on=about.decided_on
    )
    directory = load_directory("voorbeeld")
    lines = example_document().lines
    import_plan(example_plan(), target, apply=True, directory=directory, lines=lines, **WHO)
    describe_plan(about, **WHO)
    items = read_catalogue([CATALOGUE])
    import_catalogue(items, PLAN, apply=True, **WHO)
    who, plan = operator(WHO["by"]), Plan.objects.get(slug=PLAN)
    take_in_meetings(who, plan, MEETINGS, why=WHO["why"])
    take_in_measures(who, plan, MEASURES, why=WHO["why"])
    import_observations(plan, read_results([MONITOR], {}), apply=True, **WHO)
    take_in_contributions(who, plan, CONTRIBUTIONS, why=WHO["why"])
