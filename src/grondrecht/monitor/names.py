"""What the columns of a survey are called: a role to the names it may have, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from typing import Protocol, Self

from grondrecht.monitor.errors import SurveyError
from grondrecht.monitor.shipped import shipped

Names = Mapping[str, tuple[str, ...]]


class Holds(Protocol):
    """What may have a column for a role: a survey, or the columns of rows that are not read yet."""

    def has(self, role: str, /) -> bool:
        """Whether some column plays a role."""


@cache
def eu_silc() -> Names:
    """The names of EU-SILC variables, per role, best first; none where we work it out ourselves."""
    return _flat(shipped("eu-silc")["names"])


def _flat(table: Mapping[str, object]) -> Names:
    flat: dict[str, tuple[str, ...]] = {}
    for role, given in table.items():
        if isinstance(given, Mapping):
            flat |= _flat(given)
        else:
            flat[role] = tuple(given)  # type: ignore[arg-type]
    return flat


@dataclass(frozen=True)
class Roles:
    """Which of the columns of a table plays which role: the one said, else one of a known name."""

    columns: Sequence[str]
    said: Mapping[str, str]
    names: Names
    found: dict[str, str | None] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, columns: Sequence[str], said: Mapping[str, str], names: Names | None) -> Self:
        """The roles of a table, by the names of EU-SILC where none are given.

        Raises SurveyError where what was said is no role, or a column that is not there, and where
        two columns differ only in case and none has the very name.
        """
        made = cls(columns, said, eu_silc() if names is None else names)
        for role, column in said.items():
            made._refuse_unknown(role)
            if not isinstance(column, str):
                raise SurveyError(
                    f"{role}={column!r} is no name of a column; write it as a text.",
                    f"{role}={column!r} is geen naam van een kolom; schrijf die als tekst.",
                )
            made.column(role)
        return made

    def column(self, role: str) -> str | None:
        """The name of the column that plays a role, or None."""
        if role not in self.found:
            self.found[role] = self._column(role)
        return self.found[role]

    def _column(self, role: str) -> str | None:
        said = self.said.get(role)
        for name in (role, *self.names.get(role, ())) if said is None else (said,):
            column = column_called(name, self.columns)
            if column is not None:
                return column
        if said is None:
            return None
        some = ", ".join(self.columns[:12])
        raise SurveyError(
            f"There is no column {said} for {role}; the columns are {some}.",
            f"Er is geen kolom {said} voor {role}; de kolommen zijn {some}.",
        )

    def has(self, *roles: str) -> bool:
        """Whether a column plays each of the roles."""
        return all(self.column(role) is not None for role in roles)

    def named(self, role: str) -> str:
        """The name of the column that plays a role. Raises SurveyError where none does."""
        column = self.column(role)
        if column is None:
            tried = ", ".join(self.names.get(role, ())) or role
            raise SurveyError(
                f"No column is {role}; say {role}=…, or name it {tried}.",
                f"Geen kolom is {role}; zeg {role}=…, of noem ze {tried}.",
            )
        return column

    def _refuse_unknown(self, role: str) -> None:
        """A role that nothing asks for would leave its column unread, without a word."""
        known = dict.fromkeys((*eu_silc(), *self.names))
        if role in known or role == self.said[role]:
            return
        near = ", ".join(get_close_matches(role, known, 3, 0.5) or list(known)[:12])
        raise SurveyError(
            f"{role} is no role that a column can play; there is {near}. A column to break down by"
            " needs none: it has its own name.",
            f"{role} is geen rol die een kolom kan spelen; er is {near}. Een kolom om naar uit te"
            " splitsen heeft er geen nodig: ze heeft haar eigen naam.",
        )


def column_called(name: str, columns: Sequence[str]) -> str | None:
    """The column of exactly a name, else the one that differs from it only in case, else None.

    Raises SurveyError where two columns do.
    """
    if name in columns:
        return name
    like = [column for column in columns if column.casefold() == name.casefold()]
    if len(like) > 1:
        both = ", ".join(like)
        raise SurveyError(
            f"The columns {both} differ only in case, so {name} may be either; rename one.",
            f"De kolommen {both} verschillen enkel in hoofdletters, dus {name} kan elk van ze zijn;"
            " hernoem er één.",
        )
    return like[0] if like else None
