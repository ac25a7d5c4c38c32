"""Rules about offices: whether the forms bear out what the document's list says of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from grondrecht.plan.model import LegendEntry, Plan
from grondrecht.plan.quality.evidence import (
    ENOUGH,
    TITLES,
    Domain,
    Evidence,
    cabinets,
    domains,
    domains_in,
    evidence,
    marks,
    whole,
    words_of,
)
from grondrecht.plan.quality.rules import Remark, Rule, folded, listed, shown

_SEEN = 3  # forms a domain must have had before one elsewhere stands out


def contradicted_offices(plan: Plan) -> Iterator[Remark]:
    """Offices whose printed holder the forms contradict, or cannot bear out in a list that errs."""
    found, seen = evidence(plan), _seen(plan)
    held = {code: proof.office() for code, proof in found.items()}
    wrong = {
        code
        for code, office in held.items()
        if office and office != code and found[code].votes[office] >= ENOUGH
    }
    taken = {held[code]: code for code in sorted(wrong)}
    right = {code for code, office in held.items() if office == code}
    errs = (wrong | set(taken)) - right
    for entry in plan.legend.offices:
        code = entry.code
        reasons = [_elsewhere(code, found[code])] if code in wrong else []
        if code in taken and code not in right:
            reasons.append(_another(taken[code], code, found[taken[code]], plan))
        if not reasons and len(errs) > len(right) and code not in right:
            reasons = [_unproven(errs)]
        if reasons and (code in seen or code in wrong):
            cells = seen.get(code, Counter())
            yield _contradiction(entry, cells, reasons, "error" if code in errs else "warning")


Pair = tuple[str, str]


def _elsewhere(code: str, proof: Evidence) -> Pair:
    office = proof.office()
    forms = sorted(proof.forms[office])[:3]
    nl, en = listed(forms), listed(forms, "and")
    return (
        f"de naam van {code} hoort in de fiches bij ambt {office} ({nl})",
        f"the forms tie the name of {code} to office {office} ({en})",
    )


def _another(holder: str, code: str, proof: Evidence, plan: Plan) -> Pair:
    name = next(entry.name for entry in plan.legend.offices if entry.code == holder)
    forms = sorted(proof.forms[code])[:3]
    nl, en = listed(forms), listed(forms, "and")
    return (
        f"de fiches noemen hier {shown(name, 90)}, volgens de lijst ambt {holder} ({nl})",
        f"the forms name {shown(name, 90)} here, office {holder} in the list ({en})",
    )


def _unproven(errs: set[str]) -> Pair:
    nl, en = listed(sorted(errs)), listed(sorted(errs), "and")
    return (
        f"geen fiche bevestigt dit en de lijst klopt ook niet voor ambt {nl}",
        f"no form bears this out, and the list is wrong for office {en} too",
    )


def _contradiction(
    entry: LegendEntry, cells: Counter[str], reasons: list[Pair], level: str
) -> Remark:
    counts = sorted(cells.items(), key=lambda item: (-item[1], item[0]))
    kinds = ", ".join(f"{name} ({count})" for name, count in counts)
    nl = f"de fiches noemen als kabinet {kinds}" if kinds else "geen fiche draagt dit ambt"
    en = f"its forms name as cabinet {kinds}" if kinds else "no form has this office"
    name = shown(entry.name, 120)
    return Remark(
        None, "legend.offices",
        f"Ambt {entry.code} is volgens de lijst {name}, maar {nl}; "
        f"{'; '.join(reason[0] for reason in reasons)}.",
        f"Office {entry.code} is {name} in the list, but {en}; "
        f"{'; '.join(reason[1] for reason in reasons)}.",
        level,
    )  # fmt: skip


def _seen(plan: Plan) -> dict[str, Counter[str]]:
    """Per office the cabinets that its forms name with their counts, in their usual spelling."""
    spellings: dict[str, Counter[str]] = {}
    seen: dict[str, Counter[str]] = {}
    for form in plan.actions:
        for name in cabinets(form.responsible.cabinet):
            spellings.setdefault(name.casefold(), Counter())[name] += 1
            seen.setdefault(form.code.office, Counter())[name.casefold()] += 1
    usual = {
        key: min(counts, key=lambda name: (-counts[name], name))
        for key, counts in spellings.items()
    }
    return {
        office: Counter({usual[key]: count for key, count in counts.items()})
        for office, counts in seen.items()
    }


def foreign_cabinet(plan: Plan) -> Iterator[Remark]:
    """Forms whose responsible cabinets all have their home under another office."""
    known, names = domains(plan), marks(plan.legend.offices)
    for form in plan.actions:
        found = {name for name, _ in domains_in(form.responsible.cabinet, known)}
        homes = {_home(name, known[name], names) for name in found}
        if form.code.office and homes and not homes & {"", form.code.office}:
            cabinet, offices = shown(form.responsible.cabinet), sorted(homes)
            yield Remark(
                form, "responsible.cabinet",
                f"De code noemt ambt {form.code.office}, maar kabinet {cabinet} staat elders bij "
                f"ambt {listed(offices)}.",
                f"The code names office {form.code.office}, but cabinet {cabinet} stands under "
                f"office {listed(offices, 'and')} elsewhere.",
            )  # fmt: skip


def _home(name: str, domain: Domain, names: dict[str, str]) -> str:
    """The office a domain belongs to; empty where too few forms tell and the list does not either.

    The list alone does not make a home: some form under that office must bear it out.
    """
    listed_as = {names[word] for word in words_of(name) if word in names}
    borne_out = [office for office in listed_as if domain.offices[office]]
    if domain.offices.total() > _SEEN:
        return domain.home
    return borne_out[0] if len(listed_as) == 1 and borne_out else ""


def unlisted_minister(plan: Plan) -> Iterator[Remark]:
    """Ministers whom the texts name and the list does not."""
    names = marks(plan.legend.offices)
    known = {word for name in domains(plan) for word in name.split()}
    for form in plan.actions if plan.legend.offices else ():
        for path, text in form.texts():
            named = _ministers(text) if "inister" in text else []
            unlisted = [name for name in named if not _accounted(name, names, known)]
            for name in dict.fromkeys(unlisted):
                yield Remark(
                    form, path, f"Minister {name} staat niet in de lijst van ambten.",
                    f"Minister {name} is not in the list of offices.",
                )  # fmt: skip


_MINISTER = re.compile(r"\b[Mm]inister\s+((?:[A-Z][\w'’-]+\s?){1,3})")


def _ministers(text: str) -> list[str]:
    return [folded(name) for name in _MINISTER.findall(whole(text))]


def _accounted(name: str, names: dict[str, str], known: set[str]) -> bool:
    words = words_of(name)
    return any(word in names or word in known or word in TITLES for word in words)


RULES = (
    Rule(
        "office-contradicts-cabinet", "error",
        "Lijst van ambten klopt niet met de fiches", "List of offices contradicts the forms",
        "De lijst zegt wie een ambt bekleedt, de fiches noemen kabinetten. De melding noemt per "
        "ambt beide, met de plaatsen die de naam aan een ander ambt binden. Een "
        "waarschuwing: geen fiche bevestigt de naam, in een lijst die meestal niet klopt. "
        "Wie verantwoordelijk is volgt dus nooit uit de lijst.",
        "The list says who holds an office, the forms name cabinets. The finding gives both per "
        "office, with the places that tie the name to another office. A warning instead of an "
        "error: no form bears the name out, in a list that is wrong for most others. So who is "
        "responsible never follows from the list.",
        contradicted_offices,
    ),
    Rule(
        "cabinet-of-another-office", "warning",
        "Kabinet van een ander ambt", "Cabinet of another office",
        "Het kabinet van deze fiche staat in de rest van het plan bij een ander ambt dan de code "
        "zegt: in meer dan drie fiches, of in een fiche en in de lijst.",
        "The cabinet of this form stands under another office than the code's in the rest of the "
        "plan: in more than three forms, or in a form and in the list.",
        foreign_cabinet,
    ),
    Rule(
        "minister-not-in-list", "note",
        "Minister buiten de lijst", "Minister not in the list",
        "Een tekst noemt een minister die niet in de lijst van ambten staat: een voorganger, of "
        "een minister van een andere regering?",
        "A text names a minister who is not in the list of offices: a predecessor, or a "
        "minister of another government?",
        unlisted_minister,
    ),
)  # fmt: skip
