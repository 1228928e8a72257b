"""Work notices as pages and the API list them, and the words in force."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, F, Q, QuerySet

from frontline.enums import ISSUED, WorkNoticeState
from frontline.models import Reader, WorkNotice
from frontline.work_notices.access import for_unit, notices_for
from organization.models import User

NAMED = ("campaign", "report", "replaces", "unit", "written_by", "issued_by")


def listed(user: User) -> QuerySet[WorkNotice]:
    """What a person may see, with what rows name and how many have read it."""
    rows = notices_for(user).select_related(*NAMED)
    return rows.annotate(
        told=Count("readers", distinct=True),
        read=Count("readers", filter=Q(readers__read_at__isnull=False), distinct=True),
    )


def in_force(user: User) -> QuerySet[WorkNotice]:
    """The notices whose words are said now, the newest first."""
    rows = notices_for(user).filter(state=WorkNoticeState.IN_FORCE)
    return rows.order_by("-issued_at", "-pk")


def words_of_plans(user: User, plans: Collection[int]) -> dict[int, list[WorkNotice]]:
    """The notices in force about each of these plans, by the plan's key; one query."""
    found: dict[int, list[WorkNotice]] = {}
    for one in in_force(user).filter(campaign__in=plans):
        found.setdefault(one.campaign_id or 0, []).append(one)
    return found


def said_in(user: User, path: str) -> QuerySet[WorkNotice]:
    """The notices in force in the branch of a path, about whatever plan or none."""
    here = WorkNotice.objects.filter(for_unit(path)).values("pk")
    return in_force(user).filter(pk__in=here)


def to_read(user: User) -> QuerySet[Reader]:
    """What was issued to the person, is in force, and they have not confirmed."""
    rows = Reader.objects.filter(
        user=user, read_at=None, notice__state=WorkNoticeState.IN_FORCE
    ).select_related("notice__unit", "notice__campaign")
    return rows.order_by(F("notice__read_by").asc(), "pk")


def successor_of(user: User, notice: WorkNotice) -> WorkNotice | None:
    """What took the place of a notice, if the person may read it."""
    rows = notices_for(user).filter(replaces=notice, state__in=ISSUED)
    return rows.order_by("-issued_at").first()
