"""The real plan, which lies beside the repository and is not part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
PLAN = next(iter(sorted((SHARED / "plan").glob("*.txt"))), SHARED / "plan" / "none.txt")
needs_the_plan = pytest.mark.skipif(not PLAN.exists(), reason="the real plan is not here")
needs_the_catalogue = pytest.mark.skipif(
    not (SHARED / "catalogue").exists(), reason="the real catalogue is not here"
)
