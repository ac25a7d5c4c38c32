"""People are invited, given roles for a time, shown what is kept of them, and erased."""

import json
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone
from followup.cast import actor_for
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grondrecht.followup.access import NotAllowed
from grondrecht.followup.actions.people import (
    Post,
    appoint,
    change_self,
    end_appointment,
    erase_person,
    erase_unused,
    export_person,
    forget_second_step,
    invite,
    people_without_role,
    roles_now,
)
from grondrecht.followup.actors import operator
from grondrecht.followup.by_plan import packaged
from grondrecht.followup.models import (
    AppointedOfficial,
    Appointment,
    Domain,
    Draft,
    Person,
    Report,
    Round,
)
from grondrecht.followup.roles import ROLES as EVERY_ROLE
from grondrecht.followup.states import told
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.log import state_on
from grondrecht.registry.models import LogEntry, Office, Party

pytestmark = pytest.mark.django_db
WHY = "om te proberen"
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def an(cast):
    return actor_for(cast.an)


@pytest.fixture
def ine(an):
    """Somebody who was just invited."""
    return invite(an, "Ine@Voorbeeld.be ", " Ine  Nieuw ", why=WHY)


def having_roles(cast):
    return [(name, person) for name, person in cast.everyone.items() if name != "nobody"]


def cabinet(cast):
    return Post("cabinet", cast.plan, office=Office.objects.get(plan=cast.plan, code="06"))


def agrees(person):
    """What the log tells of a person is what the tables say."""
    return state_on("", f"person:{person.pk}") == told(person).state


def report_of(cast):
    """A report in a round, written straight into the tables."""
    days = {"first_day": TODAY, "last_day": TODAY, "to_government": TODAY, "to_parliament": TODAY}
    edition = cast.plan.editions.get()
    of = Round.objects.create(
        plan=cast.plan, edition=edition, slug="r", name="R", kind="progress", **days
    )
    return Report.objects.create(
        round=of,
        action=cast.own_action,
        answered_by=f"{cast.chris.name}, ambtenaar, dienst",
        answered_at=timezone.now(),
    )


# Invited


def test_who_is_invited_can_sign_in_and_has_no_role(ine):
    assert (ine.email, ine.name, ine.invited_on) == ("ine@voorbeeld.be", "Ine Nieuw", TODAY)
    assert not ine.has_usable_password()
    assert not actor_for(ine).held
    assert agrees(ine)


@pytest.mark.parametrize("email", ["ine@voorbeeld.be", "INE@voorbeeld.be", "geen adres", ""])
def test_an_address_is_invited_once_and_is_one(an, ine, email):
    with pytest.raises(RegisterError):
        invite(an, email, "Iemand", why=WHY)
    assert Person.objects.filter(name="Iemand").count() == 0


def test_nobody_but_a_coordinator_invites(cast):
    for name, person in cast.everyone.items():
        if name != "coordinator":
            with pytest.raises(NotAllowed):
                invite(actor_for(person), "x@voorbeeld.be", "X", why=WHY)
            # Not even whether an address is known can be found out.
            with pytest.raises(NotAllowed):
                invite(actor_for(person), cast.an.email, "X", why=WHY)


def test_the_log_never_holds_an_address_and_shows_nobody_the_names(an, ine, cast):
    appoint(an, ine, cabinet(cast), why=WHY)
    entries = list(LogEntry.whole.filter(subject=f"person:{ine.pk}"))
    assert len(entries) == 2
    assert not any("ine@" in str(entry.__dict__) for entry in entries)
    assert not LogEntry.objects.filter(subject__startswith="person:").exists()


# Appointed


def test_a_role_counts_from_its_first_day_to_its_last(an, ine, cast):
    later = appoint(an, ine, cabinet(cast), first_day=TODAY + DAY, why=WHY)
    assert not actor_for(ine).held
    later.first_day = TODAY
    later.save()
    assert actor_for(ine).holds("cabinet", cast.plan.pk)
    end_appointment(an, later, why=WHY)
    assert actor_for(ine).holds("cabinet", cast.plan.pk), "today still counts"
    end_appointment(an, later, last_day=TODAY - DAY, why=WHY)
    assert not actor_for(ine).held
    assert not Appointment.objects.filter(person=ine).exists(), "it was never held"
    assert Person.objects.filter(pk=ine.pk).exists()


