"""Every field of the register that can hold something of a person: why, how long, and who sees it.

The page docs/privacy.md prints this list, the export of a person follows it, and so does erasure.
A test fails when a model has a text that is not named here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

# Until when it is kept.
ACCOUNT = "until the person is erased"
RECORD = "as long as the register: a legal record of who did what"
TEXT = "as long as what it is part of"
# Who sees it.
SELF = "the person, and coordinators"
WORKERS = "who may read what it is part of; everyone once that is public"
BY_ROLE = "who may read what it is part of; of what is public everyone reads the role alone"
NOBODY = "nobody"


@dataclass(frozen=True)
class Personal:
    """A field that can hold something of a person.

    ``person`` is the way from a row to the person it is about; without it a row is theirs when the
    field begins with their name. Erasing somebody deletes the ``row``, replaces the ``value``, or
    leaves what ``stays``. A ``secret`` is never given out, not even to the person.
    """

    field: str
    what: str
    why: str
    until: str
    seen: str
    person: str = ""
    erased: str = "stays"
    secret: bool = False

    @property
    def model(self) -> str:
        """The model that has the field, as ``app.Model``."""
        return self.field.rpartition(".")[0]

    @property
    def name(self) -> str:
        """The name of the field in its model."""
        return self.field.rpartition(".")[2]


def _own(field: str, what: str, why: str, *, seen: str = SELF, **more: object) -> Personal:
    """A field of somebody's account."""
    given = {"person": "person", "erased": "row", "until": ACCOUNT, **more}
    return Personal(field, what, why, seen=seen, **given)  # type: ignore[arg-type]


def _signed(field: str, what: str) -> Personal:
    """A name that stays where somebody did something."""
    return Personal(field, what, "who answers for what was done can be asked", RECORD, BY_ROLE)


def _spoken(field: str, what: str, why: str) -> Personal:
    """Words in which a person could be named although nobody should be."""
    return Personal(field, what, why, TEXT, WORKERS)


PERSONAL: tuple[Personal, ...] = (
    _own(
        "followup.Person.email",
        "work address",
        "to sign in and to be reminded",
        person="pk",
        erased="value",
    ),
    _own(
        "followup.Person.name",
        "name",
        "others know whom to ask",
        seen="who works with the plan",
        person="pk",
        erased="value",
    ),
    _own(
        "followup.Person.password",
        "hash of the password",
        "to sign in",
        seen=NOBODY,
        person="pk",
        erased="value",
        secret=True,
    ),
    _own(
        "followup.Appointment.person",
        "that a role is held, from when to when",
        "to know who may do what, and who might then",
        until=RECORD,
        erased="stays",
    ),
    _own("followup.Draft.person", "whose draft it is", "a draft is found again"),
    _own(
        "followup.Draft.answer",
        "what is being written",
        "nothing typed is lost",
        seen="the person alone",
    ),
    _own("followup.Digest.person", "who was reminded", "nobody is reminded twice"),
    _own("followup.Digest.subject", "what a reminder was about", "to show what was sent"),
    _own("followup.Notice.person", "who was reminded", "nobody is reminded twice"),
    _own("followup.Notice.title", "of what somebody was reminded", "to show what was sent"),
    _own("followup.CalendarKey.person", "that a calendar is read", "a calendar of one's own"),
    _own(
        "followup.CalendarKey.sha256",
        "hash of a secret address",
        "a calendar of one's own",
        seen=NOBODY,
        secret=True,
    ),
    _own(
        "followup.AppointedOfficial.person",
        "that an appointed official signs in",
        "points reach their workbench",
        until=RECORD,
        erased="stays",
    ),
    Personal(
        "followup.AppointedOfficial.name",
        "name of an official who speaks for a policy domain",
        "each domain has at least one, and others know whom to ask",
        RECORD,
        "who works with the plan",
        person="person",
        erased="value",
    ),
    Personal(
        "followup.AppointedOfficial.address",
        "work address of that official",
        "to invite them to a consultation",
        ACCOUNT,
        "who works with the plan",
        person="person",
        erased="value",
    ),
    _own(
        "followup.Point.person",
        "who does what was agreed",
        "it reaches their workbench",
        seen="who works with the plan",
        until=RECORD,
        erased="stays",
    ),
    _own("account.EmailAddress.email", "work address", "the sign-in's own list", person="user"),
    _own(
        "account.EmailAddress.user", "whose address it is", "the sign-in's own list", person="user"
    ),
    _own(
        "mfa.Authenticator.user", "that two steps are on", "to sign in in two steps", person="user"
    ),
    _own(
        "mfa.Authenticator.data",
        "secret of the second step, recovery codes",
        "to sign in in two steps",
        seen=NOBODY,
        person="user",
        secret=True,
    ),
    _own(
        "socialaccount.SocialAccount.user",
        "a link with an organisation's own sign-in; none is made",
        "the sign-in's own list",
        person="user",
    ),
    _own(
        "socialaccount.SocialAccount.extra_data",
        "what that sign-in said; none is kept",
        "the sign-in's own list",
        person="user",
    ),
    _signed("registry.LogEntry.by", "name of who changed something"),
    _signed("registry.LogEntry.label", "name of whom a role was given to"),
    _signed("followup.Report.answered_by", "name and role of who answered"),
    _signed("followup.Report.validated_by", "name and role of who validated"),
    _signed("followup.Report.sent_back_by", "name and role of who sent an answer back"),
    _signed("followup.Proposal.made_by", "name of who proposed something"),
    _signed("followup.Proposal.decided_by", "name of who decided about it"),
    _signed("followup.FrozenRound.frozen_by", "name of who froze a round"),
    _signed("followup.AdjustedEdition.made_by", "name of who made an edition"),
    _signed("followup.Attachment.added_by", "name of who added a file"),
    _signed("followup.Finding.made_by", "name of who made a finding"),
    _signed("followup.Reply.made_by", "name of who replied"),
    Personal(
        "registry.Mandate.person",
        "name of a minister",
        "who is responsible for the plan is public",
        RECORD,
        "everyone",
    ),
    Personal(
        "followup.FrozenRound.body",
        "all of a round as it was, names of who answered and validated included",
        "the report that Parliament got can be checked",
        RECORD,
        "who works with the plan; everyone once the round was sent, without the names",
    ),
    _spoken("registry.LogEntry.why", "why something was changed", "the change is understood"),
    _spoken("registry.LogEntry.before", "what it was", "any day can be called back"),
    _spoken("registry.LogEntry.after", "what it became", "any day can be called back"),
    _spoken("registry.Involvement.text", "who took part, as groups", "part of the plan"),
    _spoken("registry.Involvement.said", "what they said", "part of the plan"),
    _spoken("registry.Involvement.outcome", "what was done with it", "part of the plan"),
    _spoken("followup.Report.answer", "the answer, involvement included", "the report of a round"),
    _spoken("followup.Report.sent_back_why", "why it was sent back", "it is answered better"),
    _spoken("followup.Proposal.text", "what is proposed", "the report becomes better"),
    _spoken("followup.Proposal.why", "why it is proposed", "the report becomes better"),
    _spoken("followup.Proposal.decided_why", "why it was decided so", "the decision is understood"),
    _spoken("followup.Finding.text", "what was found", "a second view beside the report"),
    _spoken("followup.Finding.evidence", "what it rests on", "a finding can be checked"),
    _spoken("followup.Finding.withdrawn_why", "why it was withdrawn", "readers understand it"),
    _spoken("followup.Reply.text", "the reply to a finding", "the right to answer"),
    _spoken("followup.Consultation.others", "who else was there, by role", "the minutes"),
    _spoken("followup.Consultation.minutes", "what was said", "the minutes"),
    _spoken("followup.Consultation.cancelled_why", "why it was cancelled", "readers understand it"),
    _spoken("followup.AgendaItem.text", "what is on the agenda", "the agenda"),
    _spoken("followup.Point.text", "what was agreed", "it is followed up"),
    _spoken("followup.Point.done", "what was done", "it is followed up"),
    _spoken(
        "followup.Knowledge.who", "which group or body brought it", "a test says what it knows"
    ),
    _spoken("followup.Knowledge.what", "what was brought in", "a test rests on experience"),
    _spoken("followup.PovertyTest.evaluation", "how the test went", "the next one is better"),
    _spoken("followup.PovertyTest.decided_by", "office that decided about a test", "who decides"),
    _spoken("followup.AgendaItem.suggested_by", "body that suggested a point", "who asks for it"),
    _spoken("followup.YearReview.by", "bodies that reviewed the list", "readers know who did"),
    _spoken("followup.YearReview.outcome", "what the review decided", "the list is complete"),
    _spoken("followup.Attachment.what", "what a file is", "it is found"),
    _spoken("followup.Attachment.name", "the name of a file", "it is found"),
)

