"""The general manager of a firm: private customer, member and key contact, and one party."""

from __future__ import annotations

import pytest

from customers.models import PartyLink

pytestmark = pytest.mark.usefixtures("company")


def test_a_general_manager_is_one_party_in_three_roles():
    manager = PartyLink.objects.filter(title="总经理").earliest("id").person

    roles = PartyLink.objects.filter(person=manager)
    assert set(roles.values_list("kind", "decides")) == {("key_contact", "decides"), ("member", "")}
    assert manager.customers.exists()
    assert manager.customers.filter(holdings__isnull=False).exists()
