"""The order in which the demo company is written."""

from __future__ import annotations

from django.db import transaction

from campaigns.enums import CLOSED, CampaignState
from campaigns.models import Campaign
from channels.models import Channel, LoadingRule, Product
from customers.models import Consent, Customer, DoNotContact, Holding, Party, PartyLink
from desk.demo.campaigns import load_plans
from desk.demo.catalogue import load_catalogue
from desk.demo.comms import load_comms
from desk.demo.copying import gather_statistics
from desk.demo.customers import load_customers
from desk.demo.cycles import load_cycles
from desk.demo.days import load_days
from desk.demo.holdings import load_holdings
from desk.demo.loading import load_rules
from desk.demo.people import load_people
from desk.demo.places import load_places
from desk.demo.segments import load_segments
from desk.demo.setting import Setting
from desk.demo.stock import load_stock
from desk.demo.units import load_units
from desk.demo.world import World
from organization.models import Unit, User

OVER = CLOSED | {CampaignState.ENDED}


@transaction.atomic
def load_demo(setting: Setting, *, password: str) -> dict[str, int]:
    """Write the whole company in one transaction and return how many rows of the main kinds there
    are.
    """
    units = load_units()
    users = load_people(setting, units, password=password)
    load_days(setting)
    catalogue = load_catalogue(units)
    load_rules(setting, catalogue)
    populace = load_customers(setting, load_places(setting, units), catalogue.groups)
    load_holdings(setting, catalogue, populace)
    gather_statistics(Party, Customer, PartyLink, Holding, Consent, DoNotContact)
    load_segments(setting, units, populace)
    load_cycles(setting, units)
    resources = load_stock(setting, units, users)
    world = World(
        setting=setting, units=units, users=users, catalogue=catalogue, resources=resources
    )
    campaigns = load_plans(world, populace)
    load_comms(world, [campaign for campaign in campaigns if campaign.state not in OVER])
    counted = (Unit, User, Product, Channel, LoadingRule, Customer, Holding, Campaign)
    return {
        str(model._meta.verbose_name_plural): model._default_manager.count() for model in counted
    }
