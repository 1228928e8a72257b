from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise, SimpleLazyObject
from django.views.decorators.http import require_GET

from campaigns.access import may_see_revisions
from campaigns.audit_labels import WORDS
from campaigns.loading import whole
from campaigns.models import Campaign, PlanVersion
from campaigns.plan_view.plans import differences
from campaigns.tabs import tab_of
from campaigns.terms import CAMPAIGN_STATES
from campaigns.views.detail import lines_for, plan_context
from campaigns.views.header import context_of
from campaigns.views.visible import campaign_or_404, with_findings_or_404
from common.audit_labels import action_word
from common.models import AuditEvent
from customers.filter_parsing import filter_fields
from organization.http import SignedInRequest
from organization.models import User
from organization.names import names_of

PAGE = 50


@dataclass(frozen=True, slots=True)
class Event:
    """A row of the trail in words. Saves of one person that follow each other are one row with
    their number.
    """

    at: Any
    who: str
    acting_for: str
    action: str
    to_state: str
    reason: str
    times: int = 1
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def what(self) -> str | Promise:
        return action_word("campaign", self.action)

    @property
    def words(self) -> list[tuple[str | Promise, str, str]]:
        """What was changed of a submitted plan's words: the field, before, after."""
        return [(WORDS.get(name, name), *one) for name, one in self.changes.items()]


@require_GET
def history(request: SignedInRequest, code: str) -> HttpResponse:
    """What happened to the plan, its revisions, and the difference between two of them."""
    campaign = with_findings_or_404(request.user, code)
    context = context_of(campaign, request.user, "history")
    versions = list(
        campaign.versions.select_related("submitted_by", "audience_set").order_by("-number")
    )
    trail = AuditEvent.objects.filter(object_type="campaign", object_code=code).order_by(
        "-happened_at", "-id"
    )
    rows = list(trail[: PAGE * 4])
    names = names_of(name for row in rows for name in (row.actor, row.acting_for))
    context |= {"versions": versions, "events": grouped(rows, names)[:PAGE]}
    chosen = two_of(request, versions)
    if chosen is not None:
        older, newer = chosen
        context |= {
            "older": older,
            "newer": newer,
            "rows": compared(campaign, older, newer, request.user),
        }
    return render(request, "campaigns/history.html", context)


@require_GET
def revision(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One version as it was."""
    campaign = campaign_or_404(request.user, code)
    if not may_see_revisions(request.user, campaign):
        raise Http404
    key = campaign.versions.filter(number=number).values_list("pk", flat=True).first()
    if key is None:
        raise Http404
    version = whole([key])[key]
    context = context_of(campaign, request.user, "history") | plan_context(
        campaign, version, request.user
    )
    return render(
        request,
        "campaigns/revision.html",
        context | {"version": version, "tab_label": tab_of("history")},
    )


def two_of(
    request: SignedInRequest, versions: list[PlanVersion]
) -> tuple[PlanVersion, PlanVersion] | None:
    """The versions that the address names, else the two newest; None where there is only one."""
    by_number = {str(version.number): version for version in versions}
    older, newer = (
        by_number.get(request.GET.get("from", "")),
        by_number.get(request.GET.get("to", "")),
    )
    if older is None or newer is None:
        if len(versions) < 2:
            return None
        older, newer = versions[1], versions[0]
    return (older, newer) if older.number <= newer.number else (newer, older)


def compared(campaign: Campaign, older: PlanVersion, newer: PlanVersion, user: User) -> list[Any]:
    fields: Any = SimpleLazyObject(lambda: {info.name: info for info in filter_fields()})
    read = whole([older.pk, newer.pk])
    return differences(
        lines_for(read[older.pk], campaign, user, fields),
        lines_for(read[newer.pk], campaign, user, fields),
    )


def grouped(rows: Iterable[AuditEvent], names: Mapping[str, str]) -> list[Event]:
    """The rows in words, newest first; a run of saves by one person is one."""
    found: list[Event] = []
    for row in rows:
        last, who = (found[-1] if found else None), names.get(row.actor, row.actor)
        if (
            last is not None
            and row.action == "change"
            and last.action == "change"
            and last.who == who
            and not last.changes
            and not row.details.get("changes")
        ):
            found[-1] = Event(
                last.at,
                last.who,
                last.acting_for,
                last.action,
                last.to_state,
                last.reason,
                last.times + 1,
            )
            continue
        moved = (
            row.to_state
            if row.to_state != row.from_state and row.to_state in CAMPAIGN_STATES
            else ""
        )
        deputy_of = names.get(row.acting_for, row.acting_for)
        changes = row.details.get("changes", {})
        found.append(
            Event(
                row.happened_at,
                who,
                deputy_of,
                row.action,
                moved,
                row.reason,
                changes=changes,
            )
        )
    return found
