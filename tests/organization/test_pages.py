import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common import clock
from common.models import AuditEvent
from common.write import written
from organization.enums import Role
from organization.models import ApiToken, Delegation, Notice, Policy, User
from organization.notices import notify
from organization.policies import declared
from organization.views.policies import AREAS
from tests.factories.organization import make_unit, make_user

pytestmark = pytest.mark.django_db

SETUP_PAGES = [
    "organization:people",
    "organization:units",
    "organization:unit-new",
    "organization:policies",
    "organization:audit",
]
OWN_PAGES = ["organization:tokens", "organization:notices", "organization:delegation"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", [*SETUP_PAGES, *OWN_PAGES, "organization:setup"])
def test_pages_open_for_an_administrator(client, name, language):
    client.force_login(make_user(Role.ADMINISTRATOR, language=language))

    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    "name",
    ["organization:people", "organization:units", "organization:audit", "organization:setup"],
)
def test_setup_pages_are_closed_to_a_planner(client, name):
    client.force_login(make_user(Role.PLANNER))

    assert client.get(reverse(name)).status_code == 403


@pytest.mark.parametrize("name", [*SETUP_PAGES, *OWN_PAGES])
def test_pages_send_strangers_to_the_sign_in(client, name):
    response = client.get(reverse(name))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_person_is_entered_with_a_first_password_shown_once(client):
    unit = make_unit()
    client.force_login(make_user(Role.ADMINISTRATOR))

    form = {
        "username": "li.si",
        "display_name": "李四",
        "unit": unit.pk,
        "role": Role.PLANNER,
        "language": "",
    }
    response = client.post(reverse("organization:people"), form, follow=True)

    user = User.objects.get(username="li.si")
    password = response.content.decode().partition('<code id="secret">')[2].partition("</code>")[0]
    assert user.must_change_password
    assert user.check_password(password)
    page = reverse("organization:person", args=["li.si"])
    assert password in client.get(page).content.decode(), "it stays until it is put away"
    assert password not in client.get(reverse("organization:people")).content.decode()
    assert client.post(reverse("common:put-secret-away")).url == page
    assert password not in client.get(page).content.decode()


def test_taken_user_name_is_said_at_its_field_with_the_form_as_it_was(client):
    unit, taken = make_unit(), make_user(Role.PLANNER)
    client.force_login(make_user(Role.ADMINISTRATOR))
    form = {"username": taken.username, "display_name": "王五", "unit": unit.pk}

    response = client.post(
        reverse("organization:people"), {**form, "role": Role.PLANNER, "language": ""}
    )

    text = response.content.decode()
    assert response.status_code == 400
    assert 'class="err"' in text.split('name="username"')[1].split("</div>")[0]
    assert 'value="王五"' in text
    assert f'value="{unit.pk}" selected' in text


@pytest.mark.parametrize("action", ["password", "deactivate"])
def test_what_ends_a_persons_sessions_asks_first_and_says_so(client, action):
    person = make_user(Role.PLANNER)
    client.force_login(make_user(Role.ADMINISTRATOR))

    text = client.get(reverse("organization:person", args=[person.username])).content.decode()

    address = reverse("organization:account", args=[person.username, action])
    before, _form, after = text.partition(f'action="{address}"')
    assert before.rpartition("<")[0].count("<dialog") > before.count("</dialog>")
    assert "<p>" in after.partition("</form>")[0]


def test_person_with_a_bad_user_name_gets_the_error_at_the_field(client):
    unit = make_unit()
    client.force_login(make_user(Role.ADMINISTRATOR))

    response = client.post(
        reverse("organization:people"),
        {"username": "Li Si", "display_name": "李四", "unit": unit.pk, "role": Role.PLANNER},
    )

    assert response.status_code == 422
    assert "username" in response.context["form"].errors
    assert "李四" in response.content.decode()


