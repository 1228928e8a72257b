"""What a benefit leaves in its person's trajectory: a touch for each step, never changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from channels.enums import ContactClass
from customers.enums import TouchKind
from customers.models import Touch
from customers.touch_checks import OWN_SOURCE
from organization.models import User
from resources.enums import BenefitState
from resources.models import Benefit

TOLD = {
    BenefitState.RESERVED: TouchKind.BENEFIT_RESERVED,
    BenefitState.GIVEN: TouchKind.BENEFIT_GIVEN,
    BenefitState.RETURNED: TouchKind.BENEFIT_RETURNED,
    BenefitState.RELEASED: TouchKind.BENEFIT_RELEASED,
    BenefitState.EXPIRED: TouchKind.BENEFIT_RELEASED,
}


def append_touches(benefits: Sequence[Benefit], *, actor: User | None, day: dt.date) -> None:
    """Append to each person's trajectory that this benefit came into its state on a day; without an
    actor by the lapse of time.
    """
    Touch.objects.bulk_create(
        [
            Touch(
                source=OWN_SOURCE,
                key=f"benefit {row.key} {row.state}",
                happened_on=day,
                kind=TOLD[BenefitState(row.state)],
                contact_class=ContactClass.NONE,
                campaign=row.campaign,
                party_id=row.party_id,
                unit=row.unit.code,
                resource=row.resource.code if row.resource else "",
                benefit_kind=row.kind,
                occasion=row.occasion,
                value=row.value,
                told_by=actor.get_username() if actor else "",
            )
            for row in benefits
        ],
        batch_size=2000,
    )
