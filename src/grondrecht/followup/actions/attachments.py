"""Attach files to things of the follow-up and take them away, under the verbs of those things."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

from django.conf import settings
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from grondrecht.followup.access import acting, demand, may
from grondrecht.followup.actors import Actor
from grondrecht.followup.attachments import kept, safe_name, type_of
from grondrecht.followup.attachments.scanning import scanned
from grondrecht.followup.belonging import belongs
from grondrecht.followup.models import Attachment
from grondrecht.followup.states import note, told
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.valid import saved

# The verbs under which files are attached to a kind of thing, and those under which they are read.
ATTACH: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "report": ("report.answer",),
        "finding": ("finding.edit",),
        "consultation": ("consultation.set", "consultation.hold"),
        "test": ("test.set", "test.contribute"),
        "measure": ("measure.keep",),
    }
)
READ: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "report": ("report.read",),
        "finding": ("finding.read", "finding.read_draft"),
        "consultation": ("consultation.read",),
        "test": ("test.read",),
        "measure": ("measure.read",),
    }
)
MOST = 20


def attach(
    who: Actor,
    thing: Model,
    name: str,
    data: bytes,
    *,
    why: str,
    what: str = "",
    public: bool = False,
) -> Attachment:
    """Hang a file on a thing: ``name`` as it was called, ``what`` it is in words.

    The content is checked and scanned before anything is kept. Raises NotAllowed, NotNow, and
    RegisterError where the file is refused or cannot be kept; then nothing of it is left.
    """
    verb = attach_verb(who, thing)
    demand(who, verb, thing)
    _refuse_large(data)
    kind = type_of(name, data)
    looked_at = scanned(data, settings.CLAMD)
    row = Attachment(
        of_kind=kind_of(thing),
        of_id=thing.pk,
        name=safe_name(name, kind.ending),
        what=what.strip(),
        media_type=kind.media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        scanned=looked_at,
        public=public,
        added_by=who.name,
        added_at=timezone.now(),
    )
    with kept.keeping() as keep, acting(who, verb, thing, why=why) as record:
        _same_version(thing)
        if attached_to(thing).count() >= MOST:
            raise RegisterError(
                _("There are %(most)s files here already; take one away first.") % {"most": MOST}
            )
        saved(row)
        note(record, row)
        keep(kept.place(row.sha256, row.pk), data)
    return row


def remove(who: Actor, attachment: Attachment, *, why: str) -> None:
    """Take a file away, from the register and from the disk. Raises NotAllowed, NotNow."""
    thing = attachment.thing
    if thing is None:
        raise RegisterError(_("What this file hung on is gone."))
    path = kept.place(attachment.sha256, attachment.pk)
    with acting(who, attach_verb(who, thing), thing, why=why) as record:
        _same_version(thing)
        was = told(attachment)
        attachment.delete()
        record.add(was.subject, was.state, {}, plan=was.plan, label=was.label)
        transaction.on_commit(lambda: kept.discard(path))


def attached_to(thing: Model) -> QuerySet[Attachment]:
    """The files that hang on a thing."""
    return Attachment.objects.filter(of_kind=kind_of(thing), of_id=thing.pk)


def readable(who: Actor, number: int) -> Attachment:
    """The attachment of that number, for whoever may read what it hangs on; else Http404."""
    row = Attachment.objects.filter(pk=number).first()
    if row is None or row.thing is None or not may_read(who, row):
        raise Http404("There is no file here for you.")
    return row


def may_read(who: Actor, attachment: Attachment) -> bool:
    """Whether somebody may read what a file hangs on; everyone may where both are public."""
    return any(may(who, verb, attachment) for verb in READ[attachment.of_kind])


def attach_verb(who: Actor, thing: Model) -> str:
    """The verb by which somebody may attach to a thing; the usual one where they may not."""
    verbs = ATTACH[kind_of(thing)]
    return next((verb for verb in verbs if may(who, verb, thing)), verbs[0])


def kind_of(thing: Model) -> str:
    """The kind of a thing, as the verbs call it; RegisterError where nothing can hang on it."""
    kind = belongs(thing).kind
    if kind not in ATTACH:
        raise RegisterError(_("Nothing can be attached to this."))
    return kind


def _same_version(thing: Model) -> None:
    """What hangs on a thing is not its text: whoever is writing that is not in conflict."""
    if hasattr(thing, "version"):
        thing.version -= 1


def _refuse_large(data: bytes) -> None:
    most = settings.LARGEST_ATTACHMENT
    if len(data) > most:
        raise RegisterError(
            _("This file is larger than %(most)s MB; make it smaller, or split it.")
            % {"most": most // 1_000_000}
        )
