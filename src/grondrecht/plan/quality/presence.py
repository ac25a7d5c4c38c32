"""Rules about what a form should have and has not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from grondrecht.plan.model import Form, Plan
from grondrecht.plan.quality.rules import (
    FIELDS,
    Remark,
    Rule,
    filler,
    folded,
    is_blank,
    is_denial,
    listed,
    per_form,
    shown,
    value_of,
)

_MANY = 3  # forms that must all leave a field empty before the layout is held not to have it


def _empty_field(path: str) -> Callable[[Plan], Iterator[Remark]]:
    """A rule's function: the forms in which the field is empty."""
    nl, en = FIELDS[path]

    def look(plan: Plan) -> Iterator[Remark]:
        lacking = (_lacking(form, path) for form in plan.actions if is_blank(value_of(form, path)))
        yield from per_form(plan, lacking, f"vult '{nl}' in", f"fills in '{en}'", path)

    return look


def _lacking(form: Form, path: str) -> Remark:
    (nl, en), value = FIELDS[path], value_of(form, path)
    said_nl, said_en = filler(value, "niets"), filler(value, "nothing")
    return Remark(
        form, path, f"Het veld '{nl}' is leeg: er staat {said_nl}.",
        f"The field '{en}' is empty: it holds {said_en}.",
    )  # fmt: skip


def missing_owner(plan: Plan) -> Iterator[Remark]:
    """No responsible cabinet; says whether there is an administration."""
    lacking = (
        _without_cabinet(form) for form in plan.actions if is_blank(form.responsible.cabinet)
    )
    path = "responsible.cabinet"
    yield from per_form(
        plan, lacking, "noemt een verantwoordelijk kabinet", "names a responsible cabinet", path
    )


def _without_cabinet(form: Form) -> Remark:
    administration = form.responsible.administration
    if is_blank(administration):
        nl = "Niemand is verantwoordelijk: kabinet en administratie zijn beide leeg."
        en = "Nobody is responsible: cabinet and administration are both empty."
    else:
        nl = f"Er is geen verantwoordelijk kabinet, wel een administratie: {shown(administration)}."
        en = f"There is no responsible cabinet, only an administration: {shown(administration)}."
    return Remark(form, "responsible.cabinet", nl, en)


def missing_administration(plan: Plan) -> Iterator[Remark]:
    """A responsible cabinet without an administration."""
    path = "responsible.administration"
    lacking = (
        Remark(
            form,
            path,
            f"Er is een kabinet ({shown(form.responsible.cabinet)}), maar geen administratie.",
            f"There is a cabinet ({shown(form.responsible.cabinet)}), but no administration.",
        )
        for form in plan.actions
        if is_blank(form.responsible.administration) and not is_blank(form.responsible.cabinet)
    )
    yield from per_form(
        plan,
        lacking,
        "noemt een verantwoordelijke administratie",
        "names a responsible administration",
        path,
    )


def missing_involvement(plan: Plan) -> Iterator[Remark]:
    """People in poverty take no part: an empty cell, or one that says no."""
    path = "involved.people_in_poverty"
    lacking = (
        _uninvolved(form)
        for form in plan.actions
        if is_blank(form.involved.people_in_poverty) or is_denial(form.involved.people_in_poverty)
    )
    yield from per_form(
        plan,
        lacking,
        "zegt hoe mensen in armoede betrokken worden",
        "says how people in poverty are involved",
        path,
    )


def _uninvolved(form: Form) -> Remark:
    said = form.involved.people_in_poverty
    return Remark(
        form,
        "involved.people_in_poverty",
        f"Nergens blijkt dat mensen in armoede betrokken zijn: er staat {filler(said, 'niets')}.",
        f"Nothing shows that people in poverty are involved: it says {filler(said, 'nothing')}.",
    )


def empty_cells(plan: Plan) -> Iterator[Remark]:
    """One remark a form: which of its cells are empty and what fills them."""
    used = [path for path in FIELDS if _in_use(plan, path)]
    for form in plan.actions:
        empty = [path for path in used if is_blank(value_of(form, path))]
        if empty:
            nl, en = (_cells(form, empty, language) for language in (0, 1))
            yield Remark(form, empty[0], f"Leeg: {nl}.", f"Empty: {en}.")


def _in_use(plan: Plan, path: str) -> bool:
    """Whether the layout has the field: some form fills it, or there are too few to tell."""
    return len(plan.actions) < _MANY or any(folded(value_of(form, path)) for form in plan.actions)


def _cells(form: Form, paths: list[str], language: int) -> str:
    nothing = ("niets", "nothing")[language]
    return listed(
        [f"{FIELDS[path][language]} ({filler(value_of(form, path), nothing)})" for path in paths],
        ("en", "and")[language],
    )


RULES = (
    Rule(
        "missing-title", "warning",
        "Geen titel", "No title",
        "Zonder titel weet niemand waarover de actie gaat. Neem de titel over uit het document.",
        "Without a title nobody knows what the action is about. Take it from the source document.",
        _empty_field("title"),
    ),
    Rule(
        "missing-owner", "warning",
        "Geen verantwoordelijk kabinet", "No responsible cabinet",
        "Elke actie heeft een kabinet dat ervoor instaat. Vul het in; noem er een als het er meer "
        "zijn.",
        "Every action has a cabinet that answers for it. Name one, also where several take part.",
        missing_owner,
    ),
    Rule(
        "missing-administration", "warning",
        "Kabinet zonder administratie", "Cabinet without an administration",
        "Er is een kabinet, maar geen dienst die de actie uitvoert en erover rapporteert.",
        "There is a cabinet, but no service that carries the action out and reports on it.",
        missing_administration,
    ),
    Rule(
        "missing-commitment", "warning",
        "Geen budgettair engagement", "No commitment",
        "De fiche zegt niet met welk geld de actie wordt betaald. 'Geen' is een antwoord, leeg "
        "niet.",
        "The form does not say what pays for the action. 'None' is an answer, an empty cell not.",
        _empty_field("budget"),
    ),
    Rule(
        "missing-indicator", "warning",
        "Geen evaluatie of indicator", "No evaluation or indicator",
        "De fiche zegt niet waaraan men zal zien of de actie slaagt.",
        "The form does not say how one will see whether the action succeeds.",
        _empty_field("evaluation"),
    ),
    Rule(
        "missing-involvement", "warning",
        "Mensen in armoede niet betrokken", "People in poverty not involved",
        "De cel is leeg of zegt dat er geen betrokkenheid is. Zeg wie meedoet, in welke fase, en "
        "wat ermee gebeurt.",
        "The cell is empty or says that nobody is involved. Say who takes part, when, and what "
        "is done with it.",
        missing_involvement,
    ),
    Rule(
        "missing-summary", "warning",
        "Geen korte inhoud", "No summary",
        "De fiche beschrijft de actie niet.",
        "The form does not describe the action.",
        _empty_field("summary"),
    ),
    Rule(
        "empty-cell", "note",
        "Lege cellen", "Empty cells",
        "Somt per fiche de cellen op die leeg zijn of alleen een teken als '/' of '-' dragen, met "
        "wat er staat. Een veld dat de opmaak niet kent telt niet mee.",
        "Lists per form the cells that are empty or hold a mark such as '/' or '-', with what is "
        "there. A field that the layout does not have is left out.",
        empty_cells,
    ),
)  # fmt: skip
