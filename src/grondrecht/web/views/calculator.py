"""A measure for a municipality or an organisation as a calculator. Nothing filled in is kept."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from grondrecht.rights import RightsError
from grondrecht.rights.measures import Measure
from grondrecht.rights.wording import day_text
from grondrecht.web import calculator as sums
from grondrecht.web.finder import typed
from grondrecht.web.finder.asking import is_for_people
from grondrecht.web.finder.rules import Rules, rules
from grondrecht.web.site_page import on_site, show_site
from grondrecht.web.templatetags.look import spoken
from grondrecht.web.views.entitlements import broken


# As in the finder: no form changes anything here, and the page does without cookies.
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def calculator(request: HttpRequest, name: str) -> HttpResponse:
    """The form of a measure's figures, and below it what they bring. No query."""
    try:
        held = rules()
        measure = held.law.measures.get(name)
        if measure is None or is_for_people(measure):
            raise Http404(f"There is nothing to compute for {name!r}.")
        answer = _page(request, held, measure)
    except RightsError as error:
        return broken(request, error)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(request: HttpRequest, held: Rules, measure: Measure) -> HttpResponse:
    language, post = spoken()[:2], request.POST
    usual = sums.usual_day(measure)
    chosen, wrong_day = _day(measure, usual, post.get("op", usual.isoformat()))
    asked = sums.fields(held, measure, chosen, {key: str(post[key]) for key in post})
    wrong = [each for each in asked if each.wrong]
    is_empty = not any(each.asked.value for each in asked)
    may_compute = request.method == "POST" and not (wrong or wrong_day or is_empty)
    title = measure.names.in_(language)
    return show_site(
        request,
        "web/entitlements/calculator.html",
        title=title,
        description=measure.what.in_(language),
        breadcrumbs=[
            {"label": _("All plans"), "address": on_site("")},
            {"label": _("Rights as rules"), "address": on_site("rechten")},
            {"label": title, "address": on_site("rechten", measure.id)},
            {"label": _("Calculate"), "address": ""},
        ],
        carried="calculator-language",
        measure=measure,
        open=[each.in_(language) for each in measure.open],
        day=chosen,
        typed_day=post.get("op", usual.isoformat())[: typed.LONGEST],
        wrong_day=wrong_day,
        first=measure.versions[0].first,
        last=measure.versions[-1].last,
        fields=asked,
        wrong=bool(wrong or wrong_day),
        is_empty=request.method == "POST" and is_empty and not wrong,
        outcome=sums.outcome(held, measure, chosen, asked) if may_compute else None,
        rule_address=on_site("rechten", measure.id),
    )


def _day(measure: Measure, usual: date, text: str) -> tuple[date, str]:
    """The day that was chosen, or the usual one and what is wrong with what was typed."""
    try:
        day = date.fromisoformat(typed.iso(text.strip()[: typed.LONGEST]))
    except ValueError:
        day = None
    if day is not None and measure.version_on(day) is not None:
        return day, ""
    spans = [
        _("%(first)s to %(last)s")
        % {"first": day_text(each.first, spoken()), "last": day_text(each.until, spoken())}
        if each.last
        else _("%(first)s on") % {"first": day_text(each.first, spoken())}
        for each in measure.versions
    ]
    return usual, _("Fill in a day on which this rule holds: from %(spans)s.") % {
        "spans": ", ".join(spans)
    }