def test_an_ended_role_stays_on_record(an, cast):
    held = cast.bram.appointments.get()
    end_appointment(an, held, last_day=TODAY - DAY, why=WHY)
    assert cast.bram.appointments.get().last_day == TODAY - DAY
    assert not actor_for(cast.bram).held


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "cabinet"},
        {"role": "official"},
        {"role": "official", "party": "platform-armen-aan-het-woord"},
        {"role": "association", "party": "departement-werk"},
        {"role": "coordinator", "party": "departement-werk"},
        {"role": "reader", "office": "06"},
        {"role": "coordinator", "office": "06"},
        {"role": "cabinet", "office": "06", "party": "departement-werk"},
        {"role": "official", "party": "alle-administraties"},
        {"role": "evaluator", "party": "alle-administraties"},
        {"role": "koning"},
    ],
    ids=str,
)
def test_a_role_goes_with_its_own_kind_of_body(an, ine, cast, wrong):
    post = Post(
        wrong["role"],
        cast.plan,
        Office.objects.get(plan=cast.plan, code=wrong["office"]) if "office" in wrong else None,
        Party.objects.get(slug=wrong["party"]) if "party" in wrong else None,
    )
    with pytest.raises(RegisterError) as refused:
        appoint(an, ine, post, why=WHY)
    assert str(refused.value).count(".") == 1, "what is wrong, not every rule there is"
    assert not ine.appointments.exists()


def test_every_role_says_for_whom_it_is_held():
    whom = packaged("bodies")["whom"]
    assert set(whom) == {"cabinet", "official", "association", "evaluator"}
    assert set(whom) | {"coordinator", "reader"} == {role.key for role in EVERY_ROLE}


def test_a_role_is_called_by_its_name_and_for_whom(cast):
    called = {name: str(person.appointments.get()) for name, person in having_roles(cast)}
    assert called["coordinator"] == "coördinator"
    assert called["official"] == "ambtenaar – Departement Welzijn en Samenleving"
    assert "None" not in " ".join(called.values())


def test_the_same_role_is_not_held_twice(an, cast):
    with pytest.raises(RegisterError, match="Bram Kabinet"):
        appoint(an, cast.bram, cabinet(cast), why=WHY)


def test_a_coordinator_of_one_plan_gives_roles_in_it_alone(an, ine, cast):
    appoint(an, ine, Post("coordinator", cast.plan), why=WHY)
    of_plan = actor_for(ine)
    appoint(of_plan, cast.hanne, cabinet(cast), why=WHY)
    for post in (Post("coordinator"), Post("reader")):
        with pytest.raises(NotAllowed):
            appoint(of_plan, cast.hanne, post, why=WHY)
    with pytest.raises(NotAllowed):
        end_appointment(of_plan, cast.an.appointments.get(), why=WHY)
    with pytest.raises(NotAllowed):
        erase_person(of_plan, cast.an, why=WHY)


ROLES = st.sampled_from(["coordinator", "cabinet", "official", "association", "reader"])
STEPS = st.lists(st.tuples(ROLES, st.integers(-3, 3)), min_size=1, max_size=6)


@given(STEPS)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_roles_come_and_go_the_log_tells_the_same(an, cast, steps):
    person = invite(an, f"p{Person.objects.count()}@voorbeeld.be", "P", why=WHY)
    whom = {
        "cabinet": {"office": Office.objects.get(plan=cast.plan, code="06")},
        "official": {"party": Party.objects.get(slug="departement-werk")},
        "association": {"party": Party.objects.get(slug="platform-armen-aan-het-woord")},
    }
    for role, shift in steps:
        held = [each for each in roles_now(person) if each.role == role]
        if held:
            end_appointment(an, held[0], last_day=TODAY + shift * DAY, why=WHY)
        else:
            post = Post(role, cast.plan, **whom.get(role, {}))
            appoint(an, person, post, first_day=TODAY + shift * DAY, why=WHY)
        assert agrees(person)
    erase_person(an, person, why=WHY)
    assert agrees(person)


def test_a_name_with_a_comma_is_refused(an):
    before = Person.objects.count()
    with pytest.raises(RegisterError, match="zonder komma"):
        invite(an, "ine@voorbeeld.be", "Nieuw, Ine", why=WHY)
    assert Person.objects.count() == before


# Of oneself


def test_everyone_changes_their_own_name_and_language(ine):
    change_self(actor_for(ine), "Ine Anders", "en", why=WHY)
    ine.refresh_from_db()
    assert (ine.name, ine.language) == ("Ine Anders", "en")
    assert agrees(ine)
    for name, language in (("", "nl"), ("Ine", "fr"), ("Nieuw, Ine", "nl")):
        with pytest.raises(RegisterError):
            change_self(actor_for(ine), name, language, why=WHY)
    with pytest.raises(NotAllowed):
        change_self(operator("root"), "X", "nl", why=WHY)


def test_everyone_takes_out_what_is_kept_of_them_and_of_nobody_else(cast):
    report = report_of(cast)
    Draft.objects.create(report=report, person=cast.chris, answer={"news": "iets"}, seen=1)
    own = json.loads(json.dumps(export_person(actor_for(cast.chris), cast.chris), default=str))
    kept = {each["field"]: each["values"] for each in own["kept"]}
    assert own["person"]["email"] == "chris@voorbeeld.be"
    assert own["roles"][0]["role"] == "official"
    assert kept["followup.Draft.answer"] == [{"news": "iets"}]
    assert kept["followup.Report.answered_by"] == [f"{cast.chris.name}, ambtenaar, dienst"]
    assert kept["followup.Person.password"] == ["(secret)"]
    assert cast.dina.email not in json.dumps(own)
    with pytest.raises(NotAllowed):
        export_person(actor_for(cast.dina), cast.chris)
    assert export_person(actor_for(cast.an), cast.chris)["kept"] == own["kept"]


