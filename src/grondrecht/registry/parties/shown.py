"""The names that cells show by themselves, for a plan that comes without party data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from grondrecht.registry.parties.contexts import LONG_NAMED, UNITS
from grondrecht.registry.parties.index import content, is_abbreviation, may_abbreviate
from grondrecht.registry.parties.pieces import is_empty, is_sentence, pieces
from grondrecht.registry.parties.words import AND, Word, language

ROLES = ("cabinet", "administration", "people_in_poverty", "other_actors")


@dataclass(frozen=True)
class Seen:
    """A name as a cell shows it, with the name it is a unit of or the abbreviation of."""

    written: str
    kind: str
    words: tuple[Word, ...] = field(compare=False)
    parent: str = ""
    long_form: str = ""


def told(words: Iterable[Word]) -> str:
    """The words of a name that tell, as one text."""
    return " ".join(content(words))


def lines(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """The lines of a cabinet's cell, each without what explains it; a line may be a list."""
    begins = [n for n, word in enumerate(words) if n == 0 or _begins_line(words, n)]
    for start, end in zip(begins, [*begins[1:], len(words)], strict=True):
        line = words[start:end]
        known = language()
        cut = next(
            (n for n, w in enumerate(line) if n and w.fold in known.trailing and not w.capital),
            len(line),
        )
        yield tuple(line[:cut])


def _begins_line(words: Sequence[Word], place: int) -> bool:
    word, before = words[place], words[place - 1]
    if before.kind:
        return False
    if word.kind and word.gap == "cut":
        return True
    if "\n" in word.between:
        return word.capital and before.fold != AND and "," not in word.between
    return word.gap == "cut" and bool(set(word.between) & set("/;–—-()"))


def names_in(path: str, words: Sequence[Word], cell: str, alone: Counter[str]) -> Iterator[Seen]:
    """The names that a cell shows; ``alone`` counts the lines of all cabinets' cells."""
    role = path.rpartition(".")[2]
    if role == "cabinet":
        parts = (part for line in lines(words) for part in _competences(line, alone))
        yield from filter(None, (_cabinet(part, words, cell) for part in parts))
    elif role in ROLES:
        yield from _bodies_in(path, role, words, cell)


def _competences(line: tuple[Word, ...], alone: Counter[str]) -> Iterator[tuple[Word, ...]]:
    """A line as it is, or the competences in it if it lists those of several cabinets."""
    cuts = [n for n, word in enumerate(line) if n and (word.gap == "cut" or word.fold == AND)]
    bounds = zip([0, *cuts], [*cuts, len(line)], strict=True)
    parts = [line[begin + (line[begin].fold == AND) : end] for begin, end in bounds]
    known = alone[told(line)] > 1 or any(word.kind for word in line)
    if len(parts) > 1 and any(alone[told(part)] for part in parts[known:] if told(part)):
        yield from parts
    else:
        yield line


def _cabinet(part: tuple[Word, ...], words: Sequence[Word], cell: str) -> Seen | None:
    """A cabinet, unless it may be a person: before a bracket, or after a comma."""
    part = _stripped(part)
    if not part or is_sentence(part) or not (is_every(part) or content(part)):
        return None
    if is_empty(part) and not is_every(part):
        return None
    after = [word for word in words if word.start >= part[-1].end][:1]
    bracket = after and "(" in after[0].between
    written = cell[part[0].start : part[-1].end]
    if (bracket or ")" in part[0].between) and not part[0].kind:
        return None
    if is_every(part) and not (len(part) == 1 or part[-1].kind or len(content(part)) < 3):
        return None
    return Seen(written, "cabinet", part)


def _stripped(words: tuple[Word, ...]) -> tuple[Word, ...]:
    known = language()
    while words and words[0].fold in known.neutral:
        if words[0].capital and not (words[1:] and words[1].kind):
            break
        words = words[1:]
    while words and (words[-1].fold == AND or words[-1].fold in known.neutral):
        words = words[:-1]
    return words


def _bodies_in(path: str, role: str, words: Sequence[Word], cell: str) -> Iterator[Seen]:
    parent: Seen | None = None
    for piece in pieces(words, set(), LONG_NAMED | UNITS):
        if piece.trails:
            continue
        for part in _apart(tuple(words[piece.start : piece.end])):
            seen = _body(path, role, part, cell, parent)
            if seen:
                yield seen
                parent = parent if seen.parent or seen.long_form else seen


def _apart(words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """Names that a word or hyphen joins: one is an abbreviation, or stands for all of a kind."""
    for place, word in enumerate(words):
        left, right = words[:place], words[place + (word.fold == AND) :]
        if not left or not right:
            continue
        both = is_abbreviation(left[-1]) and is_abbreviation(right[0])
        joined = word.fold == AND and word.gap != "join"
        one = is_abbreviation(right[0]) or is_every(right) or len(left) == 1 == len(right)
        if (joined and (one or both) and _is_body(left)) or (word.gap == "join" and both):
            yield left
            yield from _apart(_stripped(right))
            return
    yield words


def _is_body(words: Sequence[Word]) -> bool:
    return any(word.kind for word in words) or is_abbreviation(words[-1]) or len(words) > 1


def _body(
    path: str, role: str, words: tuple[Word, ...], cell: str, parent: Seen | None
) -> Seen | None:
    if not words or (is_empty(words) and not is_every(words)) or is_sentence(words):
        return None
    written = cell[words[0].start : words[-1].end]
    kind = _kind(role, words)
    bracket = parent is not None and "(" in words[0].between
    if bracket and parent and len(words) == 1 and abbreviates(words[0], parent.words, True):
        return Seen(written, parent.kind, words, long_form=parent.written)
    if bracket and not words[0].kind:
        return None
    if parent and words[0].gap == "cut" and {words[0].kind, words[-1].kind} & UNITS:
        return Seen(written, kind, words, parent=parent.written)
    if words[0].fold in language().opening and words[0].fold not in language().neutral:
        return None
    loose = not path.startswith("responsible") and not words[0].kind and len(content(words)) < 2
    if loose and not is_abbreviation(words[0]):
        return None
    return Seen(written, kind, words) if _is_name(role, words) else None


def is_every(words: Sequence[Word]) -> bool:
    """Whether words stand for all of a kind: ``alle kabinetten``."""
    return words[0].fold in language().every


def _is_name(role: str, words: Sequence[Word]) -> bool:
    if is_every(words):
        return role in ROLES[:2] and (len(words) == 1 or bool(words[-1].kind))
    if not content(words):
        return False
    return words[0].kind not in ("", "administratie", "domein") or (
        words[0].capital and not words[0].kind
    )


def _kind(role: str, words: Sequence[Word]) -> str:
    if role == "cabinet" or words[0].kind == "cabinet":
        return "cabinet"
    if role == "administration" or words[0].kind:
        return "administration"
    is_association = any(word.fold in language().association for word in words)
    return "association" if is_association else "other"


def abbreviates(short: Word, long: Sequence[Word], loosely: bool) -> bool:
    """Whether letters are the first ones of a name's words, with or without its small words."""
    if not is_abbreviation(short):
        return False
    known = language()
    main = [w for w in long if w.fold != AND and w.fold not in known.neutral]
    told = [w for w in main if not w.kind and w.fold not in known.filler]
    plain = [w for w in main if not w.kind]
    letters = {"".join(w.written[0].casefold() for w in each) for each in (long, main, told, plain)}
    if short.fold in letters:
        return True
    return loosely and may_abbreviate(short, long)
