"""A page with one form that does one thing: what is refused is told, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model, QuerySet
from django.forms import BaseForm, BoundField
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.utils.translation import gettext as _

from grondrecht.followup.access import Conflict, NotAllowed, NotNow
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Plan
from grondrecht.web.pages import Crumbs
from grondrecht.web.work.forms import WorkForm
from grondrecht.web.work.show import above, show, work

# A field, and what somebody else has in it: shown beside what was typed.
Beside = tuple[str, str]


def posted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that only does something: whoever opens or reloads its address is led to the thing."""

    @wraps(view)
    def only(request: HttpRequest, *parts: Any, **named: Any) -> HttpResponse:  # noqa: ANN401
        if request.method in ("GET", "HEAD"):
            return HttpResponseRedirect(above(request.path) or work(""))
        if request.method != "POST":
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        return view(request, *parts, **named)

    return only


class StepForm(WorkForm):
    """A form about a thing that others may change too; ``seen`` is the version it began from."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    @property
    def version(self) -> int | None:
        """The version that whoever typed looked at."""
        seen: int | None = self.cleaned_data["seen"]
        return seen

    def began_from(self, thing: Model) -> dict[str, str]:
        """What the hidden fields hold for whoever begins from the thing as it is now."""
        return {"seen": str(thing.version)}  # type: ignore[attr-defined]


def stepped(
    request: HttpRequest,
    form: StepForm,
    do: Callable[[], Any],
    *,
    title: str,
    done: str,
    back: str,
    plan: Plan,
    crumbs: Crumbs,
    button: str = "",
    lead: str = "",
    template: str = "web/work/step.html",
    with_forms: Sequence[BaseForm] = (),
    held: Callable[[Model], Mapping[str, Any]] = lambda thing: {},
    after: Callable[[Any], str] | None = None,
    **more: object,
) -> HttpResponse:
    """The form; sent in and valid it does what it is for, and leads back, or to what it made:
    ``after`` gives the address of that.

    ``do`` takes what was typed from the form. Where somebody else was first, what is ``held`` of
    the thing stands beside what was typed, and sending it once more saves it.
    """
    trouble: list[dict[str, str]] = []
    beside: list[Beside] = []
    if request.method == "POST" and all(each.is_valid() for each in (form, *with_forms)):
        try:
            made = do()
        except Conflict as error:
            beside = met(request, form, error.held, held(error.held))
            trouble = [{"message": str(error)}]
        except (NotAllowed, NotNow):
            raise
        except RegisterError as error:
            trouble = [{"message": str(error)}]
        else:
            messages.success(request, done)
            return HttpResponseRedirect(after(made) if after else back)
    return show(
        request,
        template,
        title=title,
        crumbs=[*crumbs, (title, "")],
        plan=plan,
        forms=(form, *with_forms),
        troubles=trouble,
        status=409 if beside else 200,
        form=form,
        button=button or _("Save"),
        lead=lead,
        back=back,
        beside=beside,
        **more,
    )


def met(
    request: HttpRequest, form: StepForm, thing: Model, held: Mapping[str, Any]
) -> list[Beside]:
    """Let a form go on from a thing as it is now; gives the fields in which the two differ."""
    began = form.began_from(thing)
    sent = request.POST.copy()
    for name, value in began.items():
        sent[form.add_prefix(name)] = value
    form.data = sent
    typed = form.cleaned_data
    pairs = [
        (str(field.label), said(field, held[field.name]), said(field, typed[field.name]))
        for field in form
        if field.name in held and not field.is_hidden
    ]
    differing = [(label, theirs or "–") for label, theirs, own in pairs if theirs != own]
    return differing or [(_("Version"), began["seen"])]


def said(field: BoundField, value: Any) -> str:  # noqa: ANN401 (each kind of field)
    """A value of a field in words."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | QuerySet):
        return ", ".join(sorted(map(str, value)))
    choices = getattr(field.field, "choices", ())
    known = {str(key): str(label) for key, label in choices}
    return known.get(str(value), str(value)).strip()
