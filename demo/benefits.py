"""What customers were given: the phones of the general manager, festival care for key contacts."""

from __future__ import annotations

from typing import Any

from common.models import AuditEvent
from customers.enums import BenefitKind, Occasion
from demo.populace import Populace
from demo.troubles import general_manager
from demo.world import World
from resources.commands.ledger import append_touches
from resources.enums import BenefitState
from resources.models import Benefit

# Days since the phones of the general manager were promised and given.
PROMISED, GIVEN = -4, -19
# Key contacts of the largest firms who got something for the festival.
CARED_FOR = 40
# Lists of which some had got something similar: unit, gift, days since, persons, those left out.
SAVED = (
    ("consumer", "umbrella", -37, 260, 14),
    ("enterprise", "thermos", -8, CARED_FOR + 3, 3),
    ("product", "gift-phone", -2, 1, 1),
)


def load_benefits(world: World, populace: Populace) -> None:
    """Write what two departments gave one general manager, each before it could know of the
    other, and a round of care for key contacts.
    """
    manager = general_manager(populace)
    phone, thermos = world.resources["gift-phone"], world.resources["thermos"]
    firms = sorted(populace.firms, key=lambda firm: (-len(firm.members), firm.ordinal))
    contacts = dict.fromkeys(person.key for firm in firms for person in firm.contacts)
    contacts.pop(manager.key, None)
    rows = [
        _row(world, manager.key, "consumer", PROMISED, BenefitState.RESERVED, resource=phone),
        _row(
            world,
            manager.key,
            "enterprise",
            GIVEN,
            BenefitState.GIVEN,
            resource=phone,
            occasion=Occasion.RENEWAL,
        ),
        *(
            _row(
                world,
                key,
                "enterprise",
                -8 - number % 5,
                BenefitState.GIVEN if number % 4 else BenefitState.RESERVED,
                resource=thermos,
                kind=BenefitKind.GOODS,
            )
            for number, key in enumerate(list(contacts)[:CARED_FOR])
        ),
    ]
    Benefit.objects.bulk_create(rows)
    AuditEvent.objects.bulk_create(_deed(world, *one) for one in SAVED)
    for row in rows:
        append_touches([row], actor=world.planner_of(row.unit.code), day=row.day)


def _deed(
    world: World, unit: str, resource: str, offset: int, persons: int, kept: int
) -> AuditEvent:
    """The audit row of a list that was checked and reserved, some of whom had one already."""
    saved = kept * world.resources[resource].unit_cost
    return AuditEvent(
        happened_at=world.scenario.at(world.scenario.day(offset)),
        actor=world.planner_of(unit).get_username(),
        action="benefit.reserve",
        object_type="benefit",
        object_code=resource,
        unit=unit,
        details={
            "occasion": Occasion.KEY_CARE.value,
            "persons": persons,
            "reserved": persons - kept,
            "kept": kept,
            "saved": f"{saved:.2f}",
        },
    )


def _row(
    world: World, party: int, unit: str, offset: int, state: BenefitState, **values: Any
) -> Benefit:
    day = world.scenario.day(offset)
    at = world.scenario.at(day)
    planner = world.planner_of(unit).get_username()
    return Benefit(
        **{
            "party_id": party,
            "unit": world.units[unit],
            "kind": BenefitKind.TERMINAL,
            "occasion": Occasion.KEY_CARE,
            "day": day,
            "state": state,
            "reserved_by": planner,
            "given_by": planner if state == BenefitState.GIVEN else "",
            "created_at": at,
            "changed_at": at,
            **values,
            "value": values["resource"].unit_cost,
        }
    )
