"""Poverty tests in the workplace: the yearly list, and each step of a test."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.followup.access import decide_each, loaded, may
from grondrecht.followup.actions import poverty_tests as verbs
from grondrecht.followup.actions.consultations import spoken_for
from grondrecht.followup.effects_read import shown
from grondrecht.followup.models import PovertyTest
from grondrecht.followup.quickscan import questions_for, scanned
from grondrecht.followup.tests_counted import counted, done_in
from grondrecht.followup.tests_read import readable
from grondrecht.registry.models import Plan
from grondrecht.web.pages import Crumbs
from grondrecht.web.pages import at as public_at
from grondrecht.web.work import poverty_test_forms as ask
from grondrecht.web.work.attachments import attached
from grondrecht.web.work.consultations import form_page
from grondrecht.web.work.of_plan import plans_where
from grondrecht.web.work.show import show, work, workplace
from grondrecht.web.work.steps import posted, stepped
from grondrecht.web.work.who import actor

_ROWS = PovertyTest.objects.select_related("plan", "office", "party")
VERBS = (
    *("test.set", "test.scan", "test.decide", "test.contribute", "test.conclude"),
    *("test.evaluate", "test.publish"),
)


def at(test: PovertyTest, *more: str) -> str:
    """The address of a test in the workplace."""
    return work("armoedetoetsen", str(test.pk), *more)


def _crumbs(test: PovertyTest | None = None) -> Crumbs:
    front = [(_("Poverty tests"), work("armoedetoetsen"))]
    return [*front, (test.title, at(test))] if test else front


@require_safe
@workplace
def poverty_tests(request: HttpRequest) -> HttpResponse:
    """The yearly lists of the plans one works with, as far as one may read them."""
    who = actor(request)
    plans = [
        {
            "plan": plan,
            "years": _years(plan, list(readable(who, plan))),
            "may_list": may(who, "plan.list_test", plan),
            "may_review": may(who, "plan.review_tests", plan),
            "address": work("armoedetoetsen", "nieuw", plan.slug),
        }
        for plan in plans_where(who, "test.read")
    ]
    return show(
        request,
        "web/work/poverty_tests.html",
        title=_("Poverty tests"),
        crumbs=[(_("Poverty tests"), "")],
        plans=plans,
    )


def _years(plan: Plan, tests: list[PovertyTest]) -> list[dict[str, Any]]:
    """The list of each year, the newest first, with its count and its review."""
    reviews = {each.year: each for each in plan.test_reviews.all()}
    counts = {each.year: each for each in counted(tests)}
    return [
        {
            "year": year,
            "total": counts[year].total if year in counts else None,
            "tests": [{"test": each, "address": at(each)} for each in tests if each.year == year],
            "review": reviews.get(year),
            "address": work("armoedetoetsen", "jaar", plan.slug, str(year)),
        }
        for year in sorted({*counts, *reviews, timezone.localdate().year}, reverse=True)
    ]


@form_page
@workplace
def list_one(request: HttpRequest, plan: str) -> HttpResponse:
    """Put a dossier on the list."""
    who = actor(request)
    of_plan = loaded(who, "plan.list_test", Plan.objects.all(), slug=plan)
    form = ask.DossierForm(
        of_plan, request.POST or None, initial={"year": timezone.localdate().year}
    )
    return stepped(
        request,
        form,
        lambda: verbs.list_test(who, of_plan, form.typed(), why=_("Put on the list.")),
        title=_("Put a dossier on the list"),
        done=_("The dossier is on the list."),
        back=work("armoedetoetsen"),
        plan=of_plan,
        crumbs=_crumbs(),
        after=at,
    )


@require_safe
@workplace
def poverty_test(request: HttpRequest, number: int) -> HttpResponse:
    """A test with all that is known of it, and the steps that one may take now."""
    who = actor(request)
    test = loaded(who, "test.read", _ROWS, pk=number)
    decisions = decide_each(who, VERBS, test)
    can = {verb.partition(".")[2]: bool(each) for verb, each in decisions.items()}
    return show(
        request,
        "web/work/poverty_test.html",
        title=test.title,
        crumbs=[*_crumbs(), (test.title, "")],
        plan=test.plan,
        test=test,
        can=can,
        steps=any(can.values()),
        scan=scanned(test.scan),
        knowledge=test.knowledge.all(),
        rights=test.rights.all(),
        effects=shown(test.effects.all()),
        actions=test.actions.all(),
        address=at(test),
        attached=attached(who, test),
        public_address=public_at(test.plan.slug, "armoedetoetsen", test.slug),
    )


@form_page
@workplace
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change what is known of a dossier."""
    who = actor(request)
    test = loaded(who, "test.set", _ROWS, pk=number)
    form = ask.DossierForm(test.plan, request.POST or None, initial=ask.held_dossier(test))
    return stepped(
        request,
        form,
        lambda: verbs.set_test(who, test, form.typed(), why=_("Changed."), seen=form.version),
        title=_("Change the dossier"),
        done=_("The dossier is changed."),
        back=at(test),
        plan=test.plan,
        crumbs=_crumbs(test),
        held=ask.held_dossier,
    )


@form_page
@workplace
def scan(request: HttpRequest, number: int) -> HttpResponse:
    """Fill in the quickscan."""
    who = actor(request)
    test = loaded(who, "test.scan", _ROWS, pk=number)
    questions = questions_for(test.plan)
    form = ask.ScanForm(questions, request.POST or None, initial=ask.held_scan(test))
    return stepped(
        request,
        form,
        lambda: verbs.scan_test(
            who, test, form.answers(), why=_("Quickscan filled in."), seen=form.version
        ),
        title=_("Quickscan"),
        done=_("The quickscan is saved. Now the minister decides."),
        back=at(test),
        plan=test.plan,
        crumbs=_crumbs(test),
        held=ask.held_scan,
        lead=test.title,
    )


