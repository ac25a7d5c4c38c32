"""Pages for the frame of the workplace alone: one form, and everything that a verb can raise."""

from django import forms
from django.contrib import messages
from django.db import OperationalError
from django.urls import path

from grondrecht.config.urls import urlpatterns as of_site
from grondrecht.followup.access import Conflict, NotAllowed, NotNow
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Plan
from grondrecht.web.work.forms import Day, Why, Words, WorkForm
from grondrecht.web.work.show import show, workplace

RAISED = {
    "not-allowed": lambda: NotAllowed("No."),
    "not-now": lambda: NotNow("Dit kan nu niet."),
    "conflict": lambda: Conflict(Plan()),
    "register": lambda: RegisterError("De dag ontbreekt."),
    "database": lambda: OperationalError("server closed the connection"),
    "disk": lambda: OSError(28, "No space left on device"),
}


class Asked(WorkForm):
    """One field of each kind."""

    name = forms.CharField(label="Naam", help_text="Zoals op uw badge.")
    on = Day(label="Dag", required=False)
    text = Words(label="Tekst", required=False)
    kind = forms.ChoiceField(
        label="Soort", choices=[("a", "Eerste"), ("b", "Tweede")], widget=forms.RadioSelect
    )
    sure = forms.BooleanField(label="Zeker", required=False)
    why = Why(label="Waarom", required=False)


@workplace
def form(request):
    """A form with every kind of field; says thanks."""
    asked = Asked(request.POST or None)
    if asked.is_valid():
        messages.success(request, "Bewaard.")
    crumbs = [("Formulier", "")]
    return show(
        request, "work/form.html", title="Formulier", crumbs=crumbs, form=asked, forms=[asked]
    )


@workplace
def raising(request, kind):
    """Raises what its address names."""
    raise RAISED[kind]()


urlpatterns = [
    path("nl/werk/form", form),
    path("nl/werk/raise/<str:kind>", raising),
    *of_site,
]
