"""How an action should contribute to an indicator of the monitor, in the words of who says so."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from grondrecht.registry.models.actions import Action
from grondrecht.registry.models.fields import filled
from grondrecht.registry.models.indicators import Indicator
from grondrecht.registry.models.parties import Party


class Contribution(models.Model):
    """What somebody expects of an action for an indicator of the monitor; never its effect.

    ``direction`` is where the figure should go; ``said_for`` the party that says so, nobody where
    the coordinator does.
    """

    DIRECTIONS = (
        ("down", _("it should help the figure fall")),
        ("up", _("it should help the figure rise")),
        ("hold", _("it should help the figure stay where it is")),
    )

    action = models.ForeignKey(Action, models.CASCADE, related_name="contributions")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="contributions")
    direction = models.CharField(max_length=4, choices=DIRECTIONS)
    text = models.TextField()
    said_for = models.ForeignKey(
        Party, models.RESTRICT, related_name="contributions", null=True, blank=True
    )

    class Meta:
        ordering = ("action", "indicator")
        constraints = (
            models.UniqueConstraint(
                name="contribution_once",
                fields=("action", "indicator"),
                violation_error_message=_("This is said of this action and indicator already."),
            ),
            filled("contribution_says_how", "direction", "text"),
        )

    def __str__(self) -> str:
        return f"{self.action} → {self.indicator}"
