"""Rules about what an action is known by: its code, the lists of codes, its title and summary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.model import Form, LegendEntry, Plan
from grondrecht.plan.quality.rules import (
    Remark,
    Rule,
    folded,
    listed,
    name_of,
)

_LONG = 20  # words a text must have before its coming back elsewhere is no accident


def duplicate_code(plan: Plan) -> Iterator[Remark]:
    """Every form after the first with the same code, and where the two differ."""
    first: dict[ActionCode, Form] = {}
    for form in plan.actions:
        earlier = first.setdefault(form.code, form)
        if earlier is not form:
            yield _duplicate(earlier, form)


def _duplicate(earlier: Form, form: Form) -> Remark:
    where = earlier.source.first_line
    nl = f"De code {form.code} is al gebruikt" + (f" (regel {where})" if where else "")
    en = f"The code {form.code} was used before" + (f" (line {where})" if where else "")
    fields = differing_fields(earlier, form)
    if not fields:
        return Remark(form, "", f"{nl}: de fiche staat er tweemaal, woord voor woord gelijk.",
                      f"{en}: the form stands there twice, the same to the word.")  # fmt: skip
    names = [name_of(form, path) for path in fields]
    return Remark(
        form, fields[0], f"{nl}; de twee fiches verschillen in {listed([n[0] for n in names])}.",
        f"{en}; the two forms differ in {listed([n[1] for n in names], 'and')}.",
    )  # fmt: skip


def differing_fields(one: Form, other: Form) -> list[str]:
    """The paths of the fields of the second form that are not word for word those of the first."""
    words = {path: folded(text) for path, text in one.texts()}
    differing = [path for path, text in other.texts() if words.get(path, "") != folded(text)]
    periods = [[folded(m.period.text) for m in form.milestones] for form in (one, other)]
    if periods[0] != periods[1] and not any(path.startswith("milestones") for path in differing):
        differing.append("milestones")
    return differing


def sequence_gap(plan: Plan) -> Iterator[Remark]:
    """Numbers that a series of codes leaves out, from 1 to its highest."""
    series: dict[tuple[str, ...], dict[int, Form]] = {}
    for form in plan.actions:
        number = form.code.sequence
        if number.isascii() and number.isdigit():
            series.setdefault(form.code.series, {}).setdefault(int(number), form)
    for forms in series.values():
        gaps = _gaps(sorted(forms))
        if sum(last - first + 1 for first, last in gaps) <= len(forms):
            for gap in gaps:
                yield _missing_codes(forms, *gap)


def _gaps(numbers: list[int]) -> list[tuple[int, int]]:
    pairs = zip([0, *numbers], numbers, strict=False)
    return [(before + 1, after - 1) for before, after in pairs if after > before + 1]


def _missing_codes(forms: dict[int, Form], first: int, last: int) -> Remark:
    form = forms[last + 1]
    ends = [
        str(ActionCode((*form.code.series, str(number).zfill(len(form.code.sequence)))))
        for number in sorted({first, last})
    ]
    nl, en = " t/m ".join(ends), " to ".join(ends)
    return Remark(
        form, "", f"In de nummering voor {form.code} ontbreekt {nl}.",
        f"In the numbering before {form.code}, {en} is missing.",
    )  # fmt: skip


def code_outside_legend(plan: Plan) -> Iterator[Remark]:
    """Codes whose right or office the document's own lists do not have."""
    lists = (
        (plan.legend.rights, "grondrecht", "right"),
        (plan.legend.offices, "ambt", "office"),
    )
    for entries, nl, en in lists:
        known = {entry.code for entry in entries}
        for form in plan.actions if known else ():
            segment = str(getattr(form.code, en))
            if segment and segment not in known:
                yield Remark(
                    form, "", f"De code {form.code} noemt {nl} {segment}, dat niet in de lijst "
                    "van het document staat.",
                    f"The code {form.code} names {en} {segment}, which the document's list does "
                    "not have.",
                )  # fmt: skip


