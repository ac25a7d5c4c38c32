"""Work that takes long tells how far it is."""

import pytest
from samples import survey

from grondrecht.monitor import indicators


@pytest.mark.parametrize(("replicates", "steps"), [(0, 3), (7, 7)])
def test_the_share_that_is_done_only_rises(replicates, steps):
    told = []
    results = indicators(survey(), "arop", by="sex", replicates=replicates, progress=told.append)
    assert results == indicators(survey(), "arop", by="sex", replicates=replicates)
    assert told == [step / steps for step in range(steps)]
