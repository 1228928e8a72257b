"""A loading rule corrected on its first day: every reader sees the same one version."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from campaigns.views.editor import figures
from channels import commands, queries
from channels.enums import Fit
from channels.models import Channel, Product
from common import clock
from organization.enums import Role
from preflight import loading
from tests.factories.campaigns import day, make_draft
from tests.factories.channels import make_group
from tests.factories.organization import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("first", "second"), [(Fit.FORBIDDEN, Fit.ALLOWED), (Fit.ALLOWED, Fit.FORBIDDEN)]
)
def test_rule_corrected_on_its_first_day_is_once_in_force_for_every_reader(world, first, second):
    manager, group = make_user(Role.CHANNEL_MANAGER), make_group("consumer")
    for fit in (first, second):
        commands.set_fit(
            product=Product.objects.get(code="recharge"),
            customer_group=group,
            channel=Channel.objects.get(code="sms"),
            fit=fit,
            reason="x",
            actor=manager,
        )
    draft = make_draft(
        world.planner,
        starts_on=clock.today().isoformat(),
        ends_on=day(20).isoformat(),
        placements=[{"channel": "sms", "product": "recharge"}],
    )
    client = APIClient()
    client.force_authenticate(manager)
    today = clock.today()

    loaded = loading.load(draft.working, today).context.fits
    (badge,) = figures.fits(draft.working)
    _channels, (row,) = queries.matrix(day=today)
    listed = client.get("/api/v1/loading-rules/", {"on": today.isoformat()}).json()["results"]

    assert [(one.fit, one.version) for one in loaded] == [(second, 2)]
    assert badge["fit"].word == second.label
    assert [rule.fit for rule in row.rules if rule is not None] == [second]
    assert [(one["fit"], one["version"]) for one in listed] == [(second, 2)]
