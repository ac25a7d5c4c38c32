"""A register without the measures of the example, for tests that make their own."""

from grondrecht.followup.models import Measure
from grondrecht.followup.states import told
from grondrecht.registry.log import written


def without_measures():
    """Take the measures of the example out; the log tells so."""
    with written("measure.keep", by="de beheerder", why="voor deze test") as record:
        for row in Measure.objects.select_related("plan"):
            was = told(row)
            row.delete()
            record.add(was.subject, was.state, {}, plan=was.plan)