# Texts in which nothing of a person has a place: names of things, texts of the plan, figures.
NOT_PERSONAL: Mapping[str, str] = MappingProxyType(
    {
        "registry.Plan": "slug name name_en government template",
        "registry.Edition": "slug name file sha256 media_type legend",
        "registry.Right": "code name name_en",
        "registry.Office": "code name name_en printed_name",
        "registry.Mandate": "source",
        "registry.Portfolio": "name name_en",
        "registry.Action": "code title maintained plain plain_en",
        "registry.Form": "title body printed",
        "registry.Milestone": "period years text",
        "registry.Commitment": "text kind says",
        "registry.Amount": "currency unit words years recurrence payer per change",
        "registry.Link": "words decision",
        "registry.Descent": "old new why why_en decision",
        "registry.Indicator": "slug name name_en what unit facts definition version definition_url",
        "registry.Observation": "period unit breakdown group source source_url flag method"
        " provenance",
        "registry.Contribution": "text",
        "registry.Instrument": "slug name name_en what facts",
        "registry.LogEntry": "batch verb plan subject",
        "registry.Party": "slug name name_en what facts",
        "registry.PartyAlias": "name folded",
        "registry.Mention": "field words candidates",
        "registry.QualityFinding": "rule message message_en",
        "registry.SearchEntry": "plan code language facets",
        "registry.SearchWord": "word stem",
        "followup.Round": "slug name name_en statuses",
        "followup.Report": "status",
        "followup.Proposal": "made_for",
        "followup.FrozenRound": "sha256",
        "followup.Adjustment": "code new_code texts decision",
        "followup.Attachment": "media_type sha256",
        "followup.PovertyTest": "slug title dossier dossier_url scan reason result changed",
        "followup.CreatedRight": "name why_not",
        "followup.Effect": "name name_en made_with measures groups entitled said",
        "followup.Domain": "slug name name_en",
        "followup.Consultation": "place",
        "followup.AgendaItem": "fixed",
        "followup.Finding": "made_for",
        "followup.Reply": "made_for",
        "followup.Measure": "slug name name_en what obstacles conditions",
        "followup.MeasureFigures": "source",
        "followup.Argument": "about text",
        "followup.Digest": "message_id",
        "followup.Notice": "key level",
        "account.EmailConfirmation": "key",
        "socialaccount.SocialApp": "provider provider_id name client_id secret key settings",
        "socialaccount.SocialAccount": "provider uid",
        "socialaccount.SocialToken": "token token_secret",
    }
)
