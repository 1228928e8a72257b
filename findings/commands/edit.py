"""What an edit of a way out reads, and what it says when the plan no longer fits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.models import PlanVersion
from common.errors import Reason, Refused
from findings.models import Finding

Change = Mapping[str, Any]
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A version with its parts loaded, and what the way out says about it: its params as Python
    knows them (``FORMS``), days as dates and money as decimals.
    """

    version: PlanVersion
    finding: Finding
    params: Mapping[str, Any]
    extra: Mapping[str, Any]
    today: dt.date


def outdated() -> Refused:
    """The refusal of a step that no longer fits the plan."""
    message = _("The plan has changed since, and this step no longer fits it. Check it again.")
    return Refused(Reason("outdated", message))
