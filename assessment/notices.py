"""What people are told about pre-assessments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from campaigns.notices import page_of
from common import messages
from organization import notice_kinds
from organization.models import Notice, User
from organization.notices import notices, tell

CODE = "assessment"
TAB = "tab/assessment/"

notice_kinds.register(CODE, _("Pre-assessments"))
messages.register(
    CODE,
    {
        "asked": _(
            "The pre-assessment of %(campaign)s “%(name)s” asks you: questions to answer:"
            " %(count)s."
        ),
        "complete": _("Every question of the pre-assessment of %(campaign)s is answered."),
        "not_met": _(
            "%(person)s answered a question of the pre-assessment of %(campaign)s, and it is not"
            " enough yet: %(question)s"
        ),
    },
)


def about(
    people: Iterable[User], case: str, campaign: Campaign, *, now: dt.datetime, **params: object
) -> list[Notice]:
    """A notice about the plan's pre-assessment for each of these people."""
    words = {"campaign": campaign.code, "name": campaign.name, **params}
    return notices(people, CODE, case, params=words, url=page_of(campaign, TAB), now=now)


__all__ = ["about", "tell"]
