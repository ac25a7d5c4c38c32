"""What the tables say of actions, in the keys that the log uses.

The law that tests hold: ``log.state_on(plan, subject)`` gives what ``states`` gives.

Keys of an action's state: ``code``, ``title``, ``right``, ``office``, ``lapsed``, ``plain``,
``plain_en``; ``printed:EDITION:N`` the texts of its N-th form in that edition by field path;
``maintained:PATH`` a maintained text; ``parties`` by role; ``instruments``, ``indicators``,
``named_parties`` as sorted lists of slugs; ``link:KIND:CODE``, ``involvement:ID`` and
``contribution:INDICATOR``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from grondrecht.registry.log import Record, State
from grondrecht.registry.models import Action, Contribution, Form, Involvement, Link, Mention, Plan


def subject_of(action: Action) -> str:
    """The name under which the log knows an action."""
    return f"action:{action.code}"


def states(plan: Plan, codes: Iterable[str] | None = None) -> dict[str, State]:
    """Code -> state of the plan's actions, or of those with these codes. A fixed number of queries.

    Values that are empty are left out, as the log leaves them out.
    """
    actions = Action.objects.filter(plan=plan).select_related("right", "office")
    if codes is not None:
        actions = actions.filter(code__in=list(codes))
    found = {action.pk: _own(action) for action in actions}
    for keys in (_printed, _parties, _named, _links, _involvements, _contributions):
        for pk, key, value in keys(found):
            found[pk][key] = value
    return {state["code"]: {k: v for k, v in state.items() if v} for state in found.values()}


@contextmanager
def watched(record: Record, plan: Plan, codes: Iterable[str] | None = None) -> Iterator[None]:
    """Record what the block changes of the plan's actions, or of those with these codes."""
    chosen = None if codes is None else list(codes)
    before = states(plan, chosen)
    yield
    after = states(plan, chosen)
    for code in sorted({*before, *after}):
        was, now = before.get(code, {}), after.get(code, {})
        label = now.get("title") or was.get("title") or ""
        record.add(f"action:{code}", was, now, plan=plan.slug, label=label)


def _own(action: Action) -> State:
    state = {
        "code": action.code,
        "title": action.title,
        "right": action.right.code if action.right else "",
        "office": action.office.code if action.office else "",
        "lapsed": action.lapsed,
        "plain": action.plain,
        "plain_en": action.plain_en,
    }
    return state | {f"maintained:{path}": text for path, text in action.maintained.items()}


Keys = Iterator[tuple[int, str, Any]]


def _printed(actions: Iterable[int]) -> Keys:
    forms = Form.objects.filter(action__in=list(actions)).select_related("edition")
    times: Counter[tuple[int, str]] = Counter()
    for form in forms.order_by("edition__position", "position"):
        edition = form.edition.slug
        times[form.action_id, edition] += 1
        texts = {path: text for path, text in form.value.texts() if text}
        periods = [milestone.period.text for milestone in form.value.milestones]
        number = times[form.action_id, edition]
        yield form.action_id, f"printed:{edition}:{number}", texts | {"periods": periods}


def _parties(actions: Iterable[int]) -> Keys:
    mentions = Mention.objects.filter(action__in=list(actions), party__isnull=False)
    named: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for action, role, slug in mentions.values_list("action_id", "role", "party__slug"):
        named[action][role].add(slug)
    for action, roles in named.items():
        yield action, "parties", {role: sorted(slugs) for role, slugs in sorted(roles.items())}


def _named(actions: Iterable[int]) -> Keys:
    for key, field in (
        ("instruments", "instruments"),
        ("indicators", "indicators"),
        ("named_parties", "named_parties"),
    ):
        slugs = Action.objects.filter(pk__in=list(actions), **{f"{field}__isnull": False})
        by_action: dict[int, list[str]] = defaultdict(list)
        for action, slug in slugs.order_by(f"{field}__slug").values_list("pk", f"{field}__slug"):
            by_action[action].append(slug)
        for action, names in by_action.items():
            yield action, key, names


def _links(actions: Iterable[int]) -> Keys:
    links = Link.objects.filter(source__in=list(actions)).select_related("target")
    for link in links:
        value = {"origin": link.origin, "decision": link.decision, "words": link.words}
        value["decided_on"] = link.decided_on.isoformat() if link.decided_on else ""
        yield link.source_id, f"link:{link.kind}:{link.target.code}", value


def _involvements(actions: Iterable[int]) -> Keys:
    recorded = Involvement.objects.filter(action__in=list(actions), form__isnull=True)
    for each in recorded.select_related("recorded_for"):
        value = {"text": each.text, "phase": each.phase, "said": each.said, "outcome": each.outcome}
        if each.recorded_for:
            value["recorded_for"] = each.recorded_for.slug
        yield each.action_id, f"involvement:{each.pk}", value


def _contributions(actions: Iterable[int]) -> Keys:
    rows = Contribution.objects.filter(action__in=list(actions))
    for each in rows.select_related("indicator", "said_for"):
        value = {"text": each.text, "direction": each.direction}
        if each.said_for:
            value["said_for"] = each.said_for.slug
        yield each.action_id, f"contribution:{each.indicator.slug}", value
