"""The adjusted edition of a round's plan: what is proposed, what was decided, and making it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from grondrecht.followup.access import loaded
from grondrecht.followup.actions import adjusting as verbs
from grondrecht.followup.adjusting import Change
from grondrecht.followup.models import AdjustedEdition, Adjustment, Round
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.held import held_plan
from grondrecht.registry.models.fields import SLUG
from grondrecht.web.changes import name_of_path
from grondrecht.web.pages import at as public_at
from grondrecht.web.templatetags.look import named
from grondrecht.web.work.forms import Day, Words, WorkForm
from grondrecht.web.work.round_at import ROUNDS, round_address
from grondrecht.web.work.show import show, work, workplace
from grondrecht.web.work.steps import StepForm, stepped
from grondrecht.web.work.who import actor

form_page = require_http_methods(["GET", "HEAD", "POST"])
# How many fields one change can say anew by page; a file takes more.
MOST_FIELDS = 6


class EditionForm(WorkForm):
    """What the new edition is called, and when it was decided."""

    slug = forms.CharField(
        label=gettext_lazy("Short name"),
        max_length=80,
        validators=[SLUG],
        help_text=gettext_lazy("For the address, such as 2019."),
    )
    name = forms.CharField(label=gettext_lazy("Name of the edition"), max_length=300)
    decided_on = Day(label=gettext_lazy("Day of the decision"))


class ChangeForm(StepForm):
    """What becomes of an action, and the decision behind it."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What becomes of the action?"),
        choices=Adjustment.KINDS,
        widget=forms.RadioSelect,
    )
    new_code = forms.CharField(
        label=gettext_lazy("By which action is it replaced?"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("A code of the plan; a new code lets the action go on under that."),
    )
    decision = forms.CharField(
        label=gettext_lazy("Decision"),
        max_length=500,
        help_text=gettext_lazy("Which decision of the Government says so."),
    )
    decided_on = Day(label=gettext_lazy("Day of the decision"))

    def __init__(
        self,
        fields: list[tuple[str, str]],
        texts: dict[str, str],
        *given: Any,  # noqa: ANN401 (as Django's own)
        **named: Any,  # noqa: ANN401 (as Django's own)
    ) -> None:
        super().__init__(*given, **named)
        known = [("", _("nothing more")), *fields]
        known += [(path, path) for path in texts if path not in dict(fields)]
        said = [*texts.items(), *[("", "")] * MOST_FIELDS][: max(MOST_FIELDS, len(texts))]
        for number, (path, text) in enumerate(said, start=1):
            self.fields[f"field_{number}"] = forms.ChoiceField(
                label=_("Field %(number)s") % {"number": number},
                choices=known,
                required=False,
                initial=path,
            )
            self.fields[f"period_{number}"] = forms.CharField(
                label=_("Or a milestone for the period"), max_length=100, required=False
            )
            self.fields[f"text_{number}"] = Words(
                label=_("What it says from now on"), required=False, max_length=20_000, initial=text
            )

    def texts(self) -> dict[str, str]:
        """What is said anew, by field path."""
        found = {}
        for name in [name for name in self.fields if name.startswith("field_")]:
            number = name.removeprefix("field_")
            period = self.cleaned_data[f"period_{number}"].strip()
            path = f"milestone {period}" if period else self.cleaned_data[name]
            if path:
                found[path] = self.cleaned_data[f"text_{number}"]
        return found

    def change(self, code: str) -> Change:
        """What was typed, for an action."""
        typed = {key: self.cleaned_data[key] for key in _TYPED}
        return Change(code, texts=self.texts(), **typed)


_TYPED = ("kind", "new_code", "decision", "decided_on")


@form_page
@workplace
def edition(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """What the reports propose and what was decided; making the edition, tried first."""
    who = actor(request)
    of = loaded(who, "round.adjust", ROUNDS, plan__slug=plan, slug=slug)
    if asked := request.GET.get("code", "").strip():
        return HttpResponseRedirect(_address(of, quote(asked, safe="")))
    form = EditionForm(request.POST or None)
    report, trouble = None, []
    if request.method == "POST" and form.is_valid():
        new = verbs.NewEdition(**form.cleaned_data)
        try:
            why = _("Adjusted after the round.")
            report = verbs.adjust(who, of, new, why=why, apply="apply" in request.POST)
        except RegisterError as error:
            trouble = [{"message": str(error)}]
    if report and report.applied:
        messages.success(request, _("The adjusted edition is there."))
        old = of.edition.slug
        return HttpResponseRedirect(public_at(plan, "vergelijken", oud=old, nieuw=new.slug))
    made = AdjustedEdition.objects.filter(round=of).select_related("edition").first()
    return show(
        request,
        "web/work/edition.html",
        title=_("Adjusted edition"),
        crumbs=[*_crumbs(of), (_("Adjusted edition"), "")],
        plan=of.plan,
        forms=(form,),
        troubles=trouble,
        form=form,
        report=report,
        round=of,
        made=made,
        rows=_rows(of),
    )


@form_page
@workplace
def change(request: HttpRequest, plan: str, slug: str, code: str) -> HttpResponse:
    """What becomes of one action, and the decision behind it."""
    who = actor(request)
    of = loaded(who, "round.adjust", ROUNDS, plan__slug=plan, slug=slug)
    if "drop" in request.POST:
        verbs.drop_change(who, of, code, why=_("Change taken back."))
        return HttpResponseRedirect(_address(of))
    held = {each.code: each for each in verbs.changes_of(of)}.get(code)
    proposed = {each.code: each for each in verbs.proposals(of)}.get(code)
    texts = dict(held.texts if held else proposed.texts if proposed else ())
    kind = held.kind if held else proposed.kind if proposed else "change"
    initial: dict[str, Any] = (
        {key: getattr(held, key) for key in _TYPED} if held else {"kind": kind}
    )
    row = of.adjustments.filter(code=code).first()
    initial["seen"] = row.version if row else 0
    form = ChangeForm(_fields(of, code), texts, request.POST or None, initial=initial)
    return stepped(
        request,
        form,
        lambda: verbs.decide_change(
            who, of, form.change(code), why=form.cleaned_data["decision"], seen=form.version
        ),
        title=_("Action %(code)s") % {"code": code},
        done=_("The change is recorded; nothing is written in the plan yet."),
        back=_address(of),
        plan=of.plan,
        crumbs=[*_crumbs(of), (_("Adjusted edition"), _address(of))],
        template="web/work/edition_change.html",
        held=_held,
        proposed=proposed,
        recorded=held,
    )


def _held(row: Model) -> dict[str, Any]:
    """What a recorded change holds, as ChangeForm has it."""
    texts = enumerate(row.texts.values(), start=1)  # type: ignore[attr-defined]
    return {key: getattr(row, key) for key in _TYPED} | {f"text_{n}": text for n, text in texts}


def _rows(of: Round) -> list[dict[str, Any]]:
    """Every action for which something is proposed or decided, by code."""
    proposed = {each.code: each for each in verbs.proposals(of)}
    decided = {each.code: each for each in verbs.changes_of(of)}
    kinds = dict(Adjustment.KINDS)
    return [
        {
            "code": code,
            "address": _address(of, code),
            "title": proposed[code].title if code in proposed else "",
            "proposed": kinds[proposed[code].kind] if code in proposed else "",
            "why": proposed[code].why if code in proposed else "",
            "decided": decided.get(code),
            "kind": kinds[decided[code].kind] if code in decided else "",
        }
        for code in sorted({*proposed, *decided})
    ]


def _fields(of: Round, code: str) -> list[tuple[str, str]]:
    """The fields of an action's form, by path, as a choice."""
    forms_of = [form for form in held_plan(of.edition).actions if str(form.code) == code]
    if not forms_of:
        return [(path, name_of_path(path)) for path in ("title", "summary", "budget")]
    return [(path, name_of_path(path)) for path, _words in forms_of[0].texts()]


def _address(of: Round, *more: str) -> str:
    return round_address(of, "editie", *more)


def _crumbs(of: Round) -> list[tuple[str, str]]:
    return [(_("Rounds"), work("rondes")), (named(of), round_address(of))]
