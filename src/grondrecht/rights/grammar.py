"""Expressions: from text to a tree. docs/rights-language.md lists every word that there is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from grondrecht.rights import units
from grondrecht.rights.errors import RightsError, Words, shortened
from grondrecht.rights.sources import Source
from grondrecht.rights.units import Unit
from grondrecht.rights.written import day_of

TOKEN = re.compile(
    r"\s*(?:(?P<day>\d{4}-\d{2}-\d{2})|(?P<number>\d{1,15}(?:\.\d{1,15})?)"
    r"|(?P<name>[a-z][a-z0-9_]*)|(?P<sign><=|>=|!=|[-+*/<>=(){},%]))",
    re.ASCII,
)
MOST_TOKENS, DEEPEST, HIGHEST = 200, 12, 40
COMPARISONS = ("<=", ">=", "!=", "<", ">", "=")
ROUNDINGS = ("round_down", "round_up", "round_half_up", "round_half_even")
OVER = ("sum", "any", "all", "highest", "lowest")
GROUPS = ("household", "head", "partner", "children", "adults")
ELAPSED = ("years", "months")
JOINING = ("and", "or", "in", "then", "else", "over", "where", "to")
WORDS = frozenset((*JOINING, *ROUNDINGS, *OVER, *ELAPSED)) | {
    "not",
    "if",
    "yes",
    "no",
    "on",
    "min",
    "max",
    "count",
}
SEE = Words("docs/rights-language.md zegt wat wel kan", "docs/rights-language.md says what can")
# Beside one of these * and / belong to the unit of a number, as in 40 euro/month.
UNIT_WORDS = frozenset((*units.BASES, *units.ALSO))


class Token(NamedTuple):
    """A word or sign of an expression, and where it begins."""

    kind: str
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Expr:
    """A node of the tree: what is done, to what; a value where it is one."""

    op: str
    parts: tuple[Expr, ...] = ()
    value: object = None
    at: int = field(default=0, compare=False)

    @property
    def height(self) -> int:
        """How many stand below each other."""
        return 1 + max((part.height for part in self.parts), default=0)


class Number(NamedTuple):
    """A literal: its value in the unit's own bases."""

    value: Fraction
    unit: Unit


def parsed(source: Source) -> Expr:
    """The tree of an expression. Raises RightsError with the place of what is wrong."""
    reader = _Reader(source, _tokens(source))
    tree = reader.either()
    reader.done()
    if tree.height > HIGHEST:
        raise RightsError(
            f"This expression goes on for more than {HIGHEST} steps; divide it into terms.",
            f"Deze uitdrukking telt meer dan {HIGHEST} stappen na elkaar; verdeel ze in terms.",
            source.place,
        )
    return tree


def _tokens(source: Source) -> list[Token]:
    tokens, at = [], 0
    text = source.text.rstrip()
    while at < len(text):
        found = TOKEN.match(text, at)
        if found is None:
            raise RightsError(
                f"An expression cannot have {text[at:].strip()[:1]!r}; {SEE.en}.",
                f"In een uitdrukking kan {text[at:].strip()[:1]!r} niet staan; {SEE.nl}.",
                source.at(at),
            )
        kind = found.lastgroup or ""
        tokens.append(Token(kind, found[kind], found.start(kind)))
        at = found.end()
    if len(tokens) > MOST_TOKENS:
        raise RightsError(
            f"This expression has more than {MOST_TOKENS} words; divide it into terms.",
            f"Deze uitdrukking heeft meer dan {MOST_TOKENS} woorden; verdeel ze in terms.",
            source.place,
        )
    return tokens


