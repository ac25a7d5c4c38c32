"""How an action should contribute to the monitor, said and taken back in the workplace."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grondrecht.followup.access import loaded
from grondrecht.followup.actions import contributions as verbs
from grondrecht.registry.models import Action, Contribution, Indicator
from grondrecht.web.templatetags.look import named
from grondrecht.web.work.action_forms import LONGEST, Began, OfText, TakeBackForm
from grondrecht.web.work.actions import on_action
from grondrecht.web.work.consultations import form_page
from grondrecht.web.work.forms import Words
from grondrecht.web.work.show import workplace
from grondrecht.web.work.steps import stepped
from grondrecht.web.work.who import actor

_ACTIONS = Action.objects.select_related("plan", "right")


class OfMonitor(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An indicator of the monitor, by the name that the page has for it."""

    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401 (an indicator)
        """Its name in the language of the page."""
        return named(obj)


class ContributionForm(OfText):
    """To which indicator, where its figure should go, and how; ``seen`` is the text held before."""

    seen = Began()  # type: ignore[assignment]
    indicator = OfMonitor(
        Indicator.objects.none(), label=gettext_lazy("Figure of the monitor"), to_field_name="slug"
    )
    direction = forms.ChoiceField(
        label=gettext_lazy("Where it should help the figure go"),
        choices=Contribution.DIRECTIONS,
        widget=forms.RadioSelect,
    )
    text = Words(
        label=gettext_lazy("How this action should contribute"),
        max_length=LONGEST,
        help_text=gettext_lazy(
            "Say what you expect and why. Do not write that it works: the figures of the monitor"
            " cannot show what one action changed."
        ),
    )
    field_order = ("indicator", "direction", "text", "why")

    def __init__(self, action: Action, held: Contribution | None, sent: object) -> None:
        self.action = action
        began = {"seen": held.text if held else ""}
        initial = _told(held) if held else {}
        super().__init__(sent, initial=initial | began)
        self.fields["indicator"].queryset = of_monitor(action)  # type: ignore[attr-defined]

    def held(self, _thing: Model) -> dict[str, Any]:
        """What is said now of the indicator that was chosen."""
        found = verbs.held_contribution(self.action, self.cleaned_data["indicator"])
        return _told(found) if found else {"text": "", "direction": ""}

    def began_from(self, thing: Model) -> dict[str, str]:
        """The text as it is now."""
        return {"seen": self.held(thing)["text"]}


def _told(row: Contribution) -> dict[str, Any]:
    return {"indicator": row.indicator, "direction": row.direction, "text": row.text}


def of_monitor(action: Action) -> QuerySet[Indicator]:
    """The indicators of the monitor of an action's plan."""
    return Indicator.objects.of_monitor().filter(plan=action.plan_id).order_by("name")


@form_page
@workplace
def contribution(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """Say how an action should contribute to an indicator of the monitor; ``?cijfer=`` which."""
    who = actor(request)
    row = loaded(who, "action.contribute", _ACTIONS, plan__slug=plan, code=code)
    chosen = Contribution.objects.filter(action=row, indicator__slug=request.GET.get("cijfer", ""))
    form = ContributionForm(row, chosen.select_related("indicator").first(), request.POST or None)

    def keep() -> None:
        said = form.cleaned_data
        verbs.contribute(
            who,
            row,
            said["indicator"],
            said["direction"],
            said["text"],
            why=said["why"],
            seen=said["seen"],
        )

    return stepped(
        request,
        form,
        keep,
        title=_("How this action should contribute"),
        done=_("It is saved, and everyone can read it."),
        **on_action(row),
        held=form.held,
    )


@form_page
@workplace
def take_back(request: HttpRequest, plan: str, code: str, slug: str) -> HttpResponse:
    """Take back how an action should contribute."""
    who = actor(request)
    action = loaded(who, "action.contribute", _ACTIONS, plan__slug=plan, code=code)
    row = get_object_or_404(
        Contribution.objects.select_related("action"), action=action, indicator__slug=slug
    )
    form = TakeBackForm(request.POST or None)
    return stepped(
        request,
        form,
        lambda: verbs.take_back_contribution(who, row, why=form.cleaned_data["why"]),
        title=_("Take back how this action should contribute"),
        done=_("It is taken back; the history of the action says so."),
        **on_action(action),
        button=_("Take it back"),
    )
