"""The menu of the workplace: the sections in which somebody's roles have something to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grondrecht.followup.actors import Actor
from grondrecht.followup.roles import BY_KEY as ROLES
from grondrecht.web.templatetags.look import address


@dataclass(frozen=True)
class Section:
    """A section: the name of its page in urls.py, and the verbs that give somebody work there."""

    page: str
    label: str | Promise
    verbs: tuple[str, ...] = ()


SECTIONS = (
    Section("work", _("Workbench")),
    Section("work-rounds", _("Rounds"), ("round.read",)),
    Section("work-actions", _("Actions"), ("action.involve", "action.find")),
    Section("work-findings", _("Findings"), ("action.find", "finding.read", "finding.reply")),
    Section("work-consultations", _("Consultations"), ("consultation.read",)),
    Section("work-tests", _("Poverty tests"), ("test.read",)),
    Section("work-measures", _("Rights and corrections"), ("measure.read",)),
    Section("work-people", _("People"), ("person.invite",)),
)


def menu(who: Actor, here: str) -> list[dict[str, Any]]:
    """The sections for somebody, those that the site has; ``current`` where ``here`` is in one."""
    pages = [(section, address(section.page)) for section in SECTIONS if _has_work(who, section)]
    front = address("work")
    return [
        {
            "label": section.label,
            "address": where,
            "current": where != front and here.startswith(where),
        }
        for section, where in pages
        if where
    ]


def roles_of(who: Actor) -> list[str]:
    """The names of the roles that somebody holds today, each once."""
    return [str(ROLES[key].name) for key in dict.fromkeys(held.role for held in who.held)]


def _has_work(who: Actor, section: Section) -> bool:
    if not section.verbs:
        return True
    roles = {held.role for held in who.held}
    return any(ROLES[role].scope(verb) for role in roles for verb in section.verbs)
