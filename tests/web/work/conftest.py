"""The cast of the follow-up, for the pages where they work."""

from followup.conftest import cast  # noqa: F401
