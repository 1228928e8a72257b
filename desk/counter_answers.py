"""What the counter reads of each campaign: may the customer take it, from when, or why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from campaigns.models import Campaign, ExplanationScript, Offer
from campaigns.plan_view import formatting
from common.errors import Reason
from frontline.models import WorkNotice

NOT_STARTED = "not-started"


@dataclass(frozen=True, slots=True)
class Answer:
    """One campaign for this customer: ``reasons`` against it, none if they may take it; ``script``
    are the words to say, ``notices`` the work notices in force about it.
    """

    campaign: Campaign
    offers: tuple[Offer, ...]
    reasons: tuple[Reason, ...]
    script: str
    explanations: tuple[ExplanationScript, ...]
    notices: tuple[WorkNotice, ...] = ()

    @property
    def may_take(self) -> bool:
        return not self.reasons

    @property
    def opens_on(self) -> dt.date | None:
        """From when the customer may take it, where only its first day stands between."""
        version = self.campaign.in_force
        waits = {reason.code for reason in self.reasons} == {NOT_STARTED}
        return version.starts_on if waits and version is not None else None

    @property
    def terms(self) -> list[str]:
        """The offers in words: by the name that the tier has, else by what is paid and got."""
        return [formatting.offer_name(offer) for offer in self.offers]


@dataclass(frozen=True, slots=True)
class Grouped:
    """The answers as the counter reads them: what can be done now, what from a day on, what not."""

    now: tuple[Answer, ...]
    later: tuple[Answer, ...]
    never: tuple[Answer, ...]


def grouped(answers: Iterable[Answer]) -> Grouped:
    """The answers by what can be done about them; those that begin soon by their first day."""
    every = list(answers)
    later = [one for one in every if one.opens_on is not None]
    return Grouped(
        now=tuple(one for one in every if one.may_take),
        later=tuple(sorted(later, key=lambda one: (one.opens_on, one.campaign.name))),
        never=tuple(one for one in every if not one.may_take and one.opens_on is None),
    )
