"""The rights finder. Answers travel in the form alone: no page, log, cookie or address has them."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from grondrecht.rights import RightsError
from grondrecht.rights.wording import day_text
from grondrecht.web.finder import steps, typed
from grondrecht.web.finder import told as forms
from grondrecht.web.finder.following import next_step
from grondrecht.web.finder.given_answers import given_answers
from grondrecht.web.finder.result import result_of
from grondrecht.web.finder.rules import Rules, first_day, last_day, rules, sources, usual_day
from grondrecht.web.finder.steps import Step
from grondrecht.web.finder.told import Told, UnreadableError
from grondrecht.web.site_page import on_site, show_site
from grondrecht.web.templatetags.look import spoken

logger = logging.getLogger(__name__)
PATH, RESULT = "rechten-vinder", "resultaat"


# Nothing is changed by a form of the finder, so no other site can do harm with one; and the token
# that would guard it is a cookie, which the finder does without.
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def finder(request: HttpRequest) -> HttpResponse:
    """The start, a question or the result, by what the form holds; kept by nobody on the way."""
    answer = _page(request)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(request: HttpRequest) -> HttpResponse:
    try:
        held = rules()
    except RightsError as error:
        logger.error("The rights finder cannot read its measures: %s", error)
        return render(request, "web/finder/broken.html", status=503)
    if request.method != "POST":
        return _start(request, held, usual_day(held))
    try:
        return _answered(request, held)
    except UnreadableError:
        context = {"home_address": on_site(""), "finder_address": on_site(PATH)}
        return render(request, "web/finder/unreadable.html", context, status=400)


def _answered(request: HttpRequest, held: Rules) -> HttpResponse:
    """The page that a button of the form asks for. Raises UnreadableError."""
    post, do = request.POST, request.POST.get("doe", "")
    if do == "begin":
        return _begun(request, held)
    told = forms.read(post, held)
    if "verander" in post:
        return _question(request, told, _again(told, post["verander"]), RESULT)
    if do == "toon" or "alles" in post:
        return _result(request, told)
    if do == "vragen":
        return _next(request, told)
    if do == "terug":
        return _back(request, told)
    if do == "hier":
        return _same(request, told)
    return _taken_in(request, told)


def _begun(request: HttpRequest, held: Rules) -> HttpResponse:
    """The first question, with the rules of the day that was chosen."""
    text = request.POST.get("op", "").strip()[: typed.LONGEST]
    try:
        day = date.fromisoformat(typed.iso(text))
    except ValueError:
        day = None
    first, last = first_day(held), last_day(held)
    if day is None or not first <= day <= last:
        ends = {"first": day_text(first, spoken()), "last": day_text(last, spoken())}
        wrong = _("Fill in a day from %(first)s to %(last)s.") % ends
        return _start(request, held, usual_day(held), text, wrong)
    return _next(request, Told(held, day, {}))


def _taken_in(request: HttpRequest, told: Told) -> HttpResponse:
    """What comes after an answer; the same question where there is none, or a wrong one."""
    post = request.POST
    asked = replace(_again(told, post.get("vraag", "")), instead=post.get("in-plaats", ""))
    if asked.instead and asked.instead not in told.answers:
        raise UnreadableError("nothing to take the place of")
    try:
        value = _value(request, told, asked)
    except typed.TypedWrongError as error:
        text = post.get("antwoord", "")[: typed.LONGEST]
        again = replace(_as_asked(told, asked), value=text, instead=asked.instead)
        return _question(request, told, again, post.get("naar", ""), str(error))
    is_for_all = asked.may_be_for_all and post.get("allen") == "1"
    key = f"{asked.key.partition('@')[0]}@{forms.EVERYBODY}" if is_for_all else asked.key
    forms.refuse(told, key, value)
    told = told.with_(key, value, asked.instead or asked.key)
    return _result(request, told) if post.get("naar") == RESULT else _next(request, told)


def _value(request: HttpRequest, told: Told, asked: Step) -> str:
    """The answer that was given. Raises TypedWrongError and UnreadableError."""
    if request.POST.get("doe") == "weet-niet":
        return forms.UNKNOWN
    if asked.kind == "topics":
        return ",".join(request.POST.getlist("onderwerp"))
    held = forms.input_of(told, asked.key)
    if held is None:
        raise UnreadableError(asked.key)
    return typed.answer(held, request.POST.get("antwoord", ""), asked.may_skip)


def _back(request: HttpRequest, told: Told) -> HttpResponse:
    """The question before, with its answer; from an answer that was to be changed, the result."""
    if request.POST.get("naar") == RESULT:
        return _result(request, told)
    if not told.answers:
        return _start(request, told.rules, told.day)
    before, key, _value = told.without_last()
    asked = steps.step_again(told, key)
    # It is asked anew, so it takes the place of nothing.
    return _question(request, before, replace(_as_asked(before, asked), instead=""), "")


def _same(request: HttpRequest, told: Told) -> HttpResponse:
    """The same page in the other language."""
    key = request.POST.get("vraag", "")
    if key == RESULT:
        return _result(request, told)
    asked = replace(_again(told, key), instead=request.POST.get("in-plaats", ""))
    return _question(request, told, _as_asked(told, asked), request.POST.get("naar", ""))


def _again(told: Told, key: str) -> Step:
    """The question of a key. Raises UnreadableError where there is no such question."""
    try:
        return steps.step_again(told, key)
    except KeyError as error:
        raise UnreadableError(key[:60]) from error


def _as_asked(told: Told, asked: Step) -> Step:
    """A question with how far one is, where it is the next one; its answer stays."""
    following = next_step(told)
    if following is None or following.key != asked.key:
        return asked
    return replace(following, value=asked.value, instead=asked.instead, is_for_all=asked.is_for_all)


def _next(request: HttpRequest, told: Told) -> HttpResponse:
    following = next_step(told)
    return _result(request, told) if following is None else _question(request, told, following, "")


def _start(
    request: HttpRequest, held: Rules, day: date, text: str = "", wrong: str = ""
) -> HttpResponse:
    """What this is, and on which day the rules are."""
    titles = sources(held)
    return show_site(
        request,
        "web/finder/start.html",
        title=_("Which rights do you have?"),
        description=_("Answer a few questions, and see what you may be entitled to."),
        crumb=_("Rights finder"),
        search_address="",
        chosen=text or day.isoformat(),
        wrong=wrong,
        usual=usual_day(held),
        first=first_day(held),
        last=last_day(held),
        is_past=usual_day(held) < timezone.localdate(),
        source=titles[0],
        more_sources=len(titles) - 1,
        list_address=on_site("rechten"),
    )


def _question(
    request: HttpRequest, told: Told, asked: Step, to: str, wrong: str = ""
) -> HttpResponse:
    return _shown(
        request,
        told,
        "web/finder/question.html",
        asked.title,
        asked=asked,
        to=to if to == RESULT else "",
        wrong=wrong,
        # Before it is known who lives there, there is nothing to show.
        may_show=all(key in told.answers for key in forms.WHO),
        here=asked.key,
    )


def _result(request: HttpRequest, told: Told) -> HttpResponse:
    following = next_step(told)
    return _shown(
        request,
        told,
        "web/finder/result.html",
        _("What you seem entitled to"),
        result=result_of(told),
        given=given_answers(told),
        has_more=following is not None,
        is_open=request.POST.get("alles") == "open",
        here=RESULT,
    )


def _shown(
    request: HttpRequest, told: Told, template: str, title: str, **more: object
) -> HttpResponse:
    """A page that carries the answers."""
    return show_site(
        request,
        template,
        title=title,
        description=_("Your answers are on this page alone. We keep nothing."),
        crumb=_("Rights finder"),
        search_address="",
        carried="finder-language",
        told=told,
        day=told.day,
        is_past=told.day < timezone.localdate(),
        finder_address=on_site(PATH),
        **more,
    )
