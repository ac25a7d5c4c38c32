"""What the register holds, given back as the pure values it was made from."""

from __future__ import annotations

from grondrecht.plan import model
from grondrecht.registry.models import Edition


def held_plan(edition: Edition) -> model.Plan:
    """An edition as the plan that was imported: its legend, its source and its printed forms."""
    legend = edition.legend
    return model.Plan(
        actions=tuple(form.value for form in edition.forms.order_by("position")),
        legend=model.Legend(
            tuple(model.LegendEntry(code, name) for code, name in legend.get("rights", [])),
            tuple(model.LegendEntry(code, name) for code, name in legend.get("offices", [])),
        ),
        source=model.Source(
            edition.file, edition.sha256, edition.media_type, edition.lines, edition.pages
        ),
        template=edition.plan.template,
    )


def held_findings(edition: Edition) -> tuple[model.Finding, ...]:
    """What the quality rules found in an edition, in order."""
    return tuple(
        model.Finding(
            rule=found.rule,
            level=found.level,
            action=found.action.code if found.action else "",
            message=found.message,
            message_en=found.message_en,
            line=found.line,
        )
        for found in edition.quality.select_related("action").order_by("position")
    )