def test_what_is_kept_says_why_until_when_and_who_sees_it(cast):
    for each in export_person(actor_for(cast.hanne), cast.hanne)["kept"]:
        assert all(each[key] for key in ("field", "what", "why", "until", "seen"))


# Erased


def test_erasing_takes_out_what_is_theirs_and_leaves_what_they_signed(an, cast):
    report = report_of(cast)
    Draft.objects.create(report=report, person=cast.chris, answer={"news": "x"}, seen=1)
    Authenticator.objects.create(user=cast.chris, type="totp", data={"secret": "X"})
    domain = Domain.objects.create(plan=cast.plan, slug="proef", name="Proef")
    AppointedOfficial.objects.create(
        domain=domain,
        person=cast.chris,
        name=cast.chris.name,
        address=cast.chris.email,
        first_day=TODAY,
    )
    chris = Person.objects.get(pk=cast.chris.pk)
    erase_person(an, chris, why="op eigen vraag")
    chris = Person.objects.get(pk=cast.chris.pk)
    assert chris.name == f"gewiste persoon {chris.pk}"
    assert (chris.email, chris.is_active) == (f"{chris.pk}@erased.invalid", False)
    assert not chris.has_usable_password()
    assert not Draft.objects.filter(person=chris).exists()
    assert not Authenticator.objects.filter(user=chris).exists()
    official = AppointedOfficial.objects.get(domain=domain)
    assert (official.name, official.address) == (chris.name, "")
    report.refresh_from_db()
    assert report.answered_by.startswith("Chris Ambtenaar")
    assert not list(roles_now(chris).filter(last_day__isnull=True))
    with pytest.raises(RegisterError):
        erase_person(an, chris, why=WHY)


def test_an_erased_address_can_be_invited_again(an, ine):
    erase_person(an, ine, why=WHY)
    again = invite(an, "ine@voorbeeld.be", "Ine Nieuw", why=WHY)
    assert again.pk != ine.pk
    assert agrees(ine)


@pytest.mark.parametrize("other", [False, True])
def test_the_only_coordinator_is_not_erased(an, ine, cast, other):
    appoint(an, ine, Post("coordinator"), first_day=TODAY + (not other) * DAY, why=WHY)
    if other:
        erase_person(operator("x"), cast.an, why=WHY)
    else:
        with pytest.raises(RegisterError, match="An Coördinator is de enige coördinator"):
            erase_person(operator("x"), cast.an, why=WHY)
    cast.an.refresh_from_db()
    assert bool(cast.an.erased_on) is other
    cast.an.erased_on = None


def test_a_coordinator_of_one_plan_is_not_needed_where_one_of_all_plans_is_there(an, ine, cast):
    appoint(an, ine, Post("coordinator", cast.plan), why=WHY)
    with pytest.raises(RegisterError, match="enige coördinator"):
        erase_person(operator("x"), cast.an, why=WHY)
    erase_person(an, ine, why=WHY)
    assert Person.objects.get(pk=ine.pk).erased_on


def test_only_coordinators_erase(cast):
    for name, person in cast.everyone.items():
        if name != "coordinator":
            with pytest.raises(NotAllowed):
                erase_person(actor_for(person), cast.hanne, why=WHY)


# Kept no longer than needed


@pytest.mark.parametrize(("days", "erased"), [(29, True), (30, True), (31, False)])
def test_who_has_no_role_for_so_long_is_erased(an, cast, days, erased):
    held = cast.bram.appointments.get()
    end_appointment(an, held, last_day=TODAY - 31 * DAY, why=WHY)
    found = erase_unused(an, days, today=TODAY, why="te lang zonder rol")
    assert (cast.bram in found) is erased
    assert cast.chris not in found


def test_who_was_invited_or_signed_in_lately_is_kept(an, ine, cast):
    assert ine not in people_without_role(30, TODAY)
    assert ine in people_without_role(30, TODAY + 60 * DAY)
    cast.hanne.last_login = timezone.now()
    cast.hanne.save()
    assert cast.hanne not in people_without_role(30, TODAY)


def test_erasing_twice_erases_nobody_twice(an, cast):
    end_appointment(an, cast.bram.appointments.get(), last_day=date(2017, 1, 1), why=WHY)
    assert cast.bram in erase_unused(an, 365, today=TODAY, why=WHY)
    assert erase_unused(an, 365, today=TODAY, why=WHY) == []


def test_only_who_runs_the_program_takes_a_second_step_away(an, cast):
    Authenticator.objects.create(user=cast.bram, type="totp", data={"secret": "X"})
    with pytest.raises(NotAllowed):
        forget_second_step(an, cast.bram, why=WHY)
    forget_second_step(operator("root"), cast.bram, why=WHY)
    assert not Authenticator.objects.filter(user=cast.bram).exists()
    assert LogEntry.whole.get(verb="person.forget_second_step").by == "root"