class _Reader:
    """Reads tokens from the left; each method reads what binds at least as strongly as it says."""

    def __init__(self, source: Source, tokens: list[Token]) -> None:
        self.source, self.tokens, self.next, self.depth = source, tokens, 0, 0

    def either(self) -> Expr:
        return self._chain("or", self.both)

    def both(self) -> Expr:
        return self._chain("and", self.negated)

    def negated(self) -> Expr:
        at = self._at()
        if not self._take("not"):
            return self.compared()
        return Expr("not", (self._deeper(self.negated),), at=at)

    def compared(self) -> Expr:
        left, at = self.added(), self._at()
        if self._take("in"):
            return Expr("among", (left,), self._options(), at)
        for sign in COMPARISONS:
            if self._take(sign):
                return Expr(sign, (left, self.added()), at=at)
        return left

    def added(self) -> Expr:
        left = self.multiplied()
        while self._peek() in ("+", "-"):
            token = self._step()
            left = Expr(token.text, (left, self.multiplied()), at=token.at)
        return left

    def multiplied(self) -> Expr:
        left = self.single()
        while self._peek() in ("*", "/"):
            token = self._step()
            left = Expr(token.text, (left, self.single()), at=token.at)
        return left

    def single(self) -> Expr:
        at = self._at()
        if self._take("-"):
            return Expr("negative", (self._deeper(self.single),), at=at)
        if self._take("("):
            inner = self._deeper(self.either)
            self._need(")")
            return inner
        token = self._step()
        if token.kind == "number":
            return self._number(token)
        if token.kind == "day":
            return Expr("day", value=day_of(token.text, self.source.at(at)), at=at)
        if token.kind == "name":
            return self._word(token)
        raise self._unexpected(token)

    def _word(self, token: Token) -> Expr:
        word, at = token.text, token.at
        if word in ("yes", "no"):
            return Expr("flag", value=word == "yes", at=at)
        if word == "on":
            return Expr("on", at=at)
        if word == "if":
            return self._deeper(lambda: self._if(at))
        if word in WORDS:
            return self._deeper(lambda: self._call(token))
        return Expr("name", value=word, at=at)

    def _if(self, at: int) -> Expr:
        when = self.either()
        self._need("then")
        then = self.either()
        self._need("else")
        return Expr("if", (when, then, self.either()), at=at)

    def _call(self, token: Token) -> Expr:
        word, at = token.text, token.at
        if word in JOINING or word == "not":
            raise self._unexpected(token)
        self._need("(")
        if word == "count":
            made = self._over("count", (), at)
        elif word in OVER:
            inner = self.either()
            self._need("over")
            made = self._over(word, (inner,), at)
        elif word in ROUNDINGS or word in ELAPSED:
            made = Expr(word, self._two("to"), at=at)
        else:
            made = Expr(word, self._two(","), at=at)
        self._need(")")
        return made

    def _two(self, between: str) -> tuple[Expr, Expr]:
        first = self.either()
        self._need(between)
        return first, self.either()

    def _over(self, word: str, inner: tuple[Expr, ...], at: int) -> Expr:
        group = self._step()
        if group.text not in GROUPS:
            raise RightsError(
                f"{shortened(group.text)} is no group; write {', '.join(GROUPS)}.",
                f"{shortened(group.text)} is geen groep; schrijf {', '.join(GROUPS)}.",
                self.source.at(group.at),
            )
        where = (self.either(),) if self._take("where") else ()
        return Expr(word, (*inner, *where), (group.text, bool(where)), at)

    def _options(self) -> tuple[str, ...]:
        self._need("{")
        names = [self._step().text]
        while self._take(","):
            names.append(self._step().text)
        self._need("}")
        return tuple(names)

    def _number(self, token: Token) -> Expr:
        value = Fraction(token.text)
        if self._take("%"):
            return Expr("number", value=Number(value / 100, units.NONE), at=token.at)
        words = []
        if self._peek() in UNIT_WORDS:
            words.append(self._step().text)
            while self._peek() in ("*", "/") and self._peek(1) in UNIT_WORDS:
                words += [self._step().text, self._step().text]
        if not words:
            return Expr("number", value=Number(value, units.NONE), at=token.at)
        unit, factor = units.parsed("".join(words), self.source.at(token.at))
        return Expr("number", value=Number(value * factor, unit), at=token.at)

    def _chain(self, word: str, part: object) -> Expr:
        read = part
        assert callable(read)
        at, parts = self._at(), [read()]
        while self._take(word):
            parts.append(read())
        return parts[0] if len(parts) == 1 else Expr(word, tuple(parts), at=at)

    def _deeper(self, part: object) -> Expr:
        assert callable(part)
        self.depth += 1
        if self.depth > DEEPEST:
            raise RightsError(
                f"This is nested deeper than {DEEPEST}; divide it into terms.",
                f"Dit zit dieper genest dan {DEEPEST}; verdeel het in terms.",
                self.source.at(self._at()),
            )
        made: Expr = part()
        self.depth -= 1
        return made

    def _peek(self, ahead: int = 0) -> str:
        at = self.next + ahead
        return self.tokens[at].text if at < len(self.tokens) else ""

    def _at(self) -> int:
        return self.tokens[self.next].at if self.next < len(self.tokens) else len(self.source.text)

    def _take(self, text: str) -> bool:
        if self._peek() != text:
            return False
        self.next += 1
        return True

    def _step(self) -> Token:
        if self.next == len(self.tokens):
            raise self._halfway()
        self.next += 1
        return self.tokens[self.next - 1]

    def _need(self, text: str) -> None:
        at, found = self._at(), shortened(self._peek())
        if not found:
            raise self._halfway()
        if not self._take(text):
            raise RightsError(
                f"Write {text!r} here, and not {found!r}.",
                f"Schrijf hier {text!r}, en niet {found!r}.",
                self.source.at(at),
            )

    def _halfway(self) -> RightsError:
        return RightsError(
            "The expression stops halfway; finish it.",
            "De uitdrukking stopt halverwege; maak ze af.",
            self.source.at(len(self.source.text)),
        )

    def _unexpected(self, token: Token) -> RightsError:
        number = self.tokens.index(token)
        if token.text == "," and number and self.tokens[number - 1].kind == "number":
            return RightsError(
                "A number is written with a point; write 1530.50 instead of 1530,50.",
                "Een getal wordt met een punt geschreven; schrijf 1530.50 in plaats van 1530,50.",
                self.source.at(token.at),
            )
        said = shortened(token.text)
        return RightsError(
            f"{said!r} cannot stand here; {SEE.en}.",
            f"{said!r} kan hier niet staan; {SEE.nl}.",
            self.source.at(token.at),
        )

    def done(self) -> None:
        if self.next < len(self.tokens):
            raise self._unexpected(self.tokens[self.next])
