"""The places of the frame, as each role has them."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from common.context import Frame
from organization.enums import Role
from tests.factories.organization import make_unit, make_user

pytestmark = pytest.mark.django_db


def frame_of(role):
    unit = make_unit("branch", kind="branch") if role == Role.BRANCH_VIEWER else None
    request = RequestFactory().get("/")
    request.user = make_user(role, unit)
    return Frame(request)


@pytest.mark.parametrize("role", Role)
def test_no_two_places_of_a_role_look_alike(role):
    icons = [place.icon for place in frame_of(role).places]

    assert len(icons) == len(set(icons)) > 0


def test_front_office_has_its_two_pages_in_the_phones_bar():
    assert [place.code for place in frame_of(Role.FRONT_OFFICE).tabs] == [
        "my_day",
        "schedule",
        "calendar",
        "released",
    ]
