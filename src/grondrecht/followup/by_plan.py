"""What changes by plan or country, as data: data/NAME.toml, and what a plan says instead.

Keys of ``[templates.ID]`` take the place of those above for plans printed by that template; keys
of the file ``followup/SLUG/NAME.toml`` in the data folder for the plan of that slug.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings

from grondrecht.registry.errors import RegisterError
from grondrecht.registry.intake import file_text
from grondrecht.registry.models import Plan


def by_plan(name: str, plan: Plan) -> dict[str, Any]:
    """What data/NAME.toml says for a plan. Raises RegisterError where the plan's own is no TOML."""
    given = dict(packaged(name))
    templates: dict[str, dict[str, Any]] = given.pop("templates", {})
    return given | templates.get(plan.template, {}) | _own(name, plan)


def own_file(name: str, plan: Plan) -> Path:
    """Where a plan's own data is, if it has any."""
    return Path(settings.DATA) / "followup" / plan.slug / f"{name}.toml"


@cache
def packaged(name: str) -> dict[str, Any]:
    """What data/NAME.toml says, before any plan."""
    return tomllib.loads(
        (files("grondrecht.followup") / "data" / f"{name}.toml").read_text("utf-8")
    )


def _own(name: str, plan: Plan) -> dict[str, Any]:
    path = own_file(name, plan)
    if not path.exists():
        return {}
    try:
        return tomllib.loads(file_text(path))
    except tomllib.TOMLDecodeError as error:
        raise RegisterError(f"{path} is geen geldige TOML ({error}); verbeter het.") from error