def unused_legend(plan: Plan) -> Iterator[Remark]:
    """Rights and offices of the lists that no action has."""
    if plan.actions:
        rights = {form.code.right for form in plan.actions}
        offices = {form.code.office for form in plan.actions}
        yield from _unused(plan.legend.rights, rights, "grondrecht", "right")
        yield from _unused(plan.legend.offices, offices, "ambt", "office")


def _unused(entries: Iterable[LegendEntry], used: set[str], nl: str, en: str) -> Iterator[Remark]:
    for entry in entries:
        if entry.code not in used:
            yield Remark(
                None, "", f"Geen enkele actie draagt {nl} {entry.code} ({folded(entry.name)}).",
                f"No action has {en} {entry.code} ({folded(entry.name)}).",
            )  # fmt: skip


def _shared(
    words: Callable[[Form], str], least: int, nl: str, en: str
) -> Callable[[Plan], Iterator[Remark]]:
    """A rule's function: forms that share a text of at least so many words with another code."""

    def look(plan: Plan) -> Iterator[Remark]:
        groups: dict[str, list[Form]] = {}
        for form in plan.actions:
            text = folded(words(form)).casefold()
            if len(text.split()) >= least:
                groups.setdefault(text, []).append(form)
        for forms in groups.values():
            yield from _same(forms, nl, en)

    return look


def _same(forms: list[Form], nl: str, en: str) -> Iterator[Remark]:
    codes = sorted({form.code for form in forms})
    for form in forms if len(codes) > 1 else ():
        others = [str(code) for code in codes if code != form.code][:5]
        yield Remark(
            form, "", f"{nl} staat ook bij {listed(others)}.",
            f"{en} also stands with {listed(others, 'and')}.",
        )  # fmt: skip


RULES = (
    Rule(
        "duplicate-code", "error",
        "Code tweemaal gebruikt", "Code used twice",
        "Een code hoort bij één fiche. Staat dezelfde fiche er tweemaal, schrap er een; "
        "verschillen ze, beslis welke geldt. De melding noemt de velden die verschillen.",
        "A code belongs to one form. Where the same form stands there twice, drop one; where they "
        "differ, decide which holds. The finding names the fields that differ.",
        duplicate_code,
    ),
    Rule(
        "sequence-gap", "note",
        "Gat in de nummering", "Gap in a sequence",
        "Een nummer in de reeks ontbreekt: geschrapt, verplaatst of vergeten? Reeksen met meer "
        "gaten dan nummers tellen niet mee.",
        "A number of the series is missing: dropped, moved or forgotten? A series with more gaps "
        "than numbers does not count.",
        sequence_gap,
    ),
    Rule(
        "code-outside-legend", "error",
        "Code buiten de lijst", "Code outside the list",
        "De code gebruikt een grondrecht of ambt dat de lijst vooraan in het document niet heeft.",
        "The code uses a right or office that the list at the front of the document does not have.",
        code_outside_legend,
    ),
    Rule(
        "unused-legend-entry", "note",
        "Grondrecht of ambt zonder actie", "Right or office without an action",
        "De lijst van het document heeft een grondrecht of ambt waarvoor geen enkele actie is.",
        "The document's list has a right or office for which there is no action.",
        unused_legend,
    ),
    Rule(
        "shared-title", "note",
        "Zelfde titel", "Same title",
        "Twee codes dragen dezelfde titel: is het één actie, of is een titel te ruim?",
        "Two codes carry the same title: is it one action, or is a title too wide?",
        _shared(lambda form: form.title, 1, "Dezelfde titel", "The same title"),
    ),
    Rule(
        "shared-text", "note",
        "Zelfde korte inhoud", "Same summary",
        f"Twee codes dragen woord voor woord dezelfde korte inhoud (van {_LONG} woorden of meer): "
        "één actie, of een tekst te veel overgenomen?",
        f"Two codes carry the same summary to the word (of {_LONG} words or more): is it one "
        "action, or was a text copied too often?",
        _shared(lambda form: form.summary, _LONG, "Dezelfde korte inhoud", "The same summary"),
    ),
)  # fmt: skip
