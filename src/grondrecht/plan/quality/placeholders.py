"""The rule about words that hold the place of an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grondrecht.plan.model import Plan
from grondrecht.plan.quality.rules import Remark, Rule, folded, listed, name_of, shown, texts

_LATER = r"(?:nog|noch|nader|verder|later|jaarlijks)"
_TO_DO = (
    r"te (?:bepalen|onderzoeken|bekijken|bezien|preciseren|verduidelijken|concretiseren"
    r"|defini[eë]ren|bespreken|berekenen|ramen|begroten|beslissen)"
)
_TO_FILL = r"(?:(?:in|aan) te vullen|vast te (?:leggen|stellen)|af te spreken)"
PLACEHOLDERS = (
    rf"{_LATER} {_TO_DO}",
    rf"(?:nog|noch|nader|later) (?:{_TO_FILL}|uit te werken)",
    r"nog niet (?:bepaald|gekend|bekend|beslist|duidelijk|vastgelegd|ingevuld)",
    r"nog on(?:duidelijk|bekend)",
    r"(?:wordt|worden) (?:nog|later|nog later) (?:bepaald|ingevuld|aangevuld|vastgelegd|beslist)",
    r"niet gedefinieerd",
    r"n\.? ?t\.? ?b\.?|n\.? ?n\.? ?b\.?",
    r"(?:still )?to be (?:determined|decided|defined|confirmed|completed|agreed|filled in)|tbd",
    r"not yet (?:known|determined|decided|defined)",
    r"lorem ipsum",
    r"x{1,3} ?%",
    r"xx+",
    r"x (?:euro|eur)",
)
"""Words that hold the place of an answer, wherever they stand (whole words, any case)."""
CLAUSE_PLACEHOLDERS = (
    _TO_DO,
    _TO_FILL,
    r"in afwachting",
    r"p\.? ?m\.?",
    r"pro memorie",
    r"onbekend",
    r"volgt (?:nog|later)",
    r"unknown",
    r"to follow",
)
"""Words that do so only as a clause of their own: inside a sentence they mean something else."""
_ANYWHERE = re.compile(
    rf"(?<![\w.])(?:{'|'.join(PLACEHOLDERS)})(?!\w)"
    r"|€ ?x\b|(?:€|euro|%) ?(?:…|\.{3})|(?:…|\.{3}) ?(?:€|euro|%)|\?{2,}"
    r"|[\[<](?:bedrag|datum|naam|getal|aantal|invullen|amount|date|name|number|fill in)[\]>]"
)
_CLAUSE = re.compile(
    rf"(?:^|(?<=[:;.,()•–-])|(?<=[:;.,()•–-] ))(?:{'|'.join(CLAUSE_PLACEHOLDERS)})(?!\w)"
    r"(?P<ends>\s*(?:$|[:;.,()•–-]))?"
)
# "Om dit verder te onderzoeken" is a task and leaves nothing open.
_PURPOSE = re.compile(r"\b(?:om|door|zonder|teneinde)\b[^.;:!?]*$")
_BEFORE = 80  # characters before a placeholder in which such a word is looked for
_SHORT = 12  # words; in a longer cell a clause must also end where the placeholder does
# A cheap look before the expensive one: no placeholder is without one of these.
_HINTS = re.compile(
    r"ntb|nnb|n\.t|n\.n|n\. t|n\. n|n t b|n n b|tbd|xx|x%|x %|x e|€ x|€x|…|\.\.|\?\?|nog "
    r"|nader |later |niet gedef|not yet|to be |to follow|lorem|in afw"
    r"|pm|p m|p\.m|p\. m|pro mem|nbekend|unknown|\[|<"
)
_TO_HINT = re.compile(r"te (?:be|ond|prec|verd|conc|defin|ram|vul|leg|stel|spr)")


def placeholders(text: str) -> list[str]:
    """The placeholders in a text, in its own words, each once, in their order."""
    words = folded(text)
    small = words.casefold()
    if not (_HINTS.search(small) or _TO_HINT.search(small)):
        return []
    found = sorted({*_anywhere(small), *_clauses(small)})
    if len(small) != len(words):  # folding the case of rare letters changes the offsets
        words = small
    kept = {words[start:end]: None for start, end in found}
    return [word for word in kept if not any(word != other and word in other for other in kept)]


def _anywhere(text: str) -> Iterator[tuple[int, int]]:
    """Where the words stand that leave an answer open in any sentence."""
    for match in _ANYWHERE.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if not _PURPOSE.search(before):
            yield match.span()


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """Where the words stand that do so as a clause of their own."""
    short = len(text.split()) <= _SHORT
    for match in _CLAUSE.finditer(text):
        if short or match["ends"] is not None:
            yield match.start(), match.end() - len(match["ends"] or "")


def placeholder(plan: Plan) -> Iterator[Remark]:
    """Fields whose words hold the place of an answer."""
    for form, path, text in texts(plan):
        if found := placeholders(text):
            nl, en = name_of(form, path)
            words = [shown(word) for word in found]
            yield Remark(
                form, path, f"Het veld '{nl}' laat het antwoord open: {listed(words)}.",
                f"The field '{en}' leaves the answer open: {listed(words, 'and')}.",
            )  # fmt: skip


RULES = (
    Rule(
        "placeholder", "warning",
        "Antwoord opengelaten", "Answer left open",
        "Er staat een plaatshouder (zoals 'nog te bepalen', 'te onderzoeken', 'p m', 'X%') waar "
        "een antwoord hoort. Vul het aan, of zeg wie het wanneer beslist.",
        "A placeholder ('to be determined', 'p m', 'X%') stands where an answer should. Fill it "
        "in, or say who decides when.",
        placeholder,
    ),
)  # fmt: skip
