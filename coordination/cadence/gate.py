"""What may enter a cycle: everything until the cut-off, then what is urgent, with a reason."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from campaigns.enums import CampaignState, Origin
from campaigns.models import Campaign
from campaigns.review_status import read_together
from common import clock
from common.display import full_date
from common.errors import Reason
from coordination.cadence.commands import is_shut
from coordination.cadence.plans import intakes_on
from coordination.models import CycleStep, LateEntry
from organization.models import User

# What is read for all plans of a list at once: the step that shuts each out, and who said why.
SHUT, SAID = "_shut_out_by", "_said_why_late"


def intake_open(actor: User | None, campaign: Campaign) -> Iterator[Reason]:
    """The cut-off of its cycle has not passed; or the plan is urgent and says why it comes late."""
    step = shut_for(campaign)
    if step is None:
        return
    said = {"cycle": step.cycle.label, "day": full_date(step.due_on)}
    if campaign.working is None or not campaign.working.is_urgent:
        yield Reason(
            "after-cut-off",
            _(
                "The cut-off of %(cycle)s for plans was %(day)s. Only urgent plans still come in;"
                " mark it urgent and say why on the page of the cycle."
            ),
            params=said,
        )
    elif not campaign.__dict__[SAID]:
        yield Reason(
            "late-without-reason",
            _(
                "The cut-off of %(cycle)s for plans was %(day)s. Say on the page of the cycle why"
                " this one comes late."
            ),
            params=said,
        )


def shut_for(campaign: Campaign) -> CycleStep | None:
    """The step whose cut-off keeps a plan out; None for what comes in anyway: what was submitted
    before, amendments, and the province's plans, whose days the city does not choose.
    """
    if SHUT not in campaign.__dict__:
        together = [one for one in read_together(campaign) if SHUT not in one.__dict__]
        is_among = any(one is campaign for one in together)
        _read(together if is_among else [campaign])
    step: CycleStep | None = campaign.__dict__[SHUT]
    return step


def _read(plans: list[Campaign]) -> None:
    """One query for the steps, and one for the reasons where any plan is shut out."""
    held = {one.pk: one.working.starts_on for one in plans if one.working and _is_held(one)}
    steps = intakes_on(held.values())
    today = clock.today()
    shut = {
        key: steps[day] for key, day in held.items() if day in steps and is_shut(steps[day], today)
    }
    entries = LateEntry.objects.filter(campaign__in=shut) if shut else LateEntry.objects.none()
    said = set(entries.values_list("campaign", flat=True))
    for one in plans:
        one.__dict__[SHUT], one.__dict__[SAID] = shut.get(one.pk), one.pk in said


def _is_held(campaign: Campaign) -> bool:
    return (
        campaign.state == CampaignState.DRAFT
        and not campaign.is_amendment
        and campaign.origin == Origin.OWN
        and not campaign.revision
        and not campaign.is_imported
    )
