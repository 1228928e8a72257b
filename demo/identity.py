"""Who stands behind several accounts: the general manager's companies as marketing customers, and
accounts of which somebody has to say whether they are one person's.
"""

from __future__ import annotations

from collections.abc import Iterator

from common.write import came_about
from customers.enums import LinkBasis
from customers.grouping.commands import link_below, make_group
from customers.identity.finding import match_block
from customers.models import Customer, MarketingCustomer, Party, UnmatchedParty
from demo.populace import Firm, Person, Populace
from demo.troubles import general_manager
from demo.world import World

ASKED = 2
DAY = -30


def load_identity(world: World, populace: Populace) -> None:
    """A customer tree of three marketing customers, and two open questions."""
    _group(world, populace)
    _ask(world, populace)


def _group(world: World, populace: Populace) -> None:
    """The general manager's firm above two firms of the same branch that it owns."""
    manager = general_manager(populace)
    own = next(firm for firm in populace.firms if firm.contacts[0] is manager)
    others = [
        firm
        for firm in populace.firms
        if firm is not own
        and firm.place.branch == own.place.branch
        and firm.contacts[0] is not manager
    ][:2]
    top = _made(world, own, manager)
    _below(world, top, own.account, LinkBasis.DECIDER, "总经理签订全部合同")
    for account in manager.accounts:
        _below(world, top, account, LinkBasis.DECIDER, "总经理本人的号码")
    for firm in others:
        part = _made(world, firm, firm.contacts[0])
        _below(world, part, firm.account, LinkBasis.TOLD, "客户经理走访确认")
        link_below(
            group=top,
            what=part,
            basis=LinkBasis.OWNERSHIP,
            reason="控股子公司，采购由总部决定",
            actor=world.planner_of("enterprise"),
            now=world.scenario.at(world.scenario.day(DAY), 15),
        )


def _made(world: World, firm: Firm, decides: Person) -> MarketingCustomer:
    return make_group(
        name=firm.name,
        decision_maker=Party.objects.get(pk=decides.key),
        actor=world.planner_of("enterprise"),
        now=world.scenario.at(world.scenario.day(DAY)),
    )


def _below(
    world: World, group: MarketingCustomer, account: int, basis: LinkBasis, reason: str
) -> None:
    link_below(
        group=group,
        what=Customer.objects.select_related("party").get(pk=account),
        basis=basis,
        reason=reason,
        actor=world.planner_of("enterprise"),
        now=world.scenario.at(world.scenario.day(DAY), 11),
    )


def _ask(world: World, populace: Populace) -> None:
    """Two accounts with one name and one phone each time, which came in as two persons."""
    at = world.scenario.at(world.scenario.day(-1))
    for one, other in _namesakes(populace):
        phone = Customer.objects.get(pk=one.accounts[0]).phone
        Customer.objects.filter(pk=other.accounts[0]).update(phone=phone)
        UnmatchedParty.objects.bulk_create(
            UnmatchedParty(party_id=person.key) for person in (one, other)
        )
    match_block(now=at)
    came_about("customers", "import", of=["demo"], now=world.scenario.at(world.scenario.today, 0))


def _namesakes(populace: Populace) -> Iterator[tuple[Person, Person]]:
    """Pairs of private persons of one name in one branch."""
    seen: dict[tuple[str, str], Person] = {}
    found = 0
    for person in populace.persons:
        if person.is_member or len(person.name) < 3 or found == ASKED:
            continue
        first = seen.setdefault((person.name, person.place.branch), person)
        if first is not person:
            found += 1
            yield first, person
