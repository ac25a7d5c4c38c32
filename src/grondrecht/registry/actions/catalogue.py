"""Take a catalogue in: what the forms of a plan speak of, linked to the actions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.text import slugify

from grondrecht.registry.actions.indexing import index_actions_of
from grondrecht.registry.actions.mentions import held_directory
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.find import plan_named
from grondrecht.registry.intake import CatalogueItem
from grondrecht.registry.log import Record, written
from grondrecht.registry.models import Action, Indicator, Instrument, Party, PartyAlias, Plan
from grondrecht.registry.parties import Directory, folded, resolve
from grondrecht.registry.states import watched
from grondrecht.registry.trial import kept
from grondrecht.registry.valid import saved

KINDS = frozenset(kind for kind, _ in Instrument.KINDS)


@dataclass(frozen=True)
class CatalogueReport:
    """What a catalogue brings: items per kind, how many change, and codes not in the plan."""

    items: dict[str, int]
    changed: int
    unknown: tuple[str, ...]
    applied: bool = False


def import_catalogue(
    items: Iterable[CatalogueItem], plan_slug: str, *, by: str, why: str, apply: bool = True
) -> CatalogueReport:
    """Add the items to a plan and link them to its actions; the same items again change nothing.

    An actor becomes a party (one that is held already where its name is known), an indicator an
    indicator, and the rest instruments. What several items say of one thing is put together. Items
    that are not in the file stay. Without ``apply`` it only says what it would do. Raises
    RegisterError.
    """
    plan = plan_named(plan_slug)
    items = joined(items)
    actions = {action.code: action for action in plan.actions.all()}
    unknown = sorted({str(c) for item in items for c in item.actions if str(c) not in actions})
    counts: dict[str, int] = defaultdict(int)
    for item in items:
        counts[item.kind] += 1
    with kept(apply), written("catalogue.import", by=by, why=why) as record:
        with watched(record, plan):
            changed = _write(items, plan, actions, record)
        touched = {str(code) for item in items for code in item.actions}
        index_actions_of(plan, touched)
    return CatalogueReport(dict(counts), changed, tuple(unknown), apply)


def joined(items: Iterable[CatalogueItem]) -> tuple[CatalogueItem, ...]:
    """The items, those of one kind and name put together; in order of their first."""
    groups: dict[tuple[str, str], list[CatalogueItem]] = defaultdict(list)
    for item in items:
        groups[item.kind, slug_of(item.name)].append(item)
    return tuple(map(_one, groups.values()))


def _one(items: Sequence[CatalogueItem]) -> CatalogueItem:
    """What several items say of one thing, as one item: nothing is lost, nothing said twice."""
    lines = [item.line for item in items if item.line is not None]
    return replace(
        items[0],
        name_en=next((item.name_en for item in items if item.name_en), ""),
        actions=tuple(dict.fromkeys(code for item in items for code in item.actions)),
        what="\n".join(dict.fromkeys(item.what for item in items if item.what)),
        facts=tuple(dict.fromkeys(fact for item in items for fact in item.facts)),
        line=min(lines, default=None),
    )


def _write(
    items: Iterable[CatalogueItem], plan: Plan, actions: dict[str, Action], record: Record
) -> int:
    directory = held_directory()
    rows: dict[tuple[str, str], Instrument | Indicator | Party] = {}
    told: dict[tuple[str, str], list[CatalogueItem]] = defaultdict(list)
    for item in items:
        row = _row(item, plan, directory)
        key = item.kind, row.slug
        rows.setdefault(key, row)
        told[key].append(item)
    changed = 0
    for key, row in rows.items():
        item = _one(told[key])
        subject, before, after = _fill(row, item)
        if before != after:
            saved(row)
            changed += 1
        own = plan.slug if not isinstance(row, Party) else ""
        record.add(subject, before, after, plan=own, label=item.name)
        row.actions.add(*(actions[str(code)] for code in item.actions if str(code) in actions))
    return changed


def _row(item: CatalogueItem, plan: Plan, directory: Directory) -> Instrument | Indicator | Party:
    """The row that an item is about: the one that is held, else a new one."""
    slug = slug_of(item.name)
    if item.kind == "actor":
        return _party(item, slug, directory)
    if item.kind == "indicator":
        return indicator_called(plan, item.name)
    if item.kind not in KINDS:
        raise RegisterError(f"{item.name}: het register kent geen soort {item.kind!r}.")
    found = Instrument.objects.filter(plan=plan, kind=item.kind, slug=slug).first()
    return found or Instrument(plan=plan, kind=item.kind, slug=slug)


def indicator_called(plan: Plan, name: str) -> Indicator:
    """The indicator of that name that the forms of a plan speak of: the one that is held, or a new
    one. Raises RegisterError where the monitor has that name: what it holds follows no action.
    """
    slug = slug_of(name)
    held = Indicator.objects.filter(plan=plan, slug=slug).first()
    if held and held.definition:
        raise RegisterError(
            f"{name}: de monitor heeft al een indicator die zo heet; geef deze een andere naam."
        )
    return held or Indicator(plan=plan, slug=slug, name=name)


def _party(item: CatalogueItem, slug: str, directory: Directory) -> Party:
    """The party an actor is: of that slug, or the one its whole name is known to be; else new.

    The name becomes one of that party's, so that the same actor is known again.
    """
    held = Party.objects.filter(slug=slug).first()
    if held:
        return held
    key = folded(item.name)[:300]
    named = Party.objects.filter(aliases__folded=key)[:2]
    if len(named) == 1:
        return named[0]
    party = _resolved(item.name, directory) or Party(slug=slug, name=item.name, kind="other")
    if party.pk is None:
        saved(party)
    PartyAlias.objects.get_or_create(party=party, folded=key, defaults={"name": item.name[:300]})
    return party


def _resolved(name: str, directory: Directory) -> Party | None:
    found = resolve(name, "involved.other_actors", directory)
    known = {each.party for each in found if each.party and each.how == "alias"}
    whole = len(found) == 1 and folded(found[0].words) == folded(name)
    return Party.objects.get(slug=known.pop()) if len(known) == 1 and whole else None


def _fill(
    row: Instrument | Indicator | Party, item: CatalogueItem
) -> tuple[str, dict[str, object], dict[str, object]]:
    """Set what the item says; gives the subject of the log and what was and is."""
    names = ["name_en", "what", "facts"] + (["name", "line"] if not isinstance(row, Party) else [])
    before = {name: getattr(row, name) for name in names} if row.pk else {}
    for name in names:
        # What the file leaves empty is not taken away.
        value = getattr(item, name) or getattr(row, name)
        setattr(row, name, list(value) if name == "facts" else value)
    kind = "party" if isinstance(row, Party) else item.kind
    return f"{kind}:{row.slug}", before, {name: getattr(row, name) for name in names}


def slug_of(name: str) -> str:
    """A name as part of an address: small letters, digits and hyphens, at most 110 characters."""
    slug = slugify(name)[:110].strip("-_").replace("_", "-")
    return "-".join(filter(None, slug.split("-"))) or "zonder-naam"
