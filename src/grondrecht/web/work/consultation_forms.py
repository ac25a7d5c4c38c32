"""What is typed about a consultation: when and where, its agenda, its minutes, what was agreed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grondrecht.followup.actions.consultations import MOST_ITEMS, Agreed, Item, Meeting
from grondrecht.followup.actions.domains import Appointed
from grondrecht.followup.models import Consultation, Domain, Person, PovertyTest
from grondrecht.registry.models import Office, Party, Plan
from grondrecht.web.work.forms import Day, Words, WorkForm
from grondrecht.web.work.of_plan import (
    OfAction,
    OfDomain,
    OfOffice,
    OfParty,
    SomeOffices,
    SomeParties,
)
from grondrecht.web.work.steps import StepForm


class Hour(forms.TimeField):
    """An hour, chosen in the browser's own clock or typed."""

    def __init__(self, **named: Any) -> None:  # noqa: ANN401 (as Django's own)
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(**{"widget": widget, "required": False, **named})


class MeetingForm(StepForm):
    """When and where a consultation is, and of which domain."""

    domain = OfDomain(
        Domain.objects.none(),
        label=gettext_lazy("About"),
        empty_label=gettext_lazy("All policy domains (horizontal)"),
        required=False,
    )
    day = Day(label=gettext_lazy("Day"))
    from_hour = Hour(label=gettext_lazy("From"))
    to_hour = Hour(label=gettext_lazy("Until"))
    place = forms.CharField(label=gettext_lazy("Place"), max_length=300, required=False)
    announced = forms.BooleanField(
        label=gettext_lazy("Everybody may see that it is planned"),
        required=False,
        help_text=gettext_lazy("Its day, hour and place stand on the public site then."),
    )

    def __init__(self, plan: Plan, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's)
        super().__init__(*given, **named)
        self.fields["domain"].queryset = Domain.objects.filter(plan=plan)  # type: ignore[attr-defined]

    def meeting(self) -> Meeting:
        """What was typed."""
        typed = {key: self.cleaned_data[key] for key in MEETING if key != "domain"}
        domain = self.cleaned_data["domain"]
        return Meeting("vertical" if domain else "horizontal", domain=domain, **typed)


MEETING = ("domain", "day", "from_hour", "to_hour", "place", "announced")


def held_meeting(row: Any) -> dict[str, Any]:  # noqa: ANN401 (a consultation)
    """What a consultation holds, as MeetingForm has it."""
    return {key: getattr(row, key) for key in MEETING} | {"seen": row.version}


class ItemForm(WorkForm):
    """An item of the agenda; ``number`` is that of one that is there."""

    number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(label=gettext_lazy("Item"), max_length=2000, required=False)
    action = OfAction()
    test = forms.ModelChoiceField(
        PovertyTest.objects.none(), label=gettext_lazy("Poverty test"), required=False
    )
    on_agenda = forms.BooleanField(
        label=gettext_lazy("On the agenda"), required=False, initial=True
    )

    def __init__(self, *given: Any, plan: Plan, **named: Any) -> None:  # noqa: ANN401 (Django's)
        super().__init__(*given, **named)
        self.fields["action"].plan = plan  # type: ignore[attr-defined]
        tests = PovertyTest.objects.filter(plan=plan).order_by("-year", "title")
        self.fields["test"].queryset = tests  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse an item without words that is about something."""
        typed = super().clean() or self.cleaned_data
        if not typed.get("text") and (typed.get("action") or typed.get("test")):
            self.add_error("text", _("Say in a few words what this item is about."))
        return typed


class Agenda(BaseFormSet):  # type: ignore[type-arg]
    """The items of an agenda, each with its place on it."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Name the fields that a set of forms has of itself."""
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Place on the agenda")
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Take it off")


def ordered(items: BaseFormSet) -> list[Item]:  # type: ignore[type-arg]
    """The agenda that was typed, in its order, without what is empty or taken off."""
    rows = [form.cleaned_data for form in items.ordered_forms]
    return [
        Item(row["text"], row["action"], row["test"], row["on_agenda"], row["number"])
        for row in rows
        if row.get("text")
    ]


ItemForms = formset_factory(
    ItemForm,
    formset=Agenda,
    extra=2,
    can_order=True,
    can_delete=True,
    max_num=MOST_ITEMS + 2,
    absolute_max=MOST_ITEMS + 2,
)


def held_items(row: Consultation) -> list[dict[str, Any]]:
    """What the agenda holds, as ItemForms has it."""
    return [
        {
            "number": each.pk,
            "text": each.text,
            "action": each.action.code if each.action else "",
            "test": each.test,
            "on_agenda": each.on_agenda,
        }
        for each in row.agenda.select_related("action", "test")
    ]


class SuggestForm(WorkForm):
    """An item that is suggested for the agenda."""

    text = Words(label=gettext_lazy("What should be on the agenda"), rows=2, max_length=2000)
    action = OfAction()

    def __init__(self, plan: Plan, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's)
        super().__init__(*given, **named)
        self.fields["action"].plan = plan  # type: ignore[attr-defined]


class MinutesForm(StepForm):
    """What was said, and who was there by bodies and roles."""

    minutes = Words(
        label=gettext_lazy("Minutes"),
        rows=14,
        max_length=100_000,
        required=False,
        help_text=gettext_lazy("Name bodies and roles. Never name somebody in poverty."),
    )
    present = SomeParties(
        Party.objects.none(), label=gettext_lazy("Which bodies were there"), required=False
    )
    others = Words(
        label=gettext_lazy("Others who were there"),
        rows=3,
        max_length=5000,
        required=False,
        help_text=gettext_lazy("One body or role a line, no names of people."),
    )

    def __init__(self, row: Consultation, *given: Any, **named: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **named)
        invited = Q(domains__plan=row.plan_id) | Q(kind="association") | Q(consultations=row)
        parties = Party.objects.filter(invited).distinct().order_by("name")
        self.fields["present"].queryset = parties  # type: ignore[attr-defined]


def held_minutes(row: Any) -> dict[str, Any]:  # noqa: ANN401 (a consultation)
    """What a consultation holds, as MinutesForm has it."""
    return {
        "minutes": row.minutes,
        "others": row.others,
        "present": list(row.present.all()),
        "seen": row.version,
    }


class PointForm(WorkForm):
    """What was agreed, and who does it by when."""

    text = Words(label=gettext_lazy("What was agreed"), rows=3, max_length=5000)
    action = OfAction()
    party = OfParty(Party.objects.none(), label=gettext_lazy("Body that does it"), required=False)
    office = OfOffice(Office.objects.none(), label=gettext_lazy("Or an office"), required=False)
    person = forms.ModelChoiceField(
        Person.objects.none(), label=gettext_lazy("Or a person who signs in"), required=False
    )
    due_on = Day(label=gettext_lazy("Due on"), required=False)

    def __init__(self, plan: Plan, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's)
        super().__init__(*given, **named)
        self.fields["action"].plan = plan  # type: ignore[attr-defined]
        bodies = Party.objects.filter(kind__in=("administration", "association", "other"))
        people = Person.objects.filter(
            Q(appointments__plan=plan) | Q(appointments__plan__isnull=True),
            is_active=True,
            appointments__isnull=False,
        )
        self.fields["party"].queryset = bodies.order_by("name")  # type: ignore[attr-defined]
        self.fields["office"].queryset = plan.offices.all()  # type: ignore[attr-defined]
        self.fields["person"].queryset = people.distinct()  # type: ignore[attr-defined]

    def agreed(self) -> Agreed:
        """What was typed."""
        return Agreed(**self.cleaned_data)


class DoneForm(StepForm):
    """What was done with a point."""

    done = Words(label=gettext_lazy("What was done"), rows=4, max_length=5000)


class CancelForm(StepForm):
    """Why a consultation does not go on."""

    reason = Words(
        label=gettext_lazy("Why it is cancelled"),
        rows=2,
        max_length=2000,
        help_text=gettext_lazy("Whoever was to come reads this."),
    )


class DomainForm(StepForm):
    """A policy domain: its names, the offices that decide in it, the administrations that work."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=200, required=False)
    offices = SomeOffices(Office.objects.none(), label=gettext_lazy("Offices"), required=False)
    administrations = SomeParties(
        Party.objects.filter(kind="administration"),
        label=gettext_lazy("Administrations"),
        required=False,
    )

    def __init__(self, plan: Plan, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's)
        super().__init__(*given, **named)
        self.fields["offices"].queryset = plan.offices.all()  # type: ignore[attr-defined]


class OfficialForm(StepForm):
    """Who speaks for a policy domain: a name, a work address, for which body, from when."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    address = forms.EmailField(
        label=gettext_lazy("Work e-mail address"),
        required=False,
        help_text=gettext_lazy("Name and address are never shown on the public site."),
    )
    party = OfParty(
        Party.objects.filter(kind="administration"),
        label=gettext_lazy("Administration"),
        required=False,
    )
    person = forms.ModelChoiceField(
        Person.objects.filter(is_active=True, erased_on__isnull=True),
        label=gettext_lazy("Signs in as"),
        required=False,
    )
    first_day = Day(label=gettext_lazy("From"))
    last_day = Day(label=gettext_lazy("Until"), required=False)

    def appointed(self) -> Appointed:
        """What was typed."""
        typed = {key: value for key, value in self.cleaned_data.items() if key != "seen"}
        return Appointed(**typed)


class LastDayForm(StepForm):
    """Until when somebody speaks for a domain."""

    last_day = Day(label=gettext_lazy("Until"))