def test_seeded_password_must_be_changed_before_anything_else(client):
    user = make_user(Role.PLANNER)
    user.must_change_password = True
    user.save()
    client.force_login(user)

    response = client.get(reverse("organization:notices"))

    assert response.url == reverse("account_change_password")


def test_changing_the_password_opens_the_product(client):
    user = make_user(Role.PLANNER)
    user.set_password("first-password-1")
    user.must_change_password = True
    user.save()
    client.force_login(user)

    passwords = {
        "oldpassword": "first-password-1",
        "password1": "a better pass phrase",
        "password2": "a better pass phrase",
    }
    client.post(reverse("account_change_password"), passwords)

    assert not User.objects.get(pk=user.pk).must_change_password


def test_token_key_is_shown_once(client):
    client.force_login(make_user(Role.PLANNER))

    first = client.post(
        reverse("organization:tokens"), {"name": "bot", "scopes": ["read"], "days": 30}
    )
    again = client.get(reverse("organization:tokens"))

    key = first.context["key"]
    assert key in first.content.decode()
    assert key not in again.content.decode()


def test_token_of_another_person_cannot_be_revoked(client):
    owner, other = make_user(Role.PLANNER), make_user(Role.PLANNER)
    client.force_login(owner)
    client.post(reverse("organization:tokens"), {"name": "bot", "scopes": ["read"], "days": 30})
    token = ApiToken.objects.get()

    client.force_login(other)
    response = client.post(reverse("organization:token-revoke", args=[token.pk]))

    assert response.status_code == 404
    assert ApiToken.objects.get().revoked_at is None


def test_deputy_is_named_and_ended(client):
    head, deputy = make_user(Role.HEAD), make_user(Role.HEAD)
    client.force_login(head)

    form = {
        "deputy": deputy.pk,
        "starts_on": "2099-01-01",
        "ends_on": "2099-01-09",
        "reason": "出差",
    }
    client.post(reverse("organization:delegation"), form)
    delegation = Delegation.objects.get()
    client.post(reverse("organization:delegation-revoke", args=[delegation.pk]))

    assert Delegation.objects.get().revoked_at is not None


def test_notice_leads_to_its_page_and_counts_as_read(client):
    user = make_user(Role.PLANNER)
    Notice.objects.create(
        user=user, code="x", case="y", params={}, url="/tokens/", created_at="2027-03-01T00:00:00Z"
    )
    client.force_login(user)

    response = client.post(reverse("organization:notice-read", args=[Notice.objects.get().pk]))

    assert response.url == "/tokens/"
    assert Notice.objects.get().read_at is not None


def test_audit_export_is_noted_and_cannot_run_formulas(client):
    AuditEvent.objects.create(
        happened_at="2027-03-01T00:00:00Z",
        actor="=1+1",
        action="x",
        object_type="t",
        object_code="o",
    )
    client.force_login(make_user(Role.AUDITOR))

    body = b"".join(
        client.get(reverse("organization:audit"), {"format": "csv"}).streaming_content
    ).decode()

    assert "'=1+1" in body
    assert AuditEvent.objects.filter(action="export_audit").exists()


@pytest.fixture
def trail(client):
    """What the audit page shows for a query, and three events that it holds."""
    make_user(Role.HEAD, username="head.a", display_name="周振邦")
    for actor, acting_for, code in (("head.a", "", "C1"), ("b", "head.a", "C1"), ("b", "", "C2")):
        AuditEvent.objects.create(
            happened_at="2027-03-01T00:00:00Z",
            actor=actor,
            acting_for=acting_for,
            action="submit",
            object_type="campaign",
            object_code=code,
            details={"persons": 1234, "branches": ["east", "west"], "accepts": True},
        )
    client.force_login(make_user(Role.AUDITOR, language="en"))

    def show(**query):
        return client.get(reverse("organization:audit"), query).content.decode()

    return show


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, 3),
        ({"actor": "HEAD.A"}, 2),
        ({"actor": "振邦"}, 2),
        ({"actor": "nobody"}, 0),
        ({"object_type": "campaign", "object_code": "C1"}, 2),
        ({"object_type": "product", "object_code": "C1"}, 0),
    ],
)
def test_audit_is_narrowed_by_person_and_object(trail, query, found):
    assert trail(**query).count("<dd>1,234</dd>") == found


