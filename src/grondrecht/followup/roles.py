"""Who may do what: the roles, as a list to read. The page /roles of the site prints it.

A role says what it may do with ``any`` thing, and with its ``own``: what an official's
administration answers for, what is of a cabinet's office, what an association or evaluator made,
what one's administration or association recorded of who took part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Role:
    """A role: its name, what it is for, and the keys of the verbs it may do with which things.

    Where both lists name a verb, ``any`` counts.
    """

    key: str
    name: str | Promise
    what: str | Promise
    any: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    def scope(self, verb: str) -> str:
        """With which things this role may do it: ``any``, ``own`` or none (empty)."""
        return "any" if verb in self.any else "own" if verb in self.own else ""


ROLES: tuple[Role, ...] = (
    Role(
        "coordinator",
        _("coordinator"),
        _("Runs the rounds, the consultations and the list of poverty tests; invites people."),
        any=(
            "plan.prepare_round",
            "plan.plan_consultation",
            "plan.keep_domain",
            "plan.appoint_official",
            "plan.list_test",
            "plan.review_tests",
            "plan.keep_measure",
            "plan.see_drafts",
            "person.invite",
            "person.appoint",
            "person.export",
            "person.erase",
            "round.read",
            "round.set",
            "round.cover",
            "round.open",
            "round.import",
            "round.end_answers",
            "round.end_validation",
            "round.reopen",
            "round.freeze",
            "round.send",
            "round.adjust",
            "report.read",
            "report.answer",
            "report.send_back",
            "proposal.decide",
            "action.maintain",
            "action.involve",
            "action.contribute",
            "action.find",
            "involvement.take_back",
            "finding.read",
            "consultation.read",
            "consultation.set",
            "consultation.hold",
            "consultation.publish",
            "consultation.cancel",
            "consultation.add_point",
            "point.finish",
            "point.reopen",
            "test.read",
            "test.set",
            "test.scan",
            "test.contribute",
            "test.conclude",
            "test.publish",
            "measure.read",
            "measure.keep",
            "measure.count",
            "measure.argue",
        ),
        # What others found is theirs: the coordinator reads it once it is shared.
        own=(
            "finding.read_draft",
            "finding.edit",
            "finding.share",
            "finding.publish",
            "finding.withdraw",
        ),
    ),
    Role(
        "cabinet",
        _("cabinet member"),
        _("Validates what the administrations of one minister report; decides on poverty tests."),
        any=("round.read", "consultation.read", "measure.read"),
        own=(
            "report.read",
            "report.validate",
            "report.send_back",
            "finding.read",
            "finding.reply",
            "point.finish",
            "test.read",
            "test.scan",
            "test.decide",
            "test.contribute",
        ),
    ),
    Role(
        "official",
        _("official"),
        _("Keeps the actions of one administration up to date; proposes changes for others."),
        any=(
            "round.read",
            "report.propose",
            "consultation.read",
            "consultation.suggest",
            "measure.read",
            "plan.list_test",
        ),
        own=(
            "report.read",
            "report.answer",
            "proposal.decide",
            "action.maintain",
            "action.involve",
            "action.contribute",
            "involvement.take_back",
            "finding.read",
            "finding.reply",
            "consultation.set",
            "consultation.hold",
            "consultation.add_point",
            "point.finish",
            "test.read",
            "test.set",
            "test.scan",
            "test.contribute",
            "test.conclude",
            "measure.keep",
            "measure.count",
            "measure.argue",
        ),
    ),
    Role(
        "association",
        _("association where people in poverty speak"),
        _("Brings experience: findings, involvement, consultations and poverty tests."),
        any=(
            "action.find",
            "action.involve",
            "consultation.read",
            "consultation.suggest",
            "test.read",
            "test.contribute",
            "test.evaluate",
            "measure.read",
        ),
        own=(
            "involvement.take_back",
            "finding.read_draft",
            "finding.read",
            "finding.edit",
            "finding.share",
            "finding.publish",
            "finding.withdraw",
        ),
    ),
    Role(
        "evaluator",
        _("evaluator"),
        _("Judges from outside how far actions have come, with evidence."),
        any=("action.find", "test.read", "test.contribute", "test.evaluate", "measure.read"),
        own=(
            "finding.read_draft",
            "finding.read",
            "finding.edit",
            "finding.share",
            "finding.publish",
            "finding.withdraw",
        ),
    ),
    Role(
        "reader",
        _("reader of drafts"),
        _("Reads what is not public yet, and changes nothing."),
        any=(
            "plan.see_drafts",
            "round.read",
            "report.read",
            "finding.read",
            "consultation.read",
            "test.read",
            "measure.read",
        ),
    ),
)
BY_KEY: Mapping[str, Role] = MappingProxyType({role.key: role for role in ROLES})
