"""Bring parties in, and settle which party a name in a form is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from grondrecht.registry.actions.indexing import index_actions_of
from grondrecht.registry.actions.mentions import held_directory, renew_mentions, settled_by_people
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.find import party_named
from grondrecht.registry.log import Record, written
from grondrecht.registry.models import Edition, Form, Mention, Party, PartyAlias, Plan
from grondrecht.registry.parties import Directory, Holder, Member, folded
from grondrecht.registry.states import watched
from grondrecht.registry.valid import saved


def import_parties(directory: Directory, *, by: str, why: str) -> int:
    """Take parties and their names in, and resolve all names in forms again.

    Gives the number of names that still wait for a person. Parties that are held already keep what
    they have; names are added. Doing it twice changes nothing.
    """
    with written("parties.import", by=by, why=why) as record:
        write_parties(directory, record)
        for plan in Plan.objects.filter(editions__forms__isnull=False).distinct():
            resolve_again(plan, record)
        return Mention.objects.filter(how="open").count()


def write_parties(directory: Directory, record: Record) -> None:
    """Add the parties and names that are not held yet, with their log entries."""
    known = set(Party.objects.values_list("slug", flat=True))
    new = [member for member in directory.members if member.slug not in known]
    Party.objects.bulk_create(
        Party(slug=each.slug, name=each.name, name_en=each.name_en, kind=each.kind) for each in new
    )
    for member in new:
        record.add(f"party:{member.slug}", {}, {"name": member.name, "kind": member.kind})
    held = {party.slug: party for party in Party.objects.all()}
    loose = [m for m in directory.members if m.part_of and held[m.slug].part_of_id is None]
    for member in loose:
        held[member.slug].part_of = held.get(member.part_of)
    Party.objects.bulk_update((held[member.slug] for member in loose), ("part_of",))
    names = {
        held[member.slug]: [
            *((name, None, None) for name in _names(member)),
            *map(_dated, member.holders),
        ]
        for member in directory.members
    }
    _add_names(names, record)


def _names(member: Member) -> tuple[str, ...]:
    """The names that hold on every day."""
    return tuple(filter(None, (member.name, *member.abbreviations, *member.aliases)))


DatedName = tuple[str, date | None, date | None]


def _dated(holder: Holder) -> DatedName:
    return holder.name, holder.first_day, holder.last_day


def _add_names(names: Mapping[Party, Iterable[DatedName]], record: Record) -> None:
    """Add the names that each party does not have yet."""
    held: dict[int, set[str]] = {party.pk: set() for party in names}
    for pk, key in PartyAlias.objects.filter(party__in=held).values_list("party_id", "folded"):
        held[pk].add(key)
    new: list[PartyAlias] = []
    for party, given in names.items():
        before = sorted(held[party.pk])
        for name, first, last in given:
            key = folded(name)[:300]
            if key and key not in held[party.pk]:
                held[party.pk].add(key)
                days = {"first_day": first, "last_day": last}
                new.append(PartyAlias(party=party, name=name[:300], folded=key, **days))
        after = sorted(held[party.pk])
        record.add(f"party:{party.slug}", {"names": before}, {"names": after}, label=party.name)
    PartyAlias.objects.bulk_create(new)


def _forget_name(party: Party, name: str, record: Record) -> None:
    """Take a name away from a party, unless it is its own."""
    key = folded(name)[:300]
    if key == folded(party.name):
        return
    before = sorted(party.aliases.values_list("folded", flat=True))
    party.aliases.filter(folded=key).delete()
    after = [each for each in before if each != key]
    record.add(f"party:{party.slug}", {"names": before}, {"names": after}, label=party.name)


def resolve_again(plan: Plan, record: Record) -> None:
    """Tell anew which parties the plan's forms name; what people settled stays."""
    with watched(record, plan):
        for edition in Edition.objects.filter(plan=plan):
            forms = Form.objects.filter(edition=edition).defer("printed")
            renew_mentions(forms, settled_by_people(edition), edition.decided_on)
    codes = plan.actions.values_list("code", flat=True)
    index_actions_of(plan, codes)


def settle_mention(pk: int, party: str | None, *, by: str, why: str) -> Mention:
    """Say which party a name is (by its slug), or with None that it is no party.

    The words become a name of that party, so that the same words are known from now on, and no
    longer one of the party that a person took them for before. Raises RegisterError.
    """
    mention = Mention.objects.select_related("action__plan", "form").filter(pk=pk).first()
    if mention is None:
        raise RegisterError(f"Er is geen naam met nummer {pk}; zie: grondrecht parties open.")
    plan, code = mention.action.plan, mention.action.code
    taught = mention.party if mention.how == "person" else None
    with written("mention.settle", by=by, why=why) as record:
        with watched(record, plan, [code]):
            mention.party = party_named(party) if party else None
            mention.how = "person" if party else "none"
            saved(mention)
            if taught and taught != mention.party:
                _forget_name(taught, mention.words, record)
            if mention.party:
                _add_names({mention.party: [(mention.words, None, None)]}, record)
        index_actions_of(plan, [code])
    return mention


__all__ = [
    "held_directory",
    "import_parties",
    "resolve_again",
    "settle_mention",
    "write_parties",
]
