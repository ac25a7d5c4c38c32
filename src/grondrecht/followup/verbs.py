"""Everything that can be done in the follow-up: to what kind of thing, in which of its states.

A verb whose thing has no states can be done at any time. ``roles`` says who may do it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Verb:
    """Something that can be done: ``key`` is ``kind.verb``, ``states`` when it can be done."""

    key: str
    name: str | Promise
    states: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of thing that it is done to."""
        return self.key.partition(".")[0]


# The states that a kind of thing can be in, in the order in which it goes through them.
STATES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "plan": (),
        "person": (),
        "round": ("prepared", "open", "answered", "validated", "frozen", "sent"),
        "report": ("prepared", "asked", "answered", "sent_back", "validated", "frozen"),
        "proposal": ("open", "taken", "refused"),
        "action": (),
        "involvement": (),
        "finding": ("draft", "shared", "published", "withdrawn"),
        "consultation": ("planned", "held", "published", "cancelled"),
        "point": ("open", "done"),
        "test": ("listed", "scanned", "needed", "not_needed", "done", "evaluated"),
        "measure": (),
    }
)
_UNFROZEN = ("prepared", "open", "answered", "validated")
_TESTING = ("listed", "scanned", "needed", "not_needed", "done", "evaluated")

VERBS: tuple[Verb, ...] = (
    Verb("plan.prepare_round", _("Prepare a round")),
    Verb("plan.plan_consultation", _("Plan a consultation")),
    Verb("plan.keep_domain", _("Add a policy domain, or change one")),
    Verb("plan.appoint_official", _("Appoint an official for a policy domain")),
    Verb("plan.list_test", _("Put a dossier on the list of poverty tests")),
    Verb("plan.review_tests", _("Review the yearly list of poverty tests")),
    Verb("plan.keep_measure", _("Add a right or a social correction")),
    Verb("plan.see_drafts", _("Read what is not public yet")),
    Verb("person.invite", _("Invite a person")),
    Verb("person.appoint", _("Give a person a role, or end one")),
    Verb("person.export", _("Take out what is kept of a person")),
    Verb("person.erase", _("Erase a person's name and address")),
    Verb("round.read", _("Read a round")),
    Verb("round.set", _("Change the days and the name of a round"), _UNFROZEN),
    Verb("round.cover", _("Say which actions a round asks about"), ("prepared", "open")),
    Verb("round.open", _("Open a round"), ("prepared",)),
    Verb("round.import", _("Take in answers from a file"), ("open", "answered")),
    Verb("round.end_answers", _("End the answering"), ("open",)),
    Verb("round.end_validation", _("End the validation"), ("answered",)),
    Verb("round.reopen", _("Go back to answering"), ("answered", "validated")),
    Verb("round.freeze", _("Freeze a round"), ("validated",)),
    Verb("round.send", _("Send a round"), ("frozen",)),
    Verb("round.adjust", _("Make the adjusted edition of the plan"), ("frozen", "sent")),
    Verb("report.read", _("Read a report before it is public")),
    Verb("report.answer", _("Answer for an action"), ("asked", "answered", "sent_back")),
    Verb("report.propose", _("Propose a change"), ("asked", "answered", "sent_back")),
    Verb("report.validate", _("Validate an answer"), ("answered",)),
    Verb("report.send_back", _("Send an answer back"), ("answered", "validated")),
    Verb("proposal.decide", _("Decide about a proposal"), ("open",)),
    Verb("action.maintain", _("Keep the text of an action up to date")),
    Verb("action.involve", _("Record that people in poverty took part")),
    Verb("action.contribute", _("Say how an action should contribute to the monitor")),
    Verb("action.find", _("Make a finding about an action")),
    Verb("involvement.take_back", _("Take back that people in poverty took part")),
    Verb("finding.read_draft", _("Read a finding that is not shared yet"), ("draft",)),
    Verb("finding.read", _("Read a finding"), ("shared", "published", "withdrawn")),
    Verb("finding.edit", _("Change a finding"), ("draft",)),
    Verb("finding.share", _("Show a finding to who answers for the action"), ("draft",)),
    Verb("finding.reply", _("Reply to a finding"), ("shared", "published")),
    Verb("finding.publish", _("Publish a finding"), ("shared",)),
    Verb("finding.withdraw", _("Withdraw a finding"), ("shared", "published")),
    Verb("consultation.read", _("Read about a consultation")),
    Verb("consultation.set", _("Change a consultation and its agenda"), ("planned", "held")),
    Verb("consultation.suggest", _("Suggest a point for the agenda"), ("planned",)),
    Verb(
        "consultation.hold",
        _("Record that a consultation was held, and its minutes"),
        ("planned", "held"),
    ),
    Verb("consultation.publish", _("Publish the minutes"), ("held",)),
    Verb("consultation.cancel", _("Cancel a consultation"), ("planned",)),
    Verb("consultation.add_point", _("Add a point to follow up"), ("held", "published")),
    Verb("point.finish", _("Say what was done with a point"), ("open",)),
    Verb("point.reopen", _("Open a point again"), ("done",)),
    Verb("test.read", _("Read a poverty test")),
    Verb("test.set", _("Change what is known of a dossier"), _TESTING),
    Verb("test.scan", _("Fill in the quickscan"), ("listed", "scanned")),
    Verb("test.decide", _("Decide whether a poverty test is needed"), ("scanned",)),
    Verb("test.contribute", _("Bring in knowledge"), ("scanned", "needed")),
    Verb("test.conclude", _("Record the result and what changed"), ("needed",)),
    Verb("test.evaluate", _("Evaluate a poverty test"), ("done", "evaluated")),
    Verb(
        "test.publish",
        _("Put a poverty test in the public register"),
        ("not_needed", "done", "evaluated"),
    ),
    Verb("measure.read", _("Read about a right or a social correction")),
    Verb("measure.keep", _("Keep a right or a social correction up to date")),
    Verb("measure.count", _("Record persons reached, money and costs")),
    Verb("measure.argue", _("Give the argument for a difference between conditions")),
)
BY_KEY: Mapping[str, Verb] = MappingProxyType({verb.key: verb for verb in VERBS})