def test_audit_row_opens_to_its_details_in_words_and_leads_on(trail):
    text = trail()

    for words in ("persons", "1,234", "branches", "east, west", "joins", "yes"):
        assert f">{words}</d" in text
    assert "?actor=head.a" in text
    assert "?object_type=campaign&amp;object_code=C2" in text


def test_administrator_reads_why_they_may_change_a_policy_and_for_how_long(client):
    client.force_login(make_user(Role.ADMINISTRATOR, language="en"))
    url = reverse("organization:policy", args=["campaigns.large_budget"])

    young = client.get(url).content.decode()
    make_user(Role.LEADERSHIP)
    later = client.get(url).content.decode()

    assert "Nobody has the role leadership yet" in young
    assert "Change policy" in young
    assert "Only its owner may change this policy: leadership" in later
    assert "Change policy" not in later


def test_numbers_of_a_list_are_written_as_numbers():
    policy = declared()["preflight.risk_persons"]

    assert policy.said(policy.default) == "1,000, 10,000, 100,000, 1,000,000"


def test_every_area_of_policies_has_a_word(client):
    assert {key.split(".")[0] for key in declared()} <= set(AREAS)


def test_units_list_costs_the_same_for_many(client):
    client.force_login(make_user(Role.ADMINISTRATOR))
    url = reverse("organization:units")
    client.get(url)

    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _ in range(5):
        make_unit()
    with CaptureQueriesContext(connection) as many:
        client.get(url)

    assert len(many) == len(few)


def test_notify_writes_one_notice_a_person():
    user = make_user(Role.PLANNER)

    notify([user, user], "x", "y", params={})

    assert Notice.objects.count() == 1


@pytest.mark.parametrize("username", ["a b", "li!", ".li", "李四", "Li.Si", "a@b"])
def test_user_name_that_is_none_is_refused_at_its_field(client, username):
    unit = make_unit()
    client.force_login(make_user(Role.ADMINISTRATOR))

    answer = client.post(
        reverse("organization:people"),
        {"username": username, "display_name": "李四", "unit": unit.pk, "role": Role.PLANNER},
    )

    assert answer.status_code == 422
    assert "username" in answer.context["form"].errors
    assert not User.objects.filter(display_name="李四").exists()


def test_policy_of_another_age_is_refused_at_its_day(client):
    client.force_login(make_user(Role.LEADERSHIP))
    url = reverse("organization:policy", args=["campaigns.large_budget"])

    answer = client.post(url, {"value": "9", "valid_from": "3026-01-01", "reason": "试"})

    assert answer.status_code == 422
    assert not Policy.objects.exists()


def test_audit_says_roles_parts_and_days_in_words(client):
    client.force_login(make_user(Role.AUDITOR, language="zh-hans"))
    written(
        "change",
        "campaign",
        "C1",
        actor=None,
        details={
            "roles": ["head"],
            "fields": ["external_code"],
            "due": "2027-01-18",
            "changes": {"ends_on": ["2027-01-18", "2027-02-01"]},
        },
    )

    text = client.get(reverse("organization:audit")).content.decode()

    for words in ("部门负责人", "BOSS 营销案编码", "结束日期", "2027年1月18日", "2027年2月1日"):
        assert words in text
    for code in ("external_code", "ends_on", "2027-01-18", "2027-02-01"):
        assert code not in text


@pytest.mark.parametrize("name", ["organization:people", "organization:audit"])
def test_address_with_a_nul_is_a_bad_request(client, name):
    client.force_login(make_user(Role.ADMINISTRATOR))

    assert client.get(f"{reverse(name)}?q=%00&actor=%00").status_code == 400


POLICY = "preflight.clash_near_days"


