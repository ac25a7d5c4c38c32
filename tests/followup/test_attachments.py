"""Files are attached and taken away under the verbs of the thing; nothing is half kept."""

import errno
import os

import pytest
from followup.attached_files import CSV, docx, pdf
from followup.cast import actor_for
from followup.clamd import EICAR, scanner
from followup.measured import without_measures
from registry.tables import everything

from grondrecht.followup.access import NotAllowed
from grondrecht.followup.actions.attachments import MOST, attach, attached_to, may_read, remove
from grondrecht.followup.actors import VISITOR
from grondrecht.followup.attachments import kept
from grondrecht.followup.belonging import belongs
from grondrecht.followup.models import Attachment, Measure
from grondrecht.followup.states import told
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.log import state_on
from grondrecht.registry.models import LogEntry, Party

pytestmark = pytest.mark.django_db
WHY = "Bij het overleg gekregen"


@pytest.fixture(autouse=True)
def bare(cast, db):
    """Without the measures of the example."""
    without_measures()


@pytest.fixture
def folder(settings, tmp_path):
    """Where files are kept, for one test."""
    settings.ATTACHMENTS = tmp_path / "attachments"
    return settings.ATTACHMENTS


@pytest.fixture
def measure(cast, db):
    """A measure that Chris's department grants: everyone may read it."""
    granted_by = Party.objects.get(slug="departement-welzijn-en-samenleving")
    return Measure.objects.create(
        plan=cast.plan, slug="huurpremie", kind="right", name="Huurpremie", granted_by=granted_by
    )


