"""The page where one chooses what a round asks about: ticks by office or administration, a search,
and codes for whoever has them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from grondrecht.followup.access import demand
from grondrecht.followup.actions import rounds as verbs
from grondrecht.followup.covering import covered, key_of
from grondrecht.followup.models import Round
from grondrecht.followup.reminding.asked import responsible
from grondrecht.registry.models import Action, Instrument
from grondrecht.web.pages import number_in, shortened
from grondrecht.web.templatetags.look import named
from grondrecht.web.work.round_at import round_found
from grondrecht.web.work.round_forms import Covered
from grondrecht.web.work.show import workplace
from grondrecht.web.work.steps import stepped

# A group of things to tick: what it is called, and each as (key, words).
Groups = dict[str, list[tuple[str, str]]]
TITLE = 140


@require_http_methods(["GET", "HEAD", "POST"])
@workplace
def cover(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """Say which actions a round asks about, and which instruments it covers."""
    at = round_found(request, plan, slug)
    of = at.round
    demand(at.who, "round.cover", of)
    held = [key_of(each) for each in covered(of)]
    looking = request.POST.get("do", "")
    initial = _typed(request.POST) if looking else _held(of, held)
    form = Covered(None if looking else request.POST or None, initial=initial, of=of)
    actions, instruments = _actions(of, str(form["per"].value() or "")), _instruments(of)
    if looking:
        _tick(initial, looking, {"actions": actions, "instruments": instruments})

    def do() -> None:
        ticked = form.cleaned_data["instruments"]
        verbs.cover(
            at.who,
            of,
            form.chosen(),
            why=form.cleaned_data["why"],
            seen=form.version,
            add=[key for key in ticked if key not in held],
            leave_out=[key for key in held if key not in ticked],
        )

    return stepped(
        request,
        form,
        do,
        title=_("Choose the actions"),
        done=_("The round asks about these actions."),
        back=at.address,
        plan=of.plan,
        crumbs=at.crumbs,
        template="web/work/cover.html",
        lead=_(
            "Tick what the round asks about. It covers the instruments of its actions; take out or"
            " add what should be otherwise."
        ),
        lists=[
            _shown(form, "actions", _("Actions"), actions),
            _shown(form, "instruments", _("Instruments"), instruments),
        ],
    )


def _held(of: Round, instruments: list[str]) -> dict[str, Any]:
    """What the form begins with."""
    codes = of.reports.values_list("action__code", flat=True)
    return {"actions": list(codes), "instruments": instruments, "seen": of.version}


def _typed(post: QueryDict) -> dict[str, Any]:
    """What stands in the form of somebody who only looks around."""
    many = {key: post.getlist(key) for key in ("actions", "instruments")}
    return many | {key: post.get(key, "") for key in ("q", "per", "codes", "why", "seen")}


def _tick(typed: dict[str, Any], what: str, known: dict[str, Groups]) -> None:
    """Tick all of a group that is seen, or none of it: ``all:actions:3`` is its fourth group."""
    do, name, place = (*what.split(":"), "", "")[:3]
    groups = list(known.get(name, {}).values())
    number = number_in(place)
    if do in ("all", "none") and number is not None and number < len(groups):
        keys = [key for key, words in groups[number] if _sought(words, typed["q"])]
        others = [key for key in typed[name] if key not in keys]
        typed[name] = others + (keys if do == "all" else [])


def _sought(words: str, query: str) -> bool:
    """Whether a line has each word that was sought, anywhere in it."""
    return all(each in words.casefold() for each in query.casefold().split())


def _actions(of: Round, per: str) -> Groups:
    """The actions of the round's edition, by office or by the administration that answers."""
    rows = Action.objects.filter(forms__edition=of.edition_id).select_related("office")
    actions = list(rows.order_by("code").distinct().defer("maintained"))
    if per == "party":
        parties = responsible(action.pk for action in actions)
        return _grouped(actions, lambda action: [named(each) for each in parties[action.pk]])
    return _grouped(
        actions,
        lambda action: [f"{action.office.code} {named(action.office)}"] if action.office else [],
    )


def _grouped(actions: Iterable[Action], whose: Callable[[Action], list[str]]) -> Groups:
    """Actions by the first of those whose they are; of nobody last."""
    found: Groups = defaultdict(list)
    for action in actions:
        words = f"{action.code} {shortened(action.title, TITLE)}"
        found[next(iter(whose(action)), "")].append((action.code, words))
    last = found.pop("", [])
    return dict(sorted(found.items())) | ({_("Nobody is named"): last} if last else {})


def _instruments(of: Round) -> Groups:
    """The instruments of the plan, by kind."""
    found: Groups = defaultdict(list)
    for row in Instrument.objects.filter(plan=of.plan_id).order_by("kind", "name", "slug"):
        found[str(row.get_kind_display())].append((key_of(row), named(row)))
    return dict(found)


def _shown(form: Covered, name: str, title: str, groups: Groups) -> dict[str, Any]:
    """Things to tick as the page has them; what the search does not find is kept, and not seen."""
    ticked = {str(key) for key in form[name].value() or ()}
    query = str(form["q"].value() or "")
    place = {key: number for number, (key, _label) in enumerate(form.fields[name].choices)}  # type: ignore[attr-defined]
    return {
        "name": name,
        "title": title,
        "chosen": len(ticked),
        "groups": [
            {
                "title": group,
                "number": number,
                "chosen": sum(key in ticked for key, _words in rows),
                "all": len(rows),
                "open": bool(query.strip()),
                "rows": [
                    {
                        "key": key,
                        "words": words,
                        "id": f"id_{name}_{place.get(key, key)}",
                        "ticked": key in ticked,
                        "hidden": not _sought(words, query),
                    }
                    for key, words in rows
                ],
            }
            for number, (group, rows) in enumerate(groups.items())
        ],
    }
