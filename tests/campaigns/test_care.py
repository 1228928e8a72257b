"""Care for a festival or key customers: a list, a gift and a budget, and nothing to sell."""

from __future__ import annotations

import pytest

from campaigns import workflow
from campaigns.categories import CHANNELS, COMMS, OFFERS
from campaigns.enums import Category
from campaigns.plan_view.plans import SECTIONS
from campaigns.views.editor.sections import sections
from preflight.engine import evaluate
from preflight.readiness import Gate, assess
from preflight.snapshot_parts import ServicePlan
from resources.enums import BenefitState
from tests.factories.campaigns import make_draft
from tests.factories.customers import make_customer
from tests.factories.resources import make_benefit
from tests.preflight.builders import context, plan

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("category", "lacks"),
    [(Category.CARE, set()), (Category.SERVICE, {CHANNELS}), (Category.TARIFF, {OFFERS, CHANNELS})],
)
def test_a_care_plan_needs_no_offer_and_no_channel(world, category, lacks):
    draft = make_draft(world.planner, category=category, offers=[], placements=[])

    reasons = workflow.PLAN.why_not("submit", draft, world.planner)

    places = {"offers": OFFERS, "placements": CHANNELS}
    assert {places[reason.attr] for reason in reasons if reason.attr in places} == lacks


def test_the_editor_spares_what_care_does_not_need_unless_it_is_filled(world):
    draft = make_draft(world.planner, category="care", offers=[], placements=[])
    whole = make_draft(world.planner, category="care", offers=[])

    shown = [row.code for row in sections(draft.working, [], {})]

    assert set(SECTIONS) - set(shown) <= {OFFERS, CHANNELS, COMMS}
    assert {OFFERS, CHANNELS} & set(shown) == set()
    assert CHANNELS in [row.code for row in sections(whole.working, [], {})]


def test_the_page_spares_the_cards_that_stay_empty(world, client):
    light = make_draft(world.planner, category="care", offers=[], placements=[])
    selling = make_draft(world.planner, offers=[], placements=[])
    client.force_login(world.planner)

    def cards(plan):
        page = client.get(f"/campaigns/{plan.code}/").content.decode()
        return {code for code in (OFFERS, CHANNELS, COMMS) if f'id="p-{code}"' in page}

    assert cards(light) == set()
    assert cards(selling) == {OFFERS, CHANNELS, COMMS}


def test_the_checklist_asks_for_words_first():
    ready = plan(category="care", service_plan=ServicePlan(script="x"))

    assert assess(ready, Gate.FINALISE).score == 80
    assert assess(plan(category="care", service_plan=ServicePlan()), Gate.FINALISE).score == 0


def test_the_page_counts_what_was_given_under_its_code(world, client):
    draft = make_draft(world.planner, category="care", offers=[], placements=[])
    for number, state in enumerate((BenefitState.RESERVED, BenefitState.GIVEN, "released")):
        party = make_customer(f"G-{number}").party
        make_benefit(
            party, world.consumer, campaign=draft.code, state=state, given_by="x", value=30
        )
    client.force_login(world.planner)

    page = client.get(f"/campaigns/{draft.code}/").content.decode()

    assert f"/benefits/?campaign={draft.code}" in page
    assert "60" in page
    assert (
        f'value="{draft.code}"' in client.get(f"/benefits/?campaign={draft.code}").content.decode()
    )


@pytest.mark.parametrize("category", Category)
def test_every_rule_answers_for_a_plan_of_every_category_without_offer_and_channel(category):
    checked = evaluate(plan(category=category, offers=(), placements=()), context())

    assert checked.not_run == frozenset()
