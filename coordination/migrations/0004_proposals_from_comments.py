from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import migrations
from django.utils import timezone

DAYS = dt.timedelta(days=2)


def make_proposals(apps: Any, schema_editor: Any) -> None:
    """What was proposed by a comment becomes a proposal; the comments stay as they were said."""
    comments = apps.get_model("findings", "FindingComment").objects
    campaigns = apps.get_model("campaigns", "Campaign").objects
    proposals = apps.get_model("coordination", "Proposal").objects
    counters = apps.get_model("common", "Counter").objects
    open_ones: dict[tuple[Any, str], Any] = {}
    now = timezone.now()
    series = f"proposal-{now.year}"
    for comment in comments.exclude(way_out="").select_related("finding").order_by("id"):
        key = (comment.finding_id, comment.way_out)
        if comment.is_decline:
            if proposal := open_ones.pop(key, None):
                proposal.state, proposal.answer = "declined", comment.text
                proposal.answered_by_id = comment.author_id
                proposal.answered_at = comment.created_at
                proposal.save()
            continue
        ways = (one for one in comment.finding.ways_out if one["id"] == comment.way_out)
        way = next(ways, None)
        plan = campaigns.filter(code=way["campaign"]).first() if way else None
        if plan is None or key in open_ones:
            continue
        counter, _is_new = counters.get_or_create(name=series)
        counter.value += 1
        counter.save()
        is_over = comment.finding.state in ("resolved", "superseded")
        proposal = proposals.create(
            code=f"P{now.year}-{counter.value:04d}",
            finding_id=comment.finding_id,
            way_id=comment.way_out,
            way_out=way,
            campaign=plan,
            state="lapsed" if is_over else "waiting",
            words="\n".join(comment.text.splitlines()[1:]),
            proposed_by_id=comment.author_id,
            proposed_at=comment.created_at,
            unit_id=plan.owner_unit_id,
            asked_id=plan.author_id,
            due_on=(now + DAYS).date(),
            updated_at=now,
        )
        if not is_over:
            open_ones[key] = proposal


class Migration(migrations.Migration):
    dependencies = [
        ("coordination", "0003_negotiations"),
        ("findings", "0004_kept_runs"),
        ("common", "0001_initial"),
    ]
    run_before = [("findings", "0005_proposals_left")]
    operations = [migrations.RunPython(make_proposals, migrations.RunPython.noop)]
