"""Tell which parties the cells of forms name; what is not certain waits for a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from grondrecht.registry.models import Edition, Form, Mention, Party, PartyAlias
from grondrecht.registry.parties import Directory, Holder, Member, resolve

# The cells that name parties, by field path, with the role of those named.
CELLS = {
    "responsible.cabinet": "responsible",
    "responsible.administration": "responsible",
    "involved.cabinet": "involved",
    "involved.administration": "involved",
    "involved.people_in_poverty": "involved",
    "involved.other_actors": "involved",
}
Settled = Mapping[tuple[int, str, str], tuple[str, int | None]]


def settled_by_people(edition: Edition) -> Settled:
    """What people decided of the edition's mentions: (action, field, words) -> (how, party)."""
    decided = Mention.objects.filter(form__edition=edition, how__in=("person", "none"))
    rows = decided.values_list("action_id", "field", "words", "how", "party_id")
    return {(action, field, words): (how, party) for action, field, words, how, party in rows}


def find_mentions(forms: Iterable[Form], settled: Settled, on: date | None = None) -> None:
    """Write the mentions of new forms, with the parties that are known; people go first.

    ``on`` is the day of the edition, on which names of holders count.
    """
    directory = held_directory()
    slugs = dict(Party.objects.values_list("slug", "pk"))
    Mention.objects.bulk_create(
        (
            mention
            for form in forms
            for mention in _mentions_of(form, directory, slugs, settled, on)
        ),
        batch_size=500,
    )


def held_directory() -> Directory:
    """The register's parties and their names, as the pure value that resolving needs."""
    aliases: dict[int, list[str]] = {}
    holders: dict[int, list[Holder]] = {}
    for alias in PartyAlias.objects.all():
        if alias.first_day or alias.last_day:
            holder = Holder(alias.name, alias.first_day, alias.last_day)
            holders.setdefault(alias.party_id, []).append(holder)
        else:
            aliases.setdefault(alias.party_id, []).append(alias.name)
    return Directory.of(
        Member(
            slug=party.slug,
            name=party.name,
            name_en=party.name_en,
            kind=party.kind,
            aliases=tuple(aliases.get(party.pk, ())),
            holders=tuple(holders.get(party.pk, ())),
            part_of=party.part_of.slug if party.part_of else "",
        )
        for party in Party.objects.select_related("part_of")
    )


def _mentions_of(
    form: Form,
    directory: Directory,
    slugs: Mapping[str, int],
    settled: Settled,
    on: date | None,
) -> Iterable[Mention]:
    texts = dict(form.value.texts())
    for field, role in CELLS.items():
        for found in resolve(texts.get(field, ""), field, directory, on):
            how, party = found.how, slugs.get(found.party or "")
            how, party = settled.get((form.action_id, field, found.words), (how, party))
            yield Mention(
                form=form,
                action_id=form.action_id,
                field=field,
                role=role,
                words=found.words,
                start=found.start,
                end=found.end,
                party_id=party,
                how=how if party or how == "none" else "open",
                likeness=found.likeness,
                candidates=list(found.candidates),
            )
