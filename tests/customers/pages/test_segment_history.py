"""Beside a segment: which plans use it, and whom it meant before."""

from __future__ import annotations

import pytest
from django.urls import reverse

from customers.models import Segment
from customers.segments import change_segment, create_segment
from tests.factories.campaigns import make_draft
from tests.factories.customers import make_customer

pytestmark = pytest.mark.django_db


def person(kind):
    return {"field": "kind", "op": "eq", "value": kind}


def page(client, user, code):
    client.force_login(user)
    return client.get(reverse("customers:segment", args=[code])).content.decode()


def test_the_plans_that_use_it_are_named_to_who_may_see_them(world, client):
    draft = make_draft(world.planner, name="用到的营销案")

    assert draft.name in page(client, world.planner, "everybody")
    assert draft.name not in page(client, world.rival, "everybody")
    assert draft.name not in page(client, world.planner, "nobody")


def test_an_earlier_version_is_used_again(world, client):
    planner = world.planner
    make_customer("L-1")
    made = create_segment(
        actor=planner, code="mine", name="m", definition=person("person"), owner_unit=world.consumer
    )
    change_segment(segment_id=made.pk, actor=planner, name="words alone")
    change_segment(segment_id=made.pk, actor=planner, numbers=["L-1"])
    use = reverse("customers:segment-version", args=["mine", 1])
    assert use in page(client, planner, "mine")

    assert client.post(use).status_code == 302

    segment = Segment.objects.get(code="mine")
    assert (segment.kind, segment.definition, segment.members_id) == (
        "filter",
        person("person"),
        None,
    )
    assert list(segment.versions.values_list("number", "made_by")) == [
        (3, planner.username),
        (2, planner.username),
        (1, planner.username),
    ]
    assert client.post(use).status_code == 409
    client.force_login(world.rival)
    assert client.post(use).status_code == 403
