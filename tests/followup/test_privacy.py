"""Every text that can hold something of a person is named, with its reason; no poor one is."""

import re

import pytest
from django.apps import apps
from django.db import models
from django.utils import translation

from grondrecht.followup.models import Person
from grondrecht.followup.personal import NOT_PERSONAL, PERSONAL
from grondrecht.web.work.answer_form import InvolvedRow
from grondrecht.web.work.attachments import AttachForm
from grondrecht.web.work.consultation_forms import MinutesForm
from grondrecht.web.work.finding_forms import FindingForm, ReplyForm
from grondrecht.web.work.poverty_test_forms import EvaluationForm, KnowledgeForm

ROOMS = ("registry", "followup", "account", "socialaccount", "mfa")
TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField)
NOBODY = {
    "en": re.compile("never|nobody", re.IGNORECASE),
    "nl": re.compile("nooit|niemand|geen", re.IGNORECASE),
}


def fields():
    """Every field that can hold something of a person: free texts, and links to one."""
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            for field in model._meta.local_fields:
                chosen = bool(field.choices)
                if (isinstance(field, TEXTS) and not chosen) or field.related_model is Person:
                    yield f"{model._meta.app_label}.{model.__name__}.{field.name}"


NAMED = [each.field for each in PERSONAL]
OTHERS = [f"{model}.{name}" for model, names in NOT_PERSONAL.items() for name in names.split()]


def test_every_field_is_named_once():
    """Where this fails: say in followup/personal.py what a new field holds of whom, and why."""
    assert sorted(fields()) == sorted([*NAMED, *OTHERS])


@pytest.mark.parametrize("each", PERSONAL, ids=lambda each: each.field)
def test_each_says_why_it_is_kept_how_long_and_who_sees_it(each):
    assert all((each.what, each.why, each.until, each.seen))
    assert each.erased in ("row", "value", "stays")
    # What is kept until somebody is erased goes then; what stays is a record.
    assert (each.erased == "stays") == (
        not each.until.startswith("until")
    ) or each.erased == "value"
    apps.get_model(each.model)._meta.get_field(each.name)


def test_a_way_to_a_person_leads_to_one():
    for each in PERSONAL:
        if each.person not in ("", "pk"):
            field = apps.get_model(each.model)._meta.get_field(each.person)
            assert field.related_model is Person, each.field


def test_every_link_to_a_person_is_followed_when_they_are_erased():
    """Nothing points at a person that the list does not know."""
    known = {each.model for each in PERSONAL if each.person}
    pointing = {
        f"{relation.related_model._meta.app_label}.{relation.related_model.__name__}"
        for relation in Person._meta.related_objects
    }
    assert pointing <= known


def test_no_model_keeps_more_of_people_than_a_name_and_an_address():
    kept = {field.name for field in Person._meta.local_fields}
    assert kept == {
        "id",
        "password",
        "last_login",
        "email",
        "name",
        "language",
        "is_active",
        "invited_on",
        "erased_on",
        # When somebody last looked, so that their workbench can show what is new since.
        "looked_at",
    }


# Where people in poverty speak, or others tell what they said.
SPOKEN = (
    InvolvedRow,
    MinutesForm,
    FindingForm,
    ReplyForm,
    KnowledgeForm,
    EvaluationForm,
    AttachForm,
)


@pytest.mark.parametrize("form", SPOKEN, ids=lambda form: form.__name__)
@pytest.mark.parametrize(("language", "warning"), [("en", "in poverty"), ("nl", "armoede")])
def test_forms_where_people_in_poverty_speak_warn_not_to_name_them(form, language, warning):
    with translation.override(language):
        helps = [str(field.help_text) for field in form.base_fields.values()]
    assert any(warning in each and NOBODY[language].search(each) for each in helps), helps
