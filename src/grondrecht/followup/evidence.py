"""What a finding rests on: links, files and indicators; pure values, and how they are checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from grondrecht.plan.checked import shown
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.export.values import web_address
from grondrecht.registry.models import Plan

KINDS = ("link", "file", "indicator")
LONGEST_TEXT, LONGEST_ADDRESS, MOST = 1_000, 500, 30


@dataclass(frozen=True)
class Evidence:
    """A piece of evidence; ``address`` is that of a page, or the name of a file or an indicator."""

    kind: str
    text: str
    address: str


def evidence_from(rows: Iterable[Mapping[str, str]], plan: Plan) -> list[dict[str, str]]:
    """Evidence as a finding keeps it. A query where an indicator is named.

    Raises RegisterError with one sentence that names the row where one cannot be evidence.
    """
    found = [Evidence(**{key: str(row.get(key, "")).strip() for key in _KEYS}) for row in rows]
    if len(found) > MOST:
        raise RegisterError(
            _("A finding has at most %(most)s pieces of evidence.") % {"most": MOST}
        )
    for number, each in enumerate(found, start=1):
        _check(each, number)
    _check_indicators(found, plan)
    return [asdict(each) for each in found]


_KEYS = ("kind", "text", "address")


def _check(each: Evidence, number: int) -> None:
    if each.kind not in KINDS:
        raise _wrong(number, _("choose a link, a file or an indicator, not %s") % shown(each.kind))
    if not each.address:
        raise _wrong(number, _("say where it is to be found"))
    if len(each.text) > LONGEST_TEXT or len(each.address) > LONGEST_ADDRESS:
        raise _wrong(number, _("this is too long; shorten it"))
    if each.kind == "link" and not web_address(each.address):
        raise _wrong(number, _("give an address that begins with https://"))


def _check_indicators(found: Iterable[Evidence], plan: Plan) -> None:
    rows = list(enumerate(found, start=1))
    named = {each.address: number for number, each in rows if each.kind == "indicator"}
    if not named:
        return
    known = plan.indicators.filter(slug__in=list(named)).values_list("slug", flat=True)
    for slug in named.keys() - set(known):
        raise _wrong(named[slug], _("the plan has no indicator %s") % shown(slug))


def _wrong(number: int, what: str) -> RegisterError:
    return RegisterError(_("Evidence %(number)s: %(what)s.") % {"number": number, "what": what})
