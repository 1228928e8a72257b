"""One joint plan in the place of two: the other unit's products are joined to the plan, with its
targets and its share of the cost; the other plan is given up once its head has signed.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from campaigns.enums import ParticipationState
from campaigns.loading import whole
from campaigns.models import Campaign, PlanVersion
from campaigns.plan_data import participants_data, targets_data
from campaigns.workflow.step import Step
from campaigns.workflow.submission import tell_invited
from findings.commands.edit import Change, Edit, outdated

HALF = Decimal("0.50")


def join_campaigns(edit: Edit) -> Change:
    """The products that the other plan offers take part: with its targets, the first of them, and
    with the share of the cost that its persons are of both. Raises ``Refused`` (409) where the
    other plan offers nothing that is not joined already.
    """
    other = Campaign.objects.select_related("owner_unit").filter(code=edit.params["with"]).first()
    if other is None or other.working_id is None:
        raise outdated()
    version = whole([other.working_id])[other.working_id]
    rows = participants_data(edit.version)
    there = {(row["unit"].pk, row["product"].pk) for row in rows}
    products = dict.fromkeys(offer.product for offer in version.offers.all())
    new = [one for one in products if (other.owner_unit_id, one.pk) not in there]
    if not new:
        raise outdated()
    share = share_of_cost(edit.version, version)
    joined: list[dict[str, Any]] = [
        {
            "unit": other.owner_unit,
            "product": product,
            "enrolment": version.enrolment,
            "cost_share": share if place == 0 else Decimal(0),
            "targets": targets_data(version) if place == 0 else [],
            "instead_of": other,
        }
        for place, product in enumerate(new)
    ]
    return {"participants": [*rows, *joined]}


def share_of_cost(own: PlanVersion, other: PlanVersion) -> Decimal:
    """The other plan's part of the persons of both, in hundredths; half where one is not
    counted.
    """
    sizes = [one.audience_set.persons if one.audience_set else 0 for one in (own, other)]
    if not all(sizes):
        return HALF
    return (Decimal(sizes[1]) / sum(sizes)).quantize(HALF)


def joined(step: Step, other: str, *, is_agreed: bool) -> None:
    """After a plan took another one's products along: who agreed to that has said yes; who was not
    asked is told.
    """
    version = step.campaign.working
    if version is None:
        return
    if is_agreed:
        asked = version.participants.filter(
            instead_of__code=other, state=ParticipationState.INVITED
        )
        asked.update(state=ParticipationState.ACCEPTED)
    tell_invited(step)
