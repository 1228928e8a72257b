import pytest
from django.core.management import CommandError, call_command

from organization.models import Unit, User
from organization.permissions import Permission

pytestmark = pytest.mark.django_db


def test_found_company_makes_an_administrator_who_must_change_his_password(capsys):
    call_command("found_company", "飞腾公司", admin="root.one")

    user = User.objects.get()
    assert user.check_password(capsys.readouterr().out.strip().splitlines()[-1])
    assert user.must_change_password
    assert user.may(Permission.MANAGE_SETUP)


def test_found_company_twice_is_refused():
    call_command("found_company", "飞腾公司")

    with pytest.raises(CommandError, match="already"):
        call_command("found_company", "另一家")

    assert Unit.objects.count() == 1
