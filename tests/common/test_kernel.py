import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import translation
from django.utils.translation import ngettext_lazy

from common import audit, changelog, clock, display, locks, messages, numbers
from common.api.fields import depth
from common.errors import Reason, Refused, refuse, refused_by
from common.models import AuditEvent, Change
from common.spreadsheet import safe_cell
from common.text import normalise, validate_plain
from common.write import check_etag, next_code, written

NOW = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE common_auditevent SET actor = 'x'", "DELETE FROM common_auditevent"]
)
def test_audit_rows_cannot_be_rewritten(statement):
    audit.record("x", actor=None, object_type="t", object_code="o")

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert AuditEvent.objects.count() == 1


@pytest.mark.database
@pytest.mark.django_db
def test_change_versions_grow_without_gaps():
    versions = [changelog.record_change("campaign", f"C{n}", "change") for n in range(3)]

    assert versions == [versions[0], versions[0] + 1, versions[0] + 2]
    assert changelog.current_version() == versions[-1]
    assert changelog.current_version("other") == 0
    assert Change.objects.count() == 3


@pytest.mark.database
@pytest.mark.django_db
def test_numbers_of_a_series_are_consecutive():
    assert [numbers.next_number("a"), numbers.next_number("a"), numbers.next_number("b")] == [
        1,
        2,
        1,
    ]


@pytest.mark.database
@pytest.mark.django_db
def test_one_raises_when_the_row_is_not_there():
    with pytest.raises(AuditEvent.DoesNotExist), transaction.atomic():
        locks.one(AuditEvent, 1)


def test_refusal_takes_the_status_of_its_worst_reason():
    refusal = Refused([Reason("a", "A", status=403), Reason("b", "B")])

    assert refusal.status == 403
    assert str(refusal) == "A; B"


def test_refuse_fills_the_sentence():
    with pytest.raises(Refused) as refusal:
        refuse("few", "Only %(n)s left.", n=3)

    assert str(refusal.value) == "Only 3 left."


def test_message_is_rendered_in_the_readers_language_and_format():
    messages.register("test.kernel", {"one": "%(persons)s persons, %(gap)s, %(rate)s, %(names)s"})
    params = {
        "persons": 38412,
        "gap": Decimal("20.0"),
        "rate": Decimal("1.50"),
        "names": ["a", "b"],
    }

    with translation.override("en"):
        assert messages.render("test.kernel", "one", params) == "38,412 persons, 20, 1.50, a, b"


def test_a_message_follows_the_count_that_it_names():
    sentence = ngettext_lazy("%(n)s person of %(all)s%%", "%(n)s persons of %(all)s%%", "n")
    messages.register("test.count", {"one": sentence})

    with translation.override("en"):
        said = [messages.render("test.count", "one", {"n": n, "all": 1}) for n in (0, 1, 1000)]

    assert said == ["0 persons of 1%", "1 person of 1%", "1,000 persons of 1%"]
    assert messages.raw(sentence) == "%(n)s persons of %(all)s%"
    assert messages.raw("%(n)s left") == "%(n)s left"


def test_message_cannot_be_registered_with_another_text():
    messages.register("test.twice", {"one": "A"})

    with pytest.raises(ValueError, match="twice"):
        messages.register("test.twice", {"one": "B"})


@pytest.mark.parametrize("text", ["a\u202eb", "a\u200bb", "a\x00b", "a\x07b", "\ufeffa", "a\ud800"])
def test_hidden_characters_are_refused(text):
    with pytest.raises(ValidationError):
        validate_plain(text)


@pytest.mark.parametrize("text", ["𠮷䶮", "买买提·艾力", "👨‍👩‍👧", "充100送50\n第二行"])
def test_rare_and_joined_characters_pass(text):
    validate_plain(text)

    assert normalise(text) == text


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "＠x"])
def test_cell_that_would_run_is_quoted(text):
    assert safe_cell(text) == f"'{text}"


def test_cell_keeps_numbers():
    assert safe_cell(-5) == -5
    assert safe_cell("5") == "5"


@pytest.mark.parametrize(
    "value",
    [0, 7, 412600, -5, -1234567, Decimal("9.30"), Decimal("-1234.5"), 0.093, dt.date(2031, 9, 25)],
)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_sentence_and_figure_write_a_value_the_same_way(value, language):
    figure = display.full_date if isinstance(value, dt.date) else display.number

    with translation.override(language):
        assert messages.readable(value) == figure(value)


def test_depth_counts_nesting():
    assert [depth(1), depth([]), depth({"a": [1]}), depth([[[]]])] == [0, 1, 2, 3]


def test_days_include_both_ends():
    assert len(clock.days(dt.date(2027, 2, 27), dt.date(2027, 3, 1))) == 3
    assert clock.days(dt.date(2027, 3, 2), dt.date(2027, 3, 1)) == []
    assert clock.monday(dt.date(2027, 3, 3)) == dt.date(2027, 3, 1)


@pytest.mark.django_db
def test_written_leaves_the_audit_row_and_then_the_change():
    before = changelog.current_version()

    written(
        "transfer",
        "resource",
        "leaflet",
        actor=None,
        now=NOW,
        log=("resources", "moved"),
        reason="more need",
        details={"quantity": 5},
    )

    event, change = AuditEvent.objects.get(), Change.objects.latest("version")
    assert (event.action, event.object_type, event.object_code, event.happened_at) == (
        "transfer",
        "resource",
        "leaflet",
        NOW,
    )
    assert (event.reason, event.details) == ("more need", {"quantity": 5})
    assert (change.kind, change.code, change.operation, change.happened_at) == (
        "resources",
        "leaflet",
        "moved",
        NOW,
    )
    assert changelog.current_version() == before + 1


@pytest.mark.django_db
def test_written_without_log_changes_nobody_elses_numbers():
    before = changelog.current_version()

    written("issue_token", "token", "li", actor=None)

    assert AuditEvent.objects.get().action == "issue_token"
    assert changelog.current_version() == before


@pytest.mark.parametrize(("read", "is_refused"), [(None, False), (7, False), (6, True), (8, True)])
def test_write_of_what_was_read_before_another_write_is_refused(read, is_refused):
    if not is_refused:
        check_etag(7, read)
        return

    with pytest.raises(Refused) as refusal:
        check_etag(7, read)

    assert (refusal.value.status, refusal.value.reasons[0].code) == (412, "stale")


@pytest.mark.django_db
def test_codes_count_by_series_and_year():
    years = [dt.datetime(year, 3, 1, tzinfo=dt.UTC) for year in (2027, 2027, 2028)]

    assert [next_code("D", "draft", at) for at in years] == [
        "D2027-0001",
        "D2027-0002",
        "D2028-0001",
    ]


def test_what_a_model_says_against_its_values_stands_at_its_fields():
    error = ValidationError(
        {"day": [ValidationError("This day has passed.", code="past")], NON_FIELD_ERRORS: ["No."]}
    )

    refused = refused_by(error)

    assert refused.status == 400
    assert [(one.attr, one.code, str(one)) for one in refused.reasons] == [
        ("day", "past", "This day has passed."),
        (None, "invalid", "No."),
    ]
