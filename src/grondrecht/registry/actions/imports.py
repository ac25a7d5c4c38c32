"""Take a plan that was read from a document into the register, as an edition of a plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min
from django.utils import timezone

from grondrecht.plan import model
from grondrecht.plan.differences import Differences, compare
from grondrecht.plan.lineage import propose_lineage
from grondrecht.plan.quality import check
from grondrecht.reading.document import Line
from grondrecht.registry.actions.fitting import refuse_name, refuse_unfit
from grondrecht.registry.actions.indexing import index_plan
from grondrecht.registry.actions.mentions import Settled, find_mentions, settled_by_people
from grondrecht.registry.actions.parties import write_parties
from grondrecht.registry.actions.printed import write_forms
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.held import held_plan
from grondrecht.registry.log import Record, written
from grondrecht.registry.models import (
    Action,
    Descent,
    Edition,
    Mention,
    Office,
    Plan,
    QualityFinding,
    Right,
)
from grondrecht.registry.parties import Directory, cells_of, directory_for
from grondrecht.registry.rows import renew
from grondrecht.registry.states import watched
from grondrecht.registry.valid import saved

Progress = Callable[[float], None]


@dataclass(frozen=True)
class ImportReport:
    """What an import changes, or changed: per action and per field, and what waits for a person.

    ``differences`` is against the same edition as held (everything is new where there was none);
    ``duplicates`` are the codes that the document prints more than once; ``open_mentions`` names
    that no party is known for, ``descents`` what was proposed to have become of older actions.
    """

    plan: str
    edition: str
    new_plan: bool
    new_edition: bool
    forms: int
    actions: int
    differences: Differences
    duplicates: tuple[str, ...]
    findings: int
    open_mentions: int = 0
    descents: int = 0
    applied: bool = False


@dataclass(frozen=True)
class Target:
    """Where a plan goes: the slugs and names of the plan and of its edition.

    ``decided_on`` is the day of an edition that is new.
    """

    plan: str
    edition: str
    name: str
    edition_name: str = ""
    language: str = "nl"
    decided_on: date | None = None


def import_plan(
    plan: model.Plan,
    target: Target,
    *,
    by: str,
    why: str,
    lines: Sequence[Line] = (),
    directory: Directory | None = None,
    apply: bool = False,
    progress: Progress = lambda share: None,
) -> ImportReport:
    """Compare a plan with what the register holds of that edition; with ``apply``, write it.

    Writing is one transaction, and writing the same plan again changes nothing. ``lines`` are the
    document's, to show where each form stood. ``directory`` holds the parties that the plan names;
    without one, a plan that is new gets the shipped one that knows it, else the parties that its
    own cells show. Raises RegisterError where the plan cannot be taken.
    """
    if not plan.actions:
        raise RegisterError("Dit plan heeft geen enkele actie; geef een document met formulieren.")
    refuse_name(target.plan)
    refuse_unfit(plan, lines)
    findings = check(plan)
    if not apply:
        return _report(plan, target, len(findings))
    with written("plan.import", by=by, why=why) as record:
        report = _report(plan, target, len(findings))
        into, edition = _edition(plan, target, record)
        if directory or report.new_plan:
            write_parties(directory or directory_for(cells_of(plan)), record)
        _rename_segments(plan, into, edition, record)
        with watched(record, into):
            _write(plan, into, edition, lines, findings, progress)
        waiting = Mention.objects.filter(form__edition=edition, how="open").count()
        descents = edition.descents_to.count()
    return ImportReport(
        **{
            **vars(report),
            "open_mentions": waiting,
            "descents": descents,
            "applied": True,
        }
    )


def _report(plan: model.Plan, target: Target, findings: int) -> ImportReport:
    edition = Edition.objects.filter(plan__slug=target.plan, slug=target.edition).first()
    held = held_plan(edition) if edition else model.Plan()
    codes = [str(form.code) for form in plan.actions]
    return ImportReport(
        plan=target.plan,
        edition=target.edition,
        new_plan=not Plan.objects.filter(slug=target.plan).exists(),
        new_edition=edition is None,
        forms=len(codes),
        actions=len(set(codes)),
        differences=compare(held, plan),
        duplicates=tuple(sorted({code for code in codes if codes.count(code) > 1})),
        findings=findings,
    )


def _write(
    plan: model.Plan,
    into: Plan,
    edition: Edition,
    lines: Sequence[Line],
    findings: Sequence[model.Finding],
    progress: Progress,
) -> None:
    """Everything but the plan and edition themselves; each step rests on those before it."""
    _write_segments(plan, into)
    actions = _actions(plan, into)
    progress(0.2)
    settled: Settled = settled_by_people(edition)
    forms = write_forms(plan, edition, actions, lines)
    progress(0.5)
    find_mentions(forms, settled, edition.decided_on)
    _write_findings(findings, edition, actions)
    _set_titles(into, edition)
    _propose_descents(plan, into, edition)
    following = into.editions.filter(position__gt=edition.position).order_by("position").first()
    if following:
        _propose_descents(held_plan(following), into, following)
    progress(0.8)
    index_plan(into)
    progress(1)


def _edition(plan: model.Plan, target: Target, record: Record) -> tuple[Plan, Edition]:
    """The plan and the edition, made where they are new, with what is known of the document."""
    into = Plan.objects.filter(slug=target.plan).first() or Plan(
        slug=target.plan,
        name=target.name.strip(),
        language=target.language,
        template=plan.template,
    )
    if into.pk is None:
        saved(into)
    held = Edition.objects.filter(plan=into, slug=target.edition).first()
    edition = held or Edition(
        plan=into,
        slug=target.edition,
        name=target.edition_name.strip() or target.edition,
        imported_at=timezone.now(),
        decided_on=target.decided_on,
    )
    if held is None:
        edition.position = _place(into, target.decided_on, record)
    before = _of_document(edition) if held else {}
    source = plan.source
    edition.file, edition.sha256, edition.media_type = source.file, source.sha256, source.media_type
    edition.lines, edition.pages = source.lines, source.pages
    edition.legend = {
        "rights": [[entry.code, entry.name] for entry in plan.legend.rights],
        "offices": [[entry.code, entry.name] for entry in plan.legend.offices],
    }
    after = _of_document(edition)
    if before != after:
        saved(edition)
    record.add(f"edition:{edition.slug}", before, after, plan=into.slug, label=str(edition))
    return into, edition


def _place(into: Plan, decided_on: date | None, record: Record) -> int:
    """The position of a new edition: the last, or before the first that was decided later."""
    last = into.editions.aggregate(last=Max("position"))["last"] or 0
    later = (
        into.editions.filter(decided_on__gt=decided_on) if decided_on else Edition.objects.none()
    )
    place = later.aggregate(first=Min("position"))["first"] or last + 1
    for edition in into.editions.filter(position__gte=place).order_by("-position"):
        before = {"position": edition.position}
        edition.position += 1
        saved(edition)
        after = {"position": edition.position}
        record.add(f"edition:{edition.slug}", before, after, plan=into.slug, label=str(edition))
    return place


def _rename_segments(plan: model.Plan, into: Plan, edition: Edition, record: Record) -> None:
    """Let held rights and offices be called as the newest edition lists them."""
    if into.editions.filter(position__gt=edition.position).exists():
        return
    listed = {entry.code: entry.name for entry in plan.legend.rights if entry.name}
    for right in into.rights.filter(code__in=listed):
        before, right.name = {"name": right.name}, listed[right.code]
        _keep(right, f"right:{right.code}", before, {"name": right.name}, record)
    listed = {entry.code: entry.name for entry in plan.legend.offices if entry.name}
    for office in into.offices.filter(code__in=listed):
        before, office.printed_name = {"printed_name": office.printed_name}, listed[office.code]
        after = {"printed_name": office.printed_name}
        _keep(office, f"office:{office.code}", before, after, record)


def _keep(
    row: Right | Office, subject: str, before: dict[str, str], after: dict[str, str], record: Record
) -> None:
    """Save a row that changed, with its entry in the log."""
    if before != after:
        saved(row)
        record.add(subject, before, after, plan=row.plan.slug, label=str(row))


def _of_document(edition: Edition) -> dict[str, object]:
    names = ("name", "position", "file", "sha256", "media_type", "lines", "pages", "legend")
    day = edition.decided_on.isoformat() if edition.decided_on else None
    return {name: getattr(edition, name) for name in names} | {"decided_on": day}


def _write_segments(plan: model.Plan, into: Plan) -> None:
    """The rights and offices that the document lists, and those that its codes use beside them."""
    rights = {entry.code: entry.name or entry.code for entry in plan.legend.rights if entry.code}
    offices = {entry.code: entry.name for entry in plan.legend.offices if entry.code}
    for form in plan.actions:
        if form.code.right:
            rights.setdefault(form.code.right, form.code.right)
            offices.setdefault(form.code.office, "")
    known_rights = set(into.rights.values_list("code", flat=True))
    Right.objects.bulk_create(
        Right(plan=into, code=code, name=name)
        for code, name in rights.items()
        if code not in known_rights
    )
    known_offices = set(into.offices.values_list("code", flat=True))
    Office.objects.bulk_create(
        Office(plan=into, code=code, printed_name=name)
        for code, name in offices.items()
        if code not in known_offices
    )


def _actions(plan: model.Plan, into: Plan) -> dict[str, Action]:
    """The action of every code in the plan, made where it is new."""
    rights = {right.code: right for right in into.rights.all()}
    offices = {office.code: office for office in into.offices.all()}
    held = set(into.actions.values_list("code", flat=True))
    new = {str(form.code): form.code for form in plan.actions if str(form.code) not in held}
    Action.objects.bulk_create(
        Action(
            plan=into,
            code=text,
            right=rights.get(code.right),
            office=offices.get(code.office),
        )
        for text, code in new.items()
    )
    return {action.code: action for action in into.actions.all()}


def _write_findings(
    findings: Sequence[model.Finding], edition: Edition, actions: dict[str, Action]
) -> None:
    wanted = (
        QualityFinding(
            edition=edition,
            action=actions.get(finding.action),
            position=position,
            rule=finding.rule,
            level=finding.level,
            message=finding.message,
            message_en=finding.message_en,
            line=finding.line,
        )
        for position, finding in enumerate(findings, start=1)
    )
    own = ("position", "action_id", "rule", "level", "message", "message_en", "line")
    renew(edition.quality.all(), wanted, own)


def _set_titles(into: Plan, edition: Edition) -> None:
    """Each action's title is its maintained or newest printed one; those left out have lapsed."""
    newest = into.editions.order_by("-position").first()
    actions = {action.pk: action for action in into.actions.all()}
    printed: dict[int, str] = {}
    running = set()
    forms = into.actions.filter(forms__isnull=False).order_by(
        "-forms__edition__position", "forms__position"
    )
    for pk, title, of_edition in forms.values_list("pk", "forms__title", "forms__edition"):
        printed.setdefault(pk, title)
        if newest and of_edition == newest.pk:
            running.add(pk)
    for pk, action in actions.items():
        action.title = action.maintained.get("title") or printed.get(pk, "")
        action.lapsed = pk not in running
    Action.objects.bulk_update(actions.values(), ("title", "lapsed"), batch_size=200)


def _propose_descents(plan: model.Plan, into: Plan, edition: Edition) -> None:
    """Say what became of the actions of the edition before; what people decided stays."""
    before = into.editions.filter(position__lt=edition.position).order_by("-position").first()
    if before is None:
        return
    waiting = edition.descents_to.filter(state="proposed")
    decided = {
        (descent.kind, tuple(descent.old), tuple(descent.new))
        for descent in edition.descents_to.exclude(state="proposed")
    }
    proposals = propose_lineage(held_plan(before), plan)
    wanted = (
        Descent(
            before=before,
            after=edition,
            kind=each.kind,
            old=[str(code) for code in each.old],
            new=[str(code) for code in each.new],
            likeness=each.likeness,
            why=each.why,
            why_en=each.why_en,
        )
        for each in proposals
        if (each.kind, tuple(map(str, each.old)), tuple(map(str, each.new))) not in decided
    )
    own = ("before_id", "kind", "old", "new", "likeness", "why", "why_en")
    renew(waiting, wanted, own)
