"""Whether the rules of an installation can be read, before anybody asks for them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from grondrecht.rights import RightsError
from grondrecht.web.finder.rules import rules


def rights_can_be_read(app_configs: Any, **_more: Any) -> list[CheckMessage]:  # noqa: ANN401
    """A check of Django: one error with file and line where GRONDRECHT_RIGHTS cannot be used.

    What is shipped is tested as it is made, so it is not read once more.
    """
    if not settings.RIGHTS:
        return []
    try:
        rules()
    except RightsError as error:
        return [Error(f"GRONDRECHT_RIGHTS: {error.nl}", id="grondrecht.E001")]
    return []
