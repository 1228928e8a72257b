"""The order in which the demo company is written."""

from __future__ import annotations

from django.db import transaction

from campaigns.enums import CLOSED, CampaignState
from campaigns.models import Campaign
from channels.models import Channel, LoadingRule, Product
from common import clock
from customers.models import Consent, Customer, DoNotContact, Holding, Party, PartyLink
from demo.amendments import load_amendments
from demo.assessments import load_answers, load_checklists
from demo.benefits import load_benefits
from demo.cadence import load_cadence
from demo.campaigns import load_plans
from demo.catalogue import load_catalogue
from demo.commitments import load_commitments
from demo.comms import load_comms
from demo.copying import gather_statistics
from demo.customers import load_customers
from demo.cycles import load_cycles, load_moments, rank_plans
from demo.days import load_days
from demo.evidence import load_evidence
from demo.front_line import load_front_line
from demo.holdings import load_holdings
from demo.hotline import load_hotline
from demo.identity import load_identity
from demo.loading_rules import load_rules
from demo.locations import load_places
from demo.negotiations import ask_for_it
from demo.people import load_people
from demo.policies import load_policies
from demo.results import load_results
from demo.scenario import Scenario
from demo.segments import load_segments
from demo.stock import load_stock
from demo.targets import load_targets
from demo.tariffs import load_tariffs
from demo.units import load_units
from demo.world import World
from organization.models import Unit, User

OVER = CLOSED | {CampaignState.ENDED}


@transaction.atomic
def load_demo(scenario: Scenario, *, password: str) -> dict[str, int]:
    """Write the whole company in one transaction and return how many rows of the main kinds there
    are.
    """
    units = load_units()
    users = load_people(scenario, units, password=password)
    load_days(scenario)
    load_policies(scenario, users)
    catalogue = load_catalogue(units)
    load_rules(scenario, catalogue)
    load_evidence(scenario, users)
    populace = load_customers(scenario, load_places(scenario, units), catalogue.groups)
    load_holdings(scenario, catalogue, populace)
    gather_statistics(Party, Customer, PartyLink, Holding, Consent, DoNotContact)
    load_segments(scenario, units, populace)
    load_targets(catalogue)
    load_tariffs(catalogue, scenario.today)
    load_cycles(scenario, units)
    load_moments(scenario, catalogue.groups)
    load_checklists()
    resources = load_stock(scenario, units, users)
    world = World(
        scenario=scenario, units=units, users=users, catalogue=catalogue, resources=resources
    )
    load_identity(world, populace)
    load_benefits(world, populace)
    campaigns = load_plans(world, populace)
    load_results(scenario, catalogue, campaigns)
    load_answers(world, campaigns)
    rank_plans(campaigns)
    load_hotline(scenario)
    ask_for_it(clock.now())
    load_commitments(world, campaigns)
    load_amendments(world)
    load_front_line(world, campaigns)
    load_comms(world, [campaign for campaign in campaigns if campaign.state not in OVER])
    load_cadence(world)
    counted = (Unit, User, Product, Channel, LoadingRule, Customer, Holding, Campaign)
    return {
        str(model._meta.verbose_name_plural): model._default_manager.count() for model in counted
    }
