"""``grondrecht rights check``, ``list`` and ``show``: the measures of a folder themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from grondrecht.given import GivenError, Progress
from grondrecht.register_cli.rights_given import day, language, law_in, names, refused, said
from grondrecht.register_cli.rights_shown import in_columns, print_json, print_lines
from grondrecht.rights import Law, check_examples
from grondrecht.rights.law import Stale
from grondrecht.rights.measures import Measure
from grondrecht.rights.mutations import unnoticed
from grondrecht.rights.parameters import Legal, Parameter
from grondrecht.rights.wording import day_text, number_text


def check(folder: str, mutations: bool, as_json: bool) -> int:
    """Load a folder, run its examples, and say how many there are.

    With ``mutations`` also which changes no example notices; status 1 where there are any.
    """
    law = law_in(folder)
    with refused():
        examples = check_examples(law)
    stale = stale_names(law.on(date.today()).stale)
    missed = list(_missed(law)) if mutations else []
    counts = {"measures": len(law.measures), "examples": examples, "stale": stale}
    if as_json:
        print_json(counts | ({"unnoticed": missed} if mutations else {}))
    else:
        print(f"{len(law.measures)} maatregelen, {examples} voorbeelden: alles klopt.")
        for line in [*stale_lines(len(stale), "nl"), *missed, *_lines_on(missed, mutations)]:
            print(line)
    return 1 if missed else 0


def _missed(law: Law) -> Iterator[str]:
    """Each change to a measure that no example notices, with its place."""
    with refused(), Progress("Mutaties") as progress:
        for number, name in enumerate(law.measures):
            progress(number / len(law.measures))
            for each in unnoticed(law, name):
                yield f"{each.mutant.place}: {each.mutant.what}"


def _lines_on(missed: Sequence[str], mutations: bool) -> list[str]:
    if missed:
        return [f"{len(missed)} wijzigingen merkt geen voorbeeld; schrijf er een dat ze merkt."]
    return ["De voorbeelden merken elke wijziging van een cijfer, teken, woord of dag."] * mutations


def stale_names(stale: Iterable[Stale]) -> list[str]:
    """The figures that had to be looked at again, each with its measure."""
    return [f"{each.measure}: {each.parameter.name}" for each in stale]


def stale_lines(count: int, lang: str) -> list[str]:
    """That some figures had to be looked at again; nothing where none had."""
    return [said("said", "stale_one" if count == 1 else "stale", lang, count=count)] * bool(count)


def show_all(folder: str, lang: str, as_json: bool) -> int:
    """A line for each measure."""
    lang, law = language(lang), law_in(folder)
    if as_json:
        print_json([_listed(each) for each in law.measures.values()])
        return 0
    print("\n".join(in_columns(_line(each, lang) for each in law.measures.values())))
    return 0


def _listed(measure: Measure) -> dict[str, Any]:
    return {
        "id": measure.id,
        "names": measure.names._asdict(),
        "for": measure.of,
        "kind": measure.kind,
        "how": measure.how,
        "actions": measure.actions,
        "versions": [{"from": each.first, "to": each.last} for each in measure.versions],
    }


def _line(measure: Measure, lang: str) -> list[str]:
    kind, how = said("kind", measure.kind, lang), said("how", measure.how, lang)
    return [measure.id, said("of", measure.of, lang), kind, how, measure.names.in_(lang)]


def show(measure: str, folder: str, on: str, lang: str, as_json: bool) -> int:
    """All that a measure says, with the rules of a day."""
    lang, law = language(lang), law_in(folder)
    held, at = measure_named(law, measure), day(on) if on else date.today()
    if as_json:
        print_json(_listed(held) | _about(held) | {"on": at, "rules": _rules(held, at, law)})
    else:
        print_lines(_lines(held, at, law, lang))
    return 0


def measure_named(law: Law, name: str) -> Measure:
    """The measure of a name. Raises GivenError that says which there are."""
    if name not in law.measures:
        known = ", ".join(law.measures)
        raise GivenError(f"Er is geen maatregel {name}; er is {known}.")
    return law.measures[name]


def measures_named(law: Law, text: str) -> tuple[str, ...] | None:
    """The measures that are named with commas; None, all, where none is. Raises GivenError."""
    return tuple(measure_named(law, name).id for name in names(text)) or None


def _about(measure: Measure) -> dict[str, Any]:
    return {
        "what": measure.what._asdict(),
        "granted_by": measure.granted_by._asdict(),
        "award": measure.award._asdict(),
        "do": measure.do._asdict(),
        "open": [each._asdict() for each in measure.open],
    }


def _rules(measure: Measure, at: date, law: Law) -> dict[str, Any] | None:
    version = measure.version_on(at)
    if version is None:
        return None
    amount = version.amount
    return {
        "from": version.first,
        "to": version.last,
        "source": _legal(version.source),
        "conditions": [
            {"id": rule.name, **rule.label._asdict(), "article": rule.article}
            for rule in version.conditions
        ],
        "amount": amount and {"means": amount.means, **amount.label._asdict()},
        "parameters": [
            {
                "id": each.name,
                **each.label._asdict(),
                "value": _figure(each, at, "en"),
                "review_by": each.review_by,
            }
            for each in version.parameters.values()
        ],
        "inputs": [
            {"id": name, "of": law.inputs[name].of, **law.inputs[name].label._asdict()}
            for name in version.inputs
        ],
    }


def _legal(source: Legal) -> dict[str, str]:
    return {"title": source.title, "article": source.article, "url": source.url}


def _figure(parameter: Parameter, at: date, lang: str) -> str:
    return number_text(parameter.value_on(at), parameter.unit, lang)


def _lines(measure: Measure, at: date, law: Law, lang: str) -> Iterator[str]:
    yield f"{measure.names.in_(lang)} ({measure.id})"
    yield measure.what.in_(lang)
    yield ""
    facts = {
        "for": said("of", measure.of, lang),
        "kind": said("kind", measure.kind, lang),
        "granted_by": measure.granted_by.in_(lang),
        "granted": f"{said('how', measure.how, lang)}. {measure.award.in_(lang)}",
        "do": measure.do.in_(lang),
        "actions": ", ".join(measure.actions),
        "in_force": "; ".join(_period(each.first, each.last, lang) for each in measure.versions),
    }
    yield from (f"{said('said', key, lang)}: {words}" for key, words in facts.items() if words)
    yield ""
    yield from _lines_of_rules(measure, at, law, lang)
    if measure.open:
        yield f"{said('said', 'open', lang)}:"
        yield from (f"  {each.in_(lang)}" for each in measure.open)


def _lines_of_rules(measure: Measure, at: date, law: Law, lang: str) -> Iterator[str]:
    version, shown = measure.version_on(at), day_text(at, lang)
    if version is None:
        yield said("said", "no_version", lang, day=shown)
        yield ""
        return
    yield f"{said('said', 'version', lang, day=shown)}:"
    source = ", ".join(filter(None, _legal(version.source).values()))
    yield f"{said('said', 'source', lang)}: {source}"
    yield f"{said('said', 'conditions', lang)}:"
    for rule in version.conditions:
        article = f" ({rule.article})" if rule.article else ""
        yield f"  {rule.label.in_(lang)}{article}"
    if version.amount is not None:
        means = said("means", version.amount.means, lang)
        yield f"{said('said', 'amount', lang)}: {version.amount.label.in_(lang)} ({means})"
    if version.parameters:
        yield f"{said('said', 'figures', lang)}:"
    for each in version.parameters.values():
        review = said("said", "review_by", lang, day=day_text(each.review_by, lang))
        yield f"  {each.label.in_(lang)}: {_figure(each, at, lang)} ({review})"
    if version.inputs:
        yield f"{said('said', 'inputs', lang)}:"
    yield from (f"  {law.inputs[name].label.in_(lang)} ({name})" for name in version.inputs)
    yield ""


def _period(first: date, last: date | None, lang: str) -> str:
    began = day_text(first, lang)
    if last is None:
        return said("said", "from", lang, day=began)
    return said("said", "from_to", lang, first=began, last=day_text(last, lang))
