"""Reasons against a step of a report: whose step it is."""

from __future__ import annotations

from common.errors import NO_PERMISSION, Reason
from frontline.models import Report
from frontline.reports.access import decides, reported
from organization.models import User


def owner(actor: User, report: Report) -> Reason | None:
    """The owner, or who answers for the owner's unit."""
    return None if decides(actor, report) else NO_PERMISSION


def reporter(actor: User, report: Report) -> Reason | None:
    """Who reported it, or a colleague who reports for the same unit."""
    return None if reported(actor, report) else NO_PERMISSION
