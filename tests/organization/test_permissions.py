"""What a token needs beside its user's role."""

from __future__ import annotations

import pytest

from organization.enums import Scope
from organization.permissions import Permission, required_scope


@pytest.mark.parametrize(
    ("permission", "scope"),
    [
        pytest.param(Permission.SEE_PLANS, Scope.READ, id="looking"),
        pytest.param(Permission.SUSPEND_PLAN, Scope.APPROVE, id="deciding"),
        pytest.param(Permission.UNMASK_CUSTOMERS, Scope.CUSTOMERS, id="customers"),
        pytest.param(Permission.RECORD_TOUCHES, Scope.TOUCHES, id="what was done to them"),
        pytest.param(Permission.EVALUATE_PLAN, Scope.RESULTS, id="results"),
        pytest.param(Permission.MANAGE_SETUP, Scope.ADMIN, id="the setup"),
        pytest.param(Permission.WRITE_PLAN, Scope.PLANS, id="what is not named is work on plans"),
    ],
)
def test_scope_that_a_token_needs(permission, scope):
    assert required_scope(permission) is scope
