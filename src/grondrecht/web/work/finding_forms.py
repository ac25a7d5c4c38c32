"""What the pages of findings ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grondrecht.followup.actions.findings import Found
from grondrecht.followup.models import Finding, Round
from grondrecht.registry.models import Plan
from grondrecht.web.templatetags.look import named
from grondrecht.web.work.forms import Words
from grondrecht.web.work.of_plan import OfAction
from grondrecht.web.work.steps import StepForm


class OfRound(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A round, by its name."""

    def label_from_instance(self, of: Round) -> str:
        """Its name."""
        return named(of)


class FindingForm(StepForm):
    """What somebody found of an action, and what it rests on."""

    completion = forms.ChoiceField(
        label=_("How far is the action?"),
        choices=Finding.COMPLETION,
        widget=forms.RadioSelect,
        help_text=_("Judge what was done, not what was said."),
    )
    text = Words(
        label=_("What did you find?"),
        rows=6,
        max_length=10_000,
        help_text=_(
            "Never name a person in poverty, nor tell so much that others can know who it is."
            " Name the group or the association."
        ),
    )
    links = Words(
        label=_("Links that show it"),
        rows=3,
        max_length=10_000,
        required=False,
        help_text=_("One on each line: the address, a space, and what it is."),
    )
    indicators = forms.CharField(
        label=_("Indicators that show it"),
        max_length=1000,
        required=False,
        help_text=_("Their short names, as in the address of their page, parted by commas."),
    )
    round = OfRound(
        label=_("Made for which round?"),
        queryset=Round.objects.none(),
        required=False,
        empty_label=_("no round in particular"),
    )

    def __init__(self, plan: Plan, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's)
        super().__init__(*given, **named)
        rounds: Any = self.fields["round"]
        rounds.queryset = Round.objects.filter(plan=plan).order_by("-first_day")

    def found(self) -> Found:
        """What was typed, as a finding holds it."""
        typed = self.cleaned_data
        return Found(typed["completion"], typed["text"], list(self._evidence()), typed["round"])

    def _evidence(self) -> Iterator[Mapping[str, str]]:
        for line in filter(None, map(str.strip, self.cleaned_data["links"].splitlines())):
            address, _space, text = line.partition(" ")
            yield {"kind": "link", "address": address, "text": text.strip()}
        for slug in filter(None, map(str.strip, self.cleaned_data["indicators"].split(","))):
            yield {"kind": "indicator", "address": slug, "text": ""}


class NewFindingForm(FindingForm):
    """A finding about an action that is still to be named."""

    action = OfAction(required=True)

    field_order = ("action",)

    def __init__(self, plan: Plan, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's)
        super().__init__(plan, *given, **named)
        action: Any = self.fields["action"]
        action.plan = plan


class ReplyForm(StepForm):
    """The reply of who answers for the action."""

    text = Words(
        label=_("Your reply"),
        max_length=10_000,
        help_text=_(
            "It stands beside the finding as you write it. Never name a person in poverty."
        ),
    )


class WithdrawForm(StepForm):
    """Why a finding is taken back."""

    reason = Words(
        label=_("Why do you withdraw it?"),
        max_length=2000,
        help_text=_("Of a finding that was public everybody reads this reason."),
    )


def held(finding: Finding) -> dict[str, Any]:
    """What a finding holds, as its form has it."""
    links = [each for each in finding.evidence if each["kind"] == "link"]
    slugs = [each["address"] for each in finding.evidence if each["kind"] == "indicator"]
    return {
        "seen": finding.version,
        "completion": finding.completion,
        "text": finding.text,
        "links": "\n".join(f"{each['address']} {each['text']}".strip() for each in links),
        "indicators": ", ".join(slugs),
        "round": finding.round,
    }
