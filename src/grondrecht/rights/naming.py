"""What a part of a rule is called in a reason: its label, or how it is made."""

from __future__ import annotations

from functools import lru_cache

from grondrecht.rights import wording
from grondrecht.rights.meaning import Meaning

# So many names of parts are kept: those of all measures of a law, in both languages.
NAMES = 10_000


@lru_cache(NAMES)
def name(meaning: Meaning, language: str) -> str:
    """What a part is called: its label, or how it is made."""
    if meaning.label.nl:
        return meaning.label.in_(language)
    if meaning.form == "literal":
        return wording.value_text(meaning, meaning.node.ends, language)
    names = [_part_name(meaning, at, part, language) for at, part in enumerate(meaning.parts)]
    words = wording.WORDS[language]
    if meaning.form == "group":
        return _group_name(meaning, names, language)
    if meaning.form == "compare":
        compared = wording.COMPARED_DAYS if meaning.parts[0].kind == "date" else wording.COMPARED
        return f" {compared[language][meaning.said[0]]} ".join(names)
    if meaning.form == "among":
        codes = [meaning.parts[0].options[code].in_(language) for code in meaning.said[1:]]
        without = f"{words['not']} " if meaning.said[0] == "!=" else ""
        return f"{names[0]} {without}{' / '.join(codes)}"
    if meaning.form in ("and", "or"):
        return f" {words[meaning.form]} ".join(names)
    if meaning.form == "not":
        return f"{words['not']} {names[0]}"
    if meaning.form == "if":
        order = (words["if"], words["then"], words["else"])
        return " ".join(f"{word} {text}" for word, text in zip(order, names, strict=True))
    return _arithmetic_name(meaning, names, language)


def _part_name(whole: Meaning, at: int, part: Meaning, language: str) -> str:
    """What a part is called, in brackets where it would be read otherwise without them."""
    text = name(part, language)
    return f"({text})" if _binds(part) < _needs(whole, at, part) else text


# How strongly a name holds together: a sum less than a product, a choice less than a sum.
_ARITHMETIC = {"*": 5, "/": 5, "+": 4, "-": 4}
_LOGIC = {"compare": 3, "among": 3, "not": 3, "and": 1, "or": 1, "if": 0}
_STRONGEST = 9


def _binds(meaning: Meaning) -> int:
    """How strongly what is called so holds together."""
    if meaning.label.nl:
        return _STRONGEST
    if meaning.form == "arithmetic":
        return _ARITHMETIC.get(meaning.said[0], 3)
    return _LOGIC.get(meaning.form, _STRONGEST)


def _needs(whole: Meaning, at: int, part: Meaning) -> int:
    """How strongly a part must hold together to stand in a whole as it is."""
    if whole.form in ("and", "or"):
        return 1 if part.form == whole.form else 2
    if whole.form != "arithmetic":
        return {"not": 2, "compare": 4, "if": 1}.get(whole.form, 0)
    sign = whole.said[0]
    if sign == "round" and len(whole.parts) == 2:
        sign = "/"
    # What is taken off, or divided by, is one whole: a − (b − c), and so is what − stands before.
    last = at == len(whole.parts) - 1 and sign in ("-", "/")
    return _ARITHMETIC.get(sign, 0) + int(last)


def _group_name(meaning: Meaning, names: list[str], language: str) -> str:
    op, group = meaning.said
    has_body = op != "count"
    made = wording.OVER[language][op].format(
        body=names[0] if has_body else "", group=wording.GROUPS[language][group]
    )
    where = names[1:] if has_body else names
    if not where:
        return made
    return f"{made}, {'met' if language == 'nl' else 'with'} {where[0]}"


def _arithmetic_name(meaning: Meaning, names: list[str], language: str) -> str:
    sign = meaning.said[0] if meaning.said else ""
    if sign in wording.SIGNS:
        shown = wording.SIGNS[sign]
        return f" {shown} ".join(names) if len(names) > 1 else f"{shown}{names[0]}"
    call = wording.CALLS[language][sign]
    if sign == "round":
        return f"{call} {' / '.join(names)}"
    both = f" {wording.WORDS[language]['and']} "
    return f"{call} {both.join(names)}"
