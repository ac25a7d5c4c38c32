"""Tell which parties the cells of forms name; what is not certain waits for a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache

from grondrecht.registry.models import Edition, Form, Mention, Party, PartyAlias
from grondrecht.registry.parties import Directory, Holder, Member, resolve
from grondrecht.registry.parties import Mention as Found

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
    Mention.objects.bulk_create(_mentions(forms, settled, on), batch_size=500)


def renew_mentions(forms: Iterable[Form], settled: Settled, on: date | None = None) -> None:
    """Tell anew whom forms name; the mentions of a form that stay the same keep their rows."""
    forms = list(forms)
    held: dict[int, list[Mention]] = {form.pk: [] for form in forms}
    for mention in Mention.objects.filter(form__in=forms).order_by("id"):
        held[mention.form_id].append(mention)
    wanted: dict[int, list[Mention]] = {form.pk: [] for form in forms}
    for mention in _mentions(forms, settled, on):
        wanted[mention.form_id].append(mention)
    differ = [pk for pk in held if list(map(_told, held[pk])) != list(map(_told, wanted[pk]))]
    Mention.objects.filter(form__in=differ).delete()
    Mention.objects.bulk_create(
        (mention for pk in differ for mention in wanted[pk]), batch_size=500
    )


def _told(mention: Mention) -> tuple[object, ...]:
    place = (mention.field, mention.role, mention.start, mention.end, mention.words)
    return (*place, mention.party_id, mention.how, mention.likeness, mention.candidates)


def _mentions(forms: Iterable[Form], settled: Settled, on: date | None) -> Iterable[Mention]:
    directory = held_directory()
    slugs = dict(Party.objects.values_list("slug", "pk"))

    # Many cells of a plan say the same.
    @cache
    def read(cell: str, field: str) -> tuple[Found, ...]:
        return resolve(cell, field, directory, on)

    return (mention for form in forms for mention in _mentions_of(form, read, slugs, settled))


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
    read: Callable[[str, str], tuple[Found, ...]],
    slugs: Mapping[str, int],
    settled: Settled,
) -> Iterable[Mention]:
    texts = dict(form.value.texts())
    for field, role in CELLS.items():
        for found in read(texts.get(field, ""), field):
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
