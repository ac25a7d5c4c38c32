"""Parties proposed from the cells themselves, for a plan that comes without party data.

A name is proposed where the cells show it as one: by the class of body that opens it, by the kind
of cell, or because several cells have it. Names are brought together only when they are alike, when
one is the other's abbreviation, or when a cabinet is written by its first competence alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from grondrecht.plan.model import Plan
from grondrecht.registry.parties.directory import Directory, Member
from grondrecht.registry.parties.index import Index, Name, content, is_abbreviation
from grondrecht.registry.parties.likeness import likest
from grondrecht.registry.parties.shown import Seen, abbreviates, is_every, lines, names_in, told
from grondrecht.registry.parties.words import AND, Word, words_of

SHORTEST_ABBREVIATION = 3
# Words without end name nobody; they wait for a person.
LONGEST_NAME = 300


@dataclass
class _Group:
    """Names of one party."""

    names: list[str]
    kind: str
    parent: str = ""


def cells_of(plan: Plan) -> tuple[tuple[str, str], ...]:
    """The cells of a plan's forms that name parties, as (field path, words), in order."""
    return tuple(
        (path, words)
        for form in plan.actions
        for path, words in form.texts()
        if path.partition(".")[0] in ("responsible", "involved") and words.strip()
    )


def propose(cells: Iterable[tuple[str, str]]) -> Directory:
    """The parties that cells, given as (field path, words), show by themselves."""
    shown = [(path, words_of(cell), cell) for path, cell in cells if words_of(cell)]
    cabinets = [words for path, words, _ in shown if path.endswith("cabinet")]
    alone = Counter(told(line) for words in cabinets for line in lines(words))
    seen = [each for path, words, cell in shown for each in names_in(path, words, cell, alone)]
    named = [each for each in seen if len(each.written) <= LONGEST_NAME]
    return Directory.of(_members(_groups(_worth_a_party(named))))


def _worth_a_party(seen: Sequence[Seen]) -> list[Seen]:
    """Names worth a party, the most certain first: full names before abbreviations."""
    counts = Counter((each.written, each.kind) for each in seen)
    firsts = {(each.written, each.kind): each for each in reversed(seen)}
    bodies = Counter((each.written, each.kind, each.parent) for each in seen if each.parent)
    for (written, kind, parent), _ in reversed(bodies.most_common()):
        firsts[written, kind] = replace(firsts[written, kind], parent=parent)
    kept = [
        each
        for key, each in firsts.items()
        if each.kind in ("cabinet", "administration")
        or each.long_form
        or (counts[key] > 1 and _tells(each.words))
    ]
    return sorted(
        kept,
        key=lambda each: (
            _is_short(each.words),
            not each.long_form and _is_short(each.words),
            not each.words[0].kind and each.kind != "cabinet",
            -len(content(each.words)) if each.kind == "cabinet" else 0,
            -counts[each.written, each.kind],
        ),
    )


def _is_short(words: Sequence[Word]) -> bool:
    return all(is_abbreviation(word) or bool(word.kind) for word in words)


def _tells(words: Sequence[Word]) -> bool:
    return is_abbreviation(words[0]) or sum(word.capital for word in words) > 1


def _groups(names: Sequence[Seen]) -> list[_Group]:
    groups: list[_Group] = []
    for each in names:
        group = _group_of(each, groups)
        if group is None:
            groups.append(_Group([each.written], each.kind, each.parent))
            continue
        group.parent = group.parent or each.parent
        if each.written not in group.names:
            group.names.append(each.written)
    return groups


def _group_of(each: Seen, groups: Sequence[_Group]) -> _Group | None:
    """The group that a name belongs to, if exactly one."""
    same = [group for group in groups if group.kind == each.kind]
    if each.long_form:
        return next((group for group in same if each.long_form in group.names), None)
    if is_every(each.words):
        return next((group for group in same if is_every(words_of(group.names[0]))), None)
    shorts = [word for word in each.words if not word.kind]
    if len(shorts) == 1 and is_abbreviation(shorts[0]):
        named = [group for group in same if shorts[0].fold in map(_told, group.names)]
        choice = named if len(named) == 1 else same
        found = [group for group in choice if _is_short_for(each.words, shorts[0], group)]
        return found[0] if len(found) == 1 else None
    index = Index.of(
        Name.of(name, str(number), group.kind)
        for number, group in enumerate(same)
        for name in group.names
    )
    like = likest(each.words, index, index.names)
    if like.slug:
        return same[int(like.slug)]
    return _by_first_competence(each, same) if each.kind == "cabinet" else None


def _told(name: str) -> str:
    return told(words_of(name))


def _is_short_for(words: Sequence[Word], short: Word, group: _Group) -> bool:
    for name in group.names:
        long = words_of(name)
        if told(long) == short.fold:
            return not words[0].kind or words[0].kind == long[0].kind or not long[0].kind
        same_class = words[0].kind and words[0].kind == long[0].kind
        enough = len(short.fold) >= SHORTEST_ABBREVIATION or same_class
        differs = words[0].kind and long[0].kind and words[0].kind != long[0].kind
        if enough and not differs and len(long) > 1 and abbreviates(short, long, False):
            return True
    return False


def _by_first_competence(each: Seen, groups: Sequence[_Group]) -> _Group | None:
    own = content(each.words)
    found = [
        group
        for group in groups
        if any(_begins_or_ends(words_of(name), own) for name in group.names)
    ]
    return found[0] if own and len(found) == 1 else None


def _begins_or_ends(words: Sequence[Word], own: tuple[str, ...]) -> bool:
    """Whether a list of competences begins with a name, or a name ends with the whole list."""
    if not any(word.fold == AND for word in words):
        return False
    long = content(words)
    return long[: len(own)] == own or (len(long) < len(own) and own[-len(long) :] == long)


def _members(groups: Sequence[_Group]) -> Iterator[Member]:
    slugs = _slugs(groups)
    bodies = {
        name: slug
        for group, slug in zip(groups, slugs, strict=True)
        if group.kind == "administration" and not group.parent
        for name in group.names
    }
    for group, slug in zip(groups, slugs, strict=True):
        name, *aliases = dict.fromkeys(" ".join(each.split()) for each in group.names)
        parent = bodies.get(group.parent, "")
        part_of = parent if parent != slug else ""
        yield Member(slug, name, group.kind, aliases=tuple(aliases), part_of=part_of)


def _slugs(groups: Sequence[_Group]) -> list[str]:
    slugs: dict[str, None] = {}
    for group in groups:
        slugs[_free(_slug(group), slugs)] = None
    return list(slugs)


def _slug(group: _Group) -> str:
    """A name as part of an address, which has small letters without accents, digits and hyphens."""
    words = words_of(group.names[0])
    own = ["kabinet"] if group.kind == "cabinet" and not words[0].kind else []
    told = "-".join([*own, *(word.fold for word in words)]).replace("cabinet", "kabinet")
    return "-".join(re.findall("[a-z0-9]+", told))[:100].strip("-") or "partij"


def _free(slug: str, taken: Collection[str]) -> str:
    """A slug that is not taken: this one, or with the first number behind it."""
    numbered = (f"{slug}-{number}" for number in count(2))
    return slug if slug not in taken else next(each for each in numbered if each not in taken)
