import pytest
from django.core.management import call_command

from common import clock
from comms.models import AdvertisingTerm
from organization.enums import Role
from organization.master_data import kind_of, tell_owners
from organization.models import Notice
from tests.factories.organization import make_user

pytestmark = pytest.mark.django_db


def told(user) -> list[str]:
    return list(Notice.objects.filter(user=user).values_list("case", flat=True))


def test_who_answers_for_an_empty_list_is_told_once():
    service, reviewer = make_user(Role.SERVICE_MANAGER), make_user(Role.COMMS_REVIEWER)

    for _day in range(2):
        tell_owners(clock.now())

    assert told(service).count("advertising-terms") == 1
    assert "advertising-terms" not in told(reviewer)
    notice = Notice.objects.get(user=service, case="advertising-terms")
    assert notice.url == kind_of("advertising-terms").url()
    assert "advertising terms" in notice.text or "广告用语" in notice.text


def test_a_list_with_a_row_is_nobodys_business():
    service = make_user(Role.SERVICE_MANAGER)
    AdvertisingTerm.objects.create(word="最佳", article="第九条")

    tell_owners(clock.now())

    assert "advertising-terms" not in told(service)


def test_while_nobody_answers_for_it_the_next_day_asks_again():
    tell_owners(clock.now())
    service = make_user(Role.SERVICE_MANAGER)

    tell_owners(clock.now())

    assert "advertising-terms" in told(service)


def test_a_new_company_begins_with_a_list():
    call_command("found_company", "飞腾公司")

    assert AdvertisingTerm.objects.filter(word="最佳", level="forbidden").exists()
    assert AdvertisingTerm.objects.filter(level="refusal").exists()