def test_policy_value_out_of_range_is_refused_at_its_field(client):
    client.force_login(make_user(Role.LEADERSHIP))
    client.cookies["django_language"] = "en"
    url = reverse("organization:policy", args=[POLICY])
    sent = {"valid_from": clock.today().isoformat(), "reason": "season"}

    answer = client.post(url, {**sent, "value": "999999999"})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"value": ["A whole number from 0 to 366."]}
    assert not Policy.objects.exists()
    assert client.post(url, {**sent, "value": "366"}).status_code == 302
    assert Policy.objects.get().value == "366"


def test_policy_page_says_what_may_be_entered_and_what_is_not_usable(client):
    client.force_login(make_user(Role.LEADERSHIP))
    client.cookies["django_language"] = "en"
    Policy.objects.create(
        key=POLICY, value="-5", valid_from="2020-01-01", changed_at="2020-01-01T00:00Z"
    )

    page = client.get(reverse("organization:policy", args=[POLICY])).content.decode()

    assert "A whole number from 0 to 366." in page
    assert "not usable" in page


def test_notices_narrow_to_the_unread_and_go_on_to_the_next_page(client):
    user = make_user(Role.PLANNER, language="en")
    for number in range(52):
        notify([user], "campaign", "ended", params={"campaign": f"C{number}", "name": "x"})
    Notice.objects.filter(params__campaign="C51").update(read_at=clock.now())
    client.force_login(user)
    url = reverse("organization:notices")

    every, unread = (client.get(url + query).content.decode() for query in ("", "?unread=1"))
    second = client.get(f"{url}?unread=1&page=2").content.decode()

    assert "C51 “x”" in every
    assert "C51 “x”" not in unread
    assert "C0 “x”" in second
    assert "unread=1&amp;page=2" in unread


def test_person_is_called_otherwise_by_an_administrator(client):
    person = make_user(Role.PLANNER, username="li.si")
    client.force_login(make_user(Role.ADMINISTRATOR))
    address = reverse("organization:person", args=["li.si"])

    given = {"display_name": "李四", "language": "en", "email": "li@feiteng.example"}
    client.post(address, given)
    wrong = client.post(address, {"display_name": "", "language": "en"})

    person.refresh_from_db()
    assert (person.display_name, person.language) == ("李四", "en")
    assert person.email == "li@feiteng.example"
    assert wrong.context["naming"].errors.keys() == {"display_name"}
    event = AuditEvent.objects.get(action="describe_user")
    assert event.details["changes"]["display_name"] == ["li.si", "李四"]


def test_audit_refuses_days_that_are_none_and_exports_nothing(trail, client):
    for query in ({"since": "2027-13-45"}, {"since": "2027-03-02", "until": "2027-03-01"}):
        for more in ({}, {"format": "csv"}):
            answer = client.get(reverse("organization:audit"), query | more)

            assert answer.status_code == 422
            assert 'class="err"' in answer.content.decode()
            assert "<dd>1,234</dd>" not in answer.content.decode()
    assert not AuditEvent.objects.filter(action="export_audit").exists()


def test_audit_stands_newest_first_whenever_it_was_written(client, monkeypatch):
    monkeypatch.setattr("organization.views.audit.PAGE", 2)
    days = ("2027-03-03", "2027-03-01", "2027-03-02", "2027-03-02")
    for number, day in enumerate(days):
        AuditEvent.objects.create(
            happened_at=f"{day}T00:00:00Z",
            action="submit",
            object_type="campaign",
            object_code=f"C{number}",
        )
    client.force_login(make_user(Role.AUDITOR))

    first = client.get(reverse("organization:audit"), {"object_type": "campaign"})
    second = client.get(reverse("organization:audit") + first.context["more"])

    shown = [row.object_code for page in (first, second) for row in page.context["rows"]]
    assert shown == ["C0", "C3", "C2", "C1"]


def test_audit_finds_a_code_however_it_is_typed(trail):
    assert trail(object_code="ｃ1 ").count("<dd>1,234</dd>") == 2
