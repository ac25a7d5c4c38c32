"""Files that hang on things of the follow-up: to add, to take away, to download."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from grondrecht.followup.access import decide_each, demand, may
from grondrecht.followup.actions.attachments import (
    ATTACH,
    READ,
    attach,
    attach_verb,
    attached_to,
    kind_of,
    may_read,
    readable,
    remove,
)
from grondrecht.followup.actors import Actor
from grondrecht.followup.attachments.content import types
from grondrecht.followup.belonging import belongs
from grondrecht.followup.models import Attachment
from grondrecht.followup.models.attachments import MODELS
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Plan
from grondrecht.web.given_files import given
from grondrecht.web.work.forms import WorkForm
from grondrecht.web.work.show import show, work, workplace
from grondrecht.web.work.steps import posted
from grondrecht.web.work.who import actor


class AttachForm(WorkForm):
    """A file, what it is, and whether everyone may read it once the thing itself is public."""

    file = forms.FileField(label=gettext_lazy("File"), max_length=500, allow_empty_file=True)
    what = forms.CharField(
        label=gettext_lazy("What it is"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("In a few words, for whoever sees it in the list."),
    )
    public = forms.BooleanField(
        label=gettext_lazy("Everyone may read it once this is public"),
        required=False,
        help_text=gettext_lazy("Make sure that it names nobody in poverty."),
    )

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 (as Django's own)
        super().__init__(*given, **named)
        self.fields["file"].help_text = allowed()
        endings = (f".{each}" for kind in types() for each in (kind.ending, *kind.also))
        self.fields["file"].widget.attrs["accept"] = ",".join(endings)


@dataclass(frozen=True)
class Attached:
    """The files of a thing as a page shows them; ``address`` is the page where they are kept."""

    rows: list[Attachment]
    address: str
    may_attach: bool


def allowed() -> str:
    """Which files are taken, in a sentence."""
    return _("At most %(most)s MB; %(known)s.") % {
        "most": settings.LARGEST_ATTACHMENT // 1_000_000,
        "known": ", ".join(kind.ending for kind in types()),
    }


def attached(who: Actor, thing: Model) -> Attached:
    """The files of a thing that somebody may read, for the part parts/attachments.html."""
    kind = kind_of(thing)
    rows = list(attached_to(thing))
    seen: dict[bool, bool] = {}
    for row in rows:
        # All hang on this thing: it need not be fetched again for each.
        row.thing = thing
        if row.public not in seen:
            seen[row.public] = may_read(who, row)
    may_attach = any(decide_each(who, ATTACH[kind], thing).values())
    shown = [row for row in rows if seen[row.public]]
    return Attached(shown, work("bijlagen", kind, str(thing.pk)), may_attach)


@require_http_methods(["GET", "HEAD", "POST"])
@workplace
def of_thing(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """The files of a thing, and the form to add one."""
    who = actor(request)
    thing = _thing(who, kind, number)
    form = AttachForm(request.POST or None, request.FILES or None)
    trouble = []
    if request.method == "POST":
        demand(who, attach_verb(who, thing), thing)
    if request.method == "POST" and form.is_valid():
        try:
            return _added(request, who, thing, form)
        except RegisterError as error:
            trouble = [{"message": str(error), "label": _("File"), "address": "#id_file"}]
    return show(
        request,
        "web/work/attachments.html",
        title=_("Attachments"),
        crumbs=[(_("Attachments"), "")],
        plan=Plan.objects.get(pk=belongs(thing).plan or 0),
        forms=(form,),
        troubles=trouble,
        form=form,
        thing=thing,
        attached=attached(who, thing),
    )


@posted
@workplace
def take_away(request: HttpRequest, number: int) -> HttpResponse:
    """Take a file away, for whoever may attach to what it hangs on."""
    who = actor(request)
    row = readable(who, number)
    back = work("bijlagen", row.of_kind, str(row.of_id))
    remove(who, row, why=request.POST.get("why", "").strip() or _("Attachment taken away"))
    messages.success(request, _("“%(name)s” was taken away.") % {"name": row.name})
    return HttpResponseRedirect(back)


@require_safe
@workplace
def download(request: HttpRequest, number: int) -> HttpResponse:
    """The file, for whoever may read what it hangs on."""
    answer: HttpResponse = given(readable(actor(request), number), private=True)
    return answer


def _added(request: HttpRequest, who: Actor, thing: Model, form: AttachForm) -> HttpResponse:
    file = form.cleaned_data["file"]
    row = attach(
        who,
        thing,
        file.name,
        file.read(settings.LARGEST_ATTACHMENT + 1),
        why=form.cleaned_data["what"] or _("Attachment added"),
        what=form.cleaned_data["what"],
        public=form.cleaned_data["public"],
    )
    messages.success(request, _("“%(name)s” was added.") % {"name": row.name})
    return HttpResponseRedirect(work("bijlagen", row.of_kind, str(row.of_id)))


def _thing(who: Actor, kind: str, number: int) -> Model:
    """The thing of an address, for whoever may read it or attach to it; else Http404."""
    if kind not in MODELS:
        raise Http404(f"Nothing can be attached to {kind!r}.")
    rows = apps.get_model("followup", MODELS[kind])._base_manager
    thing: Model | None = rows.filter(pk=number).first()
    if thing is None or not any(may(who, verb, thing) for verb in (*READ[kind], *ATTACH[kind])):
        raise Http404("There is nothing here for you.")
    return thing
