"""A question whose SQL is written once gives what its query set gives, whatever it is asked for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grondrecht.registry.models import Action, Amount, Form, LogEntry
from grondrecht.registry.questions import Question
from grondrecht.web import found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example", "db")]


def same(question, *values):
    """Whether the question gives the rows of its query set, to the last field."""
    asked = list(question._asked(*values))
    given = question(*values)
    assert given == asked
    for one, other in zip(given, asked, strict=True):
        if hasattr(one, "__dict__"):
            assert fields(one) == fields(other)
    return given


def fields(row):
    """The values of a row, and those of the rows that came with it."""
    held = {name: value for name, value in vars(row).items() if name != "_state"}
    return held, {name: each and each.pk for name, each in row._state.fields_cache.items()}


def test_every_question_of_the_page_of_an_action():
    actions = Action.objects.select_related("plan").filter(forms__isnull=False).order_by("code")
    given = {name: 0 for name in vars(found) if isinstance(getattr(found, name), Question)}
    for action in actions:
        forms = list(action.forms.order_by("pk"))
        pks, edition = [form.pk for form in forms], forms[0].edition_id
        values = {
            "_action": (action.plan.slug, action.code),
            "_mandates": (action.office_id,),
            "_of_same_right": (action.plan_id, action.right_id),
            "_amounts": (pks,),
            "_mentions": (pks,),
            "_findings": (action.pk, edition),
            "_entries": (action.plan.slug, f"action:{action.code}"),
        }
        for name in given:
            question = getattr(found, name)
            given[name] += len(same(question, *values.get(name, (action.pk,))))
    assert {name for name, rows in given.items() if not rows} <= {"_involvements"}
    assert len(given) == 12


def test_what_is_related_comes_along_and_costs_no_query(django_assert_num_queries):
    pk = Form.objects.order_by("pk").first().action_id
    found._forms(pk)
    with django_assert_num_queries(1):
        forms = found._forms(pk)
        assert all(form.edition.name and form.commitment.pk for form in forms)


def test_the_sql_is_written_once_for_values_of_one_kind():
    times = []

    @Question
    def asked(code, forms, right):
        times.append(code)
        return Form.objects.filter(action__code=code, pk__in=forms, action__right=right)

    forms = list(Form.objects.order_by("pk").values_list("pk", "action__code", "action__right"))
    for pk, code, right in forms:
        assert [each.pk for each in asked(code, [pk], right)] == [pk]
        assert asked(code, [pk], right + 1000) == asked("", [pk], right) == []
    assert len(times) == 1
    assert len(asked(forms[0][1], [forms[0][0], forms[1][0]], forms[0][2])) >= 1
    assert len(times) == 2


def test_nothing_asked_for_is_no_query_and_none_is_a_value(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert found._amounts([]) == []
    action = Action.objects.order_by("code").first()
    Action.objects.filter(pk=action.pk).update(right=None)
    assert same(found._of_same_right, action.plan_id, None) == [(action.code, action.title)]


@pytest.mark.parametrize("text", ["%s", "'; DROP TABLE x; --", "-1000000000000000", "é\n", ""])
def test_any_text_is_a_value_and_never_sql(text):
    assert same(found._action, text, text) == []
    assert same(found._entries, text, "action:00_01_01") == []


def test_a_constant_of_the_question_stays_beside_its_values():
    @Question
    def amounts(form):
        return Amount.objects.filter(commitment__form=form, value__gt=1000).order_by("pk")

    forms = Form.objects.filter(commitment__amounts__isnull=False).distinct()
    assert sum(len(same(amounts, form.pk)) for form in forms) > 0


def test_rows_that_change_are_read_anew():
    entry = LogEntry.objects.filter(subject__startswith="action:").first()
    before = found._entries(entry.plan, entry.subject)
    with CaptureQueriesContext(connection) as queries:
        assert found._entries(entry.plan, entry.subject) == before
    assert len(queries) == 1
