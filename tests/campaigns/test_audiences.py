"""Another plan as the source of an audience or of an eligibility."""

from __future__ import annotations

import pytest

from campaigns.audiences import Audience, Source, resolve_audience
from campaigns.commands import change_plan, change_state
from campaigns.enums import SourceKind, SourceUse
from campaigns.models import Campaign
from customers.models import Customer
from tests.factories.campaigns import make_checking, make_draft, read_plan

pytestmark = pytest.mark.django_db


def listed(*numbers: str) -> dict[str, list[dict[str, list[str]]]]:
    return {"include": [{"list": list(numbers)}], "exclude": []}


def numbers_of(campaign: Campaign, use: SourceUse) -> set[str]:
    """Whom the plan gives as a source of that use."""
    source = Source(kind=SourceKind.CAMPAIGN, campaign=campaign)
    ordinals = resolve_audience(Audience(include=[source]), use=use)
    rows = Customer.objects.filter(party__ordinal__in=list(ordinals))
    return set(rows.values_list("number", flat=True))


@pytest.mark.parametrize(
    ("eligibility", "eligible"),
    [
        pytest.param(None, {"N0001"}, id="whoever is approached"),
        pytest.param(listed("N0002", "N0003"), {"N0002", "N0003"}, id="others"),
        pytest.param(listed("N0001", "N0002"), {"N0001", "N0002"}, id="others too"),
    ],
)
def test_another_plan_gives_its_eligibility_to_an_eligibility(world, eligibility, eligible):
    source = make_checking(world.planner, audience=listed("N0001"), eligibility=eligibility)

    assert numbers_of(source, SourceUse.AUDIENCE) == {"N0001"}
    assert numbers_of(source, SourceUse.ELIGIBILITY) == eligible

    from_source = {"include": [{"campaign": source.code}], "exclude": []}
    taken = make_checking(world.planner, audience=from_source, eligibility=from_source)
    assert numbers_of(taken, SourceUse.AUDIENCE) == {"N0001"}
    assert numbers_of(taken, SourceUse.ELIGIBILITY) == eligible


def test_another_plan_gives_what_it_submitted_last(world):
    def given() -> set[str]:
        return numbers_of(source, SourceUse.AUDIENCE)

    source = make_draft(world.planner, audience=listed("N0001"))
    assert given() == set()
    change_state(campaign_id=source.pk, name="submit", actor=world.planner)
    assert given() == {"N0001"}
    change_state(campaign_id=source.pk, name="recall", actor=world.planner)
    change_plan(
        campaign_id=source.pk,
        plan=read_plan(world.planner, audience=listed("N0002")),
        actor=world.planner,
    )
    assert given() == {"N0001"}
    change_state(campaign_id=source.pk, name="submit", actor=world.planner)
    assert given() == {"N0002"}
