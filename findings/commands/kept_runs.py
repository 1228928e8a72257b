"""Keeping what runs read, so that they can be replayed."""

from __future__ import annotations

from findings.models import CheckRun, KeptRun

RUNS_KEPT = 3


def keep(run: CheckRun, data: bytes) -> None:
    """Keep what the run read, and of its plan no more than the last runs."""
    if not data:
        return
    KeptRun.objects.bulk_create(
        [KeptRun(run=run, data=data)],
        update_conflicts=True,
        unique_fields=["run"],
        update_fields=["data"],
    )
    kept = KeptRun.objects.filter(run__campaign=run.campaign)
    newest = kept.order_by("-run__created_at", "-run__pk").values("pk")[:RUNS_KEPT]
    kept.exclude(pk__in=newest).delete()