def kept_files(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_file_is_kept_under_its_fingerprint_and_logged(cast, measure, folder):
    row = attach(actor_for(cast.chris), measure, "../Verslag.PDF", pdf(), why=WHY, what="Verslag")
    assert (row.name, row.media_type, row.size) == ("Verslag.pdf", "application/pdf", len(pdf()))
    assert (row.added_by, row.scanned, row.public) == ("Chris Ambtenaar", False, False)
    assert kept.place(row.sha256, row.pk).read_bytes() == pdf()
    assert kept_files(folder) == [f"{row.sha256}-{row.pk}"]
    entry = LogEntry.whole.last()
    assert (entry.verb, entry.by, entry.why) == ("measure.keep", "Chris Ambtenaar", WHY)
    assert (entry.subject, entry.plan, entry.public) == (f"attachment:{row.pk}", "voorbeeld", False)
    assert state_on("voorbeeld", entry.subject) == told(row).state


def test_who_is_writing_the_thing_is_not_in_conflict(cast, measure, folder):
    attach(actor_for(cast.chris), measure, "a.csv", CSV, why=WHY)
    assert measure.version == Measure.objects.get().version == 1


@pytest.mark.parametrize("person", ["bram", "dina", "els", "fons", "gert", "hanne", None])
def test_who_may_not_keep_the_thing_may_not_attach_to_it(cast, measure, folder, person):
    who = actor_for(getattr(cast, person) if person else None)
    before = everything()
    with pytest.raises(NotAllowed):
        attach(who, measure, "a.csv", CSV, why=WHY)
    assert everything() == before
    assert kept_files(folder) == []


def test_only_the_same_people_take_it_away_and_then_it_is_gone(
    cast, measure, folder, django_capture_on_commit_callbacks
):
    row = attach(actor_for(cast.chris), measure, "a.csv", CSV, why=WHY)
    with pytest.raises(NotAllowed):
        remove(actor_for(cast.dina), row, why=WHY)
    assert kept_files(folder)
    number = row.pk
    with django_capture_on_commit_callbacks(execute=True):
        remove(actor_for(cast.an), row, why=WHY)
    assert kept_files(folder) == []
    assert not Attachment.objects.exists()
    assert state_on("voorbeeld", f"attachment:{number}") == {}


def test_one_file_on_two_things_is_two_files(cast, measure, folder):
    other = Measure.objects.create(plan=cast.plan, slug="premie", kind="right", name="Premie")
    who = actor_for(cast.an)
    attach(who, measure, "a.csv", CSV, why=WHY)
    attach(who, other, "a.csv", CSV, why=WHY)
    assert len(kept_files(folder)) == 2
    with pytest.raises(RegisterError, match="al bijgevoegd"):
        attach(who, measure, "b.csv", CSV, why=WHY)
    assert len(kept_files(folder)) == 2


def test_what_is_public_on_a_public_thing_is_for_everyone(cast, measure, folder):
    who = actor_for(cast.chris)
    private = attach(who, measure, "a.csv", CSV, why=WHY)
    public = attach(who, measure, "b.docx", docx(), why=WHY, public=True)
    assert belongs(public).public
    assert may_read(VISITOR, public)
    assert not may_read(VISITOR, private)
    assert not may_read(actor_for(cast.hanne), private)
    # Whoever holds a role reads about measures, and so what is attached to them.
    assert all(may_read(actor_for(each), private) for each in (cast.dina, cast.els, cast.gert))


def test_a_file_that_is_too_large_or_one_too_many_is_refused(cast, measure, folder, settings):
    who = actor_for(cast.chris)
    settings.LARGEST_ATTACHMENT = 1_000_000
    with pytest.raises(RegisterError, match="groter dan 1 MB"):
        attach(who, measure, "a.txt", b"x" * 1_000_001, why=WHY)
    for number in range(MOST):
        attach(who, measure, "a.txt", f"nummer {number}".encode(), why=WHY)
    with pytest.raises(RegisterError, match="haal er eerst een weg"):
        attach(who, measure, "a.txt", b"nog een", why=WHY)
    assert attached_to(measure).count() == MOST == len(kept_files(folder))


def test_a_virus_is_refused_and_never_touches_the_disk(cast, measure, folder, settings, tmp_path):
    settings.CLAMD = str(tmp_path / "clamd")
    who = actor_for(cast.chris)
    with scanner(tmp_path / "clamd"):
        assert attach(who, measure, "a.txt", b"onschuldig", why=WHY).scanned
        with pytest.raises(RegisterError, match="Eicar"):
            attach(who, measure, "b.txt", b"Zie: " + EICAR, why=WHY)
    with pytest.raises(RegisterError, match="antwoordt niet"):
        attach(who, measure, "c.txt", b"ook onschuldig", why=WHY)
    assert len(kept_files(folder)) == 1


def test_a_full_disk_is_told_in_a_sentence_and_nothing_is_half_kept(
    cast, measure, folder, monkeypatch
):
    def full(descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = everything()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RegisterError, match="No space left on device") as told_so:
        attach(actor_for(cast.chris), measure, "a.csv", CSV, why=WHY)
    assert str(told_so.value).endswith(".")
    assert everything() == before
    assert kept_files(folder) == []


def test_a_folder_that_cannot_be_made_is_told_too(cast, measure, settings, tmp_path):
    (tmp_path / "attachments").write_text("geen map")
    settings.ATTACHMENTS = tmp_path / "attachments"
    with pytest.raises(RegisterError, match="kan niet bewaard worden"):
        attach(actor_for(cast.chris), measure, "a.csv", CSV, why=WHY)
    assert not Attachment.objects.exists()


def test_what_the_database_refuses_leaves_no_file(cast, measure, folder):
    with pytest.raises(RegisterError, match="waarom"):
        attach(actor_for(cast.chris), measure, "a.csv", CSV, why=" ")
    with pytest.raises(RegisterError, match="300"):
        attach(actor_for(cast.chris), measure, "a.csv", CSV, why=WHY, what="x" * 301)
    assert kept_files(folder) == []


def test_nothing_hangs_on_a_plan(cast, folder):
    with pytest.raises(RegisterError, match="niets bijvoegen"):
        attach(actor_for(cast.an), cast.plan, "a.csv", CSV, why=WHY)