@form_page
@workplace
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Record what the minister decided."""
    who = actor(request)
    test = loaded(who, "test.decide", _ROWS, pk=number)
    form = ask.DecisionForm(request.POST or None, initial={"seen": test.version})
    return stepped(
        request,
        form,
        lambda: verbs.decide_test(
            who,
            test,
            form.cleaned_data["needed"],
            form.cleaned_data["reason"],
            form.cleaned_data["decided_on"],
            why=_("Decided."),
            seen=form.version,
        ),
        title=_("The decision"),
        done=_("The decision is recorded."),
        back=at(test),
        plan=test.plan,
        crumbs=_crumbs(test),
        template="web/work/poverty_test_decide.html",
        scan=scanned(test.scan),
        lead=test.title,
    )


@form_page
@workplace
def contribute(request: HttpRequest, number: int) -> HttpResponse:
    """Bring knowledge into a test."""
    who = actor(request)
    test = loaded(who, "test.contribute", _ROWS, pk=number)
    form = ask.KnowledgeForm(request.POST or None, initial={"who": spoken_for(who)})
    return stepped(
        request,
        form,
        lambda: verbs.contribute(
            who,
            test,
            form.cleaned_data["kind"],
            form.cleaned_data["who"],
            form.cleaned_data["what"],
            form.cleaned_data["brought_on"],
            why=_("Knowledge brought in."),
        ),
        title=_("Bring in knowledge"),
        done=_("What you brought in is saved."),
        back=at(test),
        plan=test.plan,
        crumbs=_crumbs(test),
        lead=test.title,
    )


@form_page
@workplace
def conclude(request: HttpRequest, number: int) -> HttpResponse:
    """Record the result, what changed, and the rights that the text creates."""
    who = actor(request)
    test = loaded(who, "test.conclude", _ROWS, pk=number)
    form = ask.ResultForm(request.POST or None, initial={"seen": test.version})
    rights = ask.RightForms(request.POST or None, prefix="rights")
    return stepped(
        request,
        form,
        lambda: verbs.conclude_test(
            who,
            test,
            form.cleaned_data["result"],
            form.cleaned_data["changed"],
            ask.rights_of(rights),
            form.cleaned_data["concluded_on"],
            why=_("Result recorded."),
            seen=form.version,
        ),
        title=_("Result"),
        done=_("The result is recorded."),
        back=at(test),
        plan=test.plan,
        crumbs=_crumbs(test),
        template="web/work/poverty_test_result.html",
        with_forms=list(rights.forms),
        rights=rights,
        lead=test.title,
    )


@form_page
@workplace
def evaluate(request: HttpRequest, number: int) -> HttpResponse:
    """Write the evaluation of a test."""
    who = actor(request)
    test = loaded(who, "test.evaluate", _ROWS, pk=number)
    held = _held_evaluation
    form = ask.EvaluationForm(request.POST or None, initial=held(test))
    return stepped(
        request,
        form,
        lambda: verbs.evaluate_test(
            who,
            test,
            form.cleaned_data["evaluation"],
            form.cleaned_data["evaluated_on"],
            why=_("Evaluated."),
            seen=form.version,
        ),
        title=_("Evaluation"),
        done=_("The evaluation is saved."),
        back=at(test),
        plan=test.plan,
        crumbs=_crumbs(test),
        held=held,
        lead=test.title,
    )


def _held_evaluation(test: Any) -> dict[str, Any]:  # noqa: ANN401 (a poverty test)
    day = test.evaluated_on or timezone.localdate()
    return {"evaluation": test.evaluation, "evaluated_on": day, "seen": test.version}


@posted
@workplace
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Put a test in the public register."""
    who = actor(request)
    test = loaded(who, "test.publish", _ROWS, pk=number)
    verbs.publish_test(who, test, why=_("Published."))
    messages.success(request, _("The test is in the public register."))
    return HttpResponseRedirect(at(test))


@form_page
@workplace
def year(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """Record that the list of a year was gone through."""
    who = actor(request)
    of_plan = loaded(who, "plan.review_tests", Plan.objects.all(), slug=plan)
    if not 1990 <= year <= 2200:
        raise Http404("There is no list of that year.")
    form = ask.ReviewForm(request.POST or None)
    return stepped(
        request,
        form,
        lambda: verbs.review_year(
            who,
            of_plan,
            year,
            form.cleaned_data["reviewed_on"],
            form.cleaned_data["by"],
            form.cleaned_data["outcome"],
            why=_("The yearly list reviewed."),
        ),
        title=_("Review of the list of %(year)s") % {"year": year},
        done=_("The review is recorded."),
        back=work("armoedetoetsen"),
        plan=of_plan,
        crumbs=_crumbs(),
    )


@form_page
@workplace
def count(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """Record the count of a year as a value of an indicator."""
    who = actor(request)
    of_plan = loaded(who, "plan.review_tests", Plan.objects.all(), slug=plan)
    if not 1990 <= year <= 2200:
        raise Http404("There is no list of that year.")
    form = ask.CountForm(of_plan, request.POST or None)
    return stepped(
        request,
        form,
        lambda: verbs.count_tests(
            who,
            of_plan,
            form.cleaned_data["indicator"].slug,
            year,
            why=_("Counted in the public register."),
        ),
        title=_("The count of %(year)s as a value of an indicator") % {"year": year},
        done=_("The value is recorded."),
        back=work("armoedetoetsen"),
        plan=of_plan,
        crumbs=_crumbs(),
        lead=_("Tests of that year that are done and in the public register: %(number)s.")
        % {"number": done_in(of_plan, year)},
    )
