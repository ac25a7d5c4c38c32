"""Answers of a round taken in from a table: shown with what is wrong by cell, then written."""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from grondrecht.followup.access import demand
from grondrecht.followup.actions.answers_import import AnswersReport, import_answers
from grondrecht.followup.sheet import read_sheet
from grondrecht.registry.errors import RegisterError
from grondrecht.web.work.forms import WorkForm
from grondrecht.web.work.round_at import RoundAt, round_found
from grondrecht.web.work.show import show, workplace

# As text in a form a file is a third longer; what a form takes at once is a million bytes. A larger
# file is chosen again before it is taken in.
HELD = 600_000
# How many changes and mistakes a page shows.
MOST = 200


class Table(WorkForm):
    """A file with answers, chosen; or the one that was just looked at, once more."""

    file = forms.FileField(
        label=gettext_lazy("Table with answers (CSV or XLSX)"),
        help_text=gettext_lazy("A row for each action; the first column has the codes."),
        required=False,
    )
    held = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """The bytes and the name of the file. Raises ValidationError where there is none."""
        chosen = self.cleaned_data.get("file")
        if chosen:
            return self._looked_at({"data": chosen.read(), "name": chosen.name})
        try:
            data = base64.b64decode(self.cleaned_data.get("held") or "", validate=True)
        except binascii.Error:
            data = b""
        if not data:
            self.add_error("file", _("Choose a file."))
        return {"data": data, "name": self.cleaned_data.get("name") or "tabel.csv"}

    def _looked_at(self, given: dict[str, Any]) -> dict[str, Any]:
        """Nothing is taken in that nobody looked at: ``looked`` is the mark of what they saw."""
        if self.data.get("do") == "apply" and self.data.get("looked") != mark(given["data"]):
            words = _("This is another file than the one that you looked at: look at it first.")
            self.add_error("file", words)
        return given


def mark(data: bytes) -> str:
    """What a file is known by when it is chosen a second time."""
    return hashlib.sha256(data).hexdigest()


@require_http_methods(["GET", "HEAD", "POST"])
@workplace
def take_in(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """Choose a table, see what it would do, then take it in."""
    at = round_found(request, plan, slug)
    demand(at.who, "round.import", at.round)
    form = Table(request.POST, request.FILES) if request.method == "POST" else Table()
    report: AnswersReport | None = None
    trouble: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            report = _report(at, form, apply=request.POST.get("do") == "apply")
        except RegisterError as error:
            trouble = [{"message": str(error)}]
    if report and report.applied:
        told = ngettext("%(n)s answer is taken in.", "%(n)s answers are taken in.", changed(report))
        messages.success(request, told % {"n": changed(report)})
        return HttpResponseRedirect(at.address)
    return _page(at, form, report, trouble)


def changed(report: AnswersReport) -> int:
    """How many answers a table changes."""
    return len(report.changes)


def _report(at: RoundAt, form: Table, *, apply: bool) -> AnswersReport:
    given = form.cleaned_data
    sheet = read_sheet(given["data"], given["name"])
    why = _("Taken in from %(file)s.") % {"file": given["name"]}
    return import_answers(at.who, at.round, sheet, why=why, apply=apply)


def _page(
    at: RoundAt, form: Table, report: AnswersReport | None, trouble: list[dict[str, str]]
) -> HttpResponse:
    title = _("Take in answers from a file")
    again = looked = ""
    if report and report.changes and not report.mistakes:
        data = form.cleaned_data["data"]
        again = base64.b64encode(data).decode("ascii") if len(data) <= HELD else ""
        looked = "" if again else mark(data)
    return show(
        at.request,
        "web/work/round_import.html",
        title=title,
        crumbs=[*at.crumbs, (title, "")],
        plan=at.round.plan,
        forms=[form],
        troubles=trouble,
        form=form,
        round=at.round,
        back=at.address,
        report=report,
        changes=report.changes[:MOST] if report else (),
        mistakes=_rows(report) if report else [],
        columns=[
            {"label": _("Row"), "number": True},
            {"label": _("Column")},
            {"label": _("What is wrong")},
        ],
        again=again,
        looked=looked,
        name=form.cleaned_data.get("name", "") if again else "",
    )


def _rows(report: AnswersReport) -> list[list[dict[str, Any]]]:
    """What is wrong with a table, cell by cell."""
    return [
        [{"text": each.row, "number": True}, {"text": each.column}, {"text": each.message}]
        for each in report.mistakes[:MOST]
    ]
