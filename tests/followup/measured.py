"""A register without the measures of the example, for tests that make their own."""

from grondrecht.followup.models import Measure
from grondrecht.followup.states import told
from grondrecht.registry.log import written


def without_measures():
    """Take the measures of the example out; the log tells so."""
    with written("measure.keep", by="de beheerder", why="voor deze test") as record:
        for was in [told(row) for row in Measure.objects.select_related("plan")]:
            record.add(was.subject, was.state, {}, plan=was.plan)
        Measure.objects.all().delete()
