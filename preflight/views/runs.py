"""The page that says what a check stood on, and asks it again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from campaigns.models import Campaign
from campaigns.views.header import context_of
from findings.models import CheckRun
from findings.rule_info import rule_of
from organization.http import SignedInRequest
from preflight.replay import Replay
from preflight.run_access import replay_for, run_or_404, why_not_replay
from preflight.run_view import run_view

MOST_PLANS = 100


@require_GET
def run(request: SignedInRequest, code: str, run_id: UUID) -> HttpResponse:
    """What a finished check stood on, rule by rule."""
    campaign, there = run_or_404(request.user, code, run_id)
    return shown(request, campaign, there)


@require_POST
def replay(request: SignedInRequest, code: str, run_id: UUID) -> HttpResponse:
    """The same page with what the check finds when it is asked again on what it stood on."""
    campaign, there = run_or_404(request.user, code, run_id)
    return shown(request, campaign, there, replay_for(request.user, campaign, there))


def shown(
    request: SignedInRequest, campaign: Campaign, there: CheckRun, replay: Replay | None = None
) -> HttpResponse:
    view = run_view(there)
    context: dict[str, Any] = context_of(campaign, request.user, "findings") | {
        "view": view,
        "plans": view.plans[:MOST_PLANS],
        "more_plans": max(len(view.plans) - MOST_PLANS, 0),
        "may_replay": why_not_replay(request.user, campaign) is None and view.can_be_replayed,
        "replay": replay,
        "otherwise": [rule_of(one.rule).title for one in (*replay.differing, *replay.added)]
        if replay
        else [],
    }
    return render(request, "preflight/run.html", context)
