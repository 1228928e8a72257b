from __future__ import annotations

from collections.abc import Iterator
from unittest import mock

import pytest
from django.db import transaction
from django.template.backends.django import Template as DjangoTemplate

from tests.access.stage import Stage, make_stage
from tests.factories.campaigns import make_world
from tests.world import declare_check, declare_test_rule


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker) -> Iterator[Stage]:
    """Made once: whatever an address does is undone after each answer. Who gets a page is decided
    before its template, so none is filled in here.
    """
    blank = mock.patch.object(DjangoTemplate, "render", return_value="")
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
        blank,
    ):
        declare_test_rule(patch)
        declare_check(patch, lambda campaign: [])
        yield make_stage(make_world())
        transaction.set_rollback(True)
