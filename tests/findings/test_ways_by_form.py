"""Each kind of way out that a click applies, taken through its page: the planner reads before and
after in their language and sends the form as it stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pytest
from pyroaring import BitMap

from campaigns.audiences import version_audience
from campaigns.models import Campaign, PlanVersion
from customers import bitmaps
from findings.commands.edits import EDITS
from findings.enums import WayOutKind
from findings.types import WayOut
from findings.way_forms import FORMS
from tests.campaigns.pages.forms import Forms
from tests.factories.campaigns import day, make_clash, make_resource

pytestmark = pytest.mark.django_db
K = WayOutKind

WAVES = [{"on": day(10).isoformat(), "share": 0.5}, {"on": day(20).isoformat(), "share": 0.5}]
PLACED = {
    "placements": [
        {"channel": "sms", "product": "recharge", "waves": WAVES},
        {"channel": "social-outlet", "product": "recharge"},
    ]
}
ON_SMS = {"channel": "sms", "product": "recharge"}
WORDS = "两个优惠不能同享。"


def asked(resource: str) -> dict[str, Any]:
    request = {"resource": resource, "unit": "branch-east", "quantity": 5}
    return {"resource_requests": [{**request, "needed_by": day(8).isoformat()}]}


def days_of(version: PlanVersion) -> list[Any]:
    return [wave.on for wave in version.placements.get(channel__code="sms").waves.all()]


def channels_of(version: PlanVersion) -> list[str]:
    return [one.channel.code for one in version.placements.all()]


class Step(NamedTuple):
    """A way out of a plan that says this, and what the next revision then says."""

    plan: Mapping[str, Any]
    params: Mapping[str, Any]
    says: Callable[[PlanVersion], Any]
    expected: Any


STEPS: Mapping[WayOutKind, Step] = {
    K.SHIFT_DATES: Step(
        PLACED,
        {"starts_on": day(15), "ends_on": day(45)},
        lambda one: (one.starts_on, one.ends_on, days_of(one)),
        (day(15), day(45), [day(15), day(25)]),
    ),
    K.EXCLUDE_SHARED: Step(
        {},
        {"with": "the other"},
        lambda one: list(one.sources.filter(side="exclude").values_list("kind", flat=True)),
        ["campaign"],
    ),
    K.EXCLUDE_PERSONS: Step({}, {}, lambda one: set(version_audience(one)), {2}),
    K.DROP_WAVE: Step(PLACED, {**ON_SMS, "wave": 2, "on": day(20)}, days_of, [day(10)]),
    K.MOVE_WAVE: Step(
        PLACED, {**ON_SMS, "wave": 1, "on": day(10), "to": day(12)}, days_of, [day(12), day(20)]
    ),
    K.CHANGE_CHANNEL: Step(
        PLACED,
        {"channel": "social-outlet", "product": "recharge", "to": "own-hall"},
        channels_of,
        ["sms", "own-hall"],
    ),
    K.LEAVE_CHANNEL: Step(PLACED, {"channel": "sms"}, channels_of, ["social-outlet"]),
    K.ALIGN_TERMS: Step(
        {},
        {"offer": 1, "get": "30.00", "get_value": "30.00"},
        lambda one: str(one.offers.get().get),
        "30.00",
    ),
    K.FORBID_STACKING: Step({}, {"offers": [1]}, lambda one: one.offers.get().stackable, False),
    K.ATTACH_SCRIPT: Step(
        {},
        {"with": "the other"},
        lambda one: [row.text for row in one.explanations.all()],
        [WORDS],
    ),
    K.REDUCE_REQUEST: Step(
        asked("screen"),
        {"resource": "screen", "unit": "branch-east", "quantity": 2},
        lambda one: one.resource_requests.get().quantity,
        2,
    ),
    K.CHANGE_RESOURCE: Step(
        asked("screen"),
        {"resource": "screen", "unit": "branch-east", "to": "lift"},
        lambda one: one.resource_requests.get().resource.code,
        "lift",
    ),
    K.OPT_IN: Step({"enrolment": "renewal"}, {}, lambda one: one.enrolment, "opt_in"),
    K.REPHRASE: Step(
        {"selling_points": ["网速最佳"]},
        {"word": "最佳", "to": "优选", "places": [{"text": "selling_points.1", "at": 2}]},
        lambda one: [row.text for row in one.selling_points.all()],
        ["网速优选"],
    ),
    K.JOIN_CAMPAIGNS: Step(
        {},
        {"with": "the other"},
        lambda one: [(row.unit.code, row.product.code) for row in one.participants.all()],
        [("enterprise", "recharge")],
    ),
    K.DROP_PARTICIPANT: Step(
        {"participants": [{"unit": "enterprise", "product": "recharge"}]},
        {"unit": "enterprise", "product": "recharge"},
        lambda one: one.participants.count(),
        0,
    ),
}


def test_every_kind_that_a_click_applies_has_its_step():
    assert set(STEPS) == set(EDITS)


@pytest.mark.parametrize("kind", STEPS, ids=str)
def test_a_way_out_is_taken_by_the_form_of_its_page(world, page, kind):
    step = STEPS[kind]
    for code in ("screen", "lift"):
        make_resource(code, kind="media_slot")

    def offered(own: Campaign, other: Campaign) -> WayOut:
        params = {key: other.code if key == "with" else one for key, one in step.params.items()}
        return WayOut(kind=kind, campaign=own.code, params=params)

    own, other, finding = make_clash(world, offered, **step.plan)
    if kind == K.EXCLUDE_SHARED:
        few = bitmaps.store(BitMap([0]))
        PlanVersion.objects.filter(pk=other.working_id).update(
            audience_set=few, eligibility_set=few
        )
    address = f"/campaigns/{own.code}/findings/{finding.pk}/ways/{finding.ways_out[0]['id']}/"
    labels = set()
    for language in ("zh-hans", "en"):
        shown = page(world.planner, language=language).get(address)
        assert shown.status_code == 200
        labels.add(str(shown.context["way"].label))
    assert len(labels) == 2
    assert shown.context["rows"], "what changes is told before it does"

    client = page(world.planner)
    form = Forms(shown.content.decode()).fields[""]
    assert ("text" in form) == FORMS[kind].asks_text
    sent = client.post(address, form | ({"text": WORDS} if "text" in form else {}))

    assert (sent.status_code, sent.url) == (302, f"/campaigns/{own.code}/findings/")
    own = Campaign.objects.get(pk=own.pk)
    assert own.working.number == 2
    assert step.says(own.working) == step.expected
