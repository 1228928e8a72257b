"""What leaves the product besides a notice: written with it, in one transaction."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings

from common import clock, jobs
from organization.models import (
    Delivery,
    MailChoice,
    MailMode,
    Membership,
    Notice,
    User,
    Way,
    Webhook,
)
from organization.notice_kinds import kind_of

KIND = "organization.deliver"
# What somebody with an address gets who never chose.
USUAL = MailMode.DAILY


def is_configured() -> bool:
    """Whether this installation has a mail server."""
    return bool(settings.MAIL_IS_CONFIGURED)


def modes_of(users: Iterable[int]) -> dict[int, dict[str, str]]:
    """What people chose, by person and kind; one query."""
    found: dict[int, dict[str, str]] = {}
    for one in MailChoice.objects.filter(user__in=set(users)):
        found.setdefault(one.user_id, {})[one.kind] = one.mode
    return found


def mode_for(chosen: Mapping[str, str], kind: str) -> str:
    """When somebody who chose this gets a kind by mail."""
    return chosen.get(kind) or chosen.get("") or USUAL


def write_deliveries(notices: Sequence[Notice]) -> None:
    """Write what goes out with these notices, and the jobs that send it: a mail for each person
    who wants it at once, one message for each thing that happened to each webhook that it concerns.
    """
    rows = [*_mails(notices), *_messages(notices)]
    for row in Delivery.objects.bulk_create(rows):
        enqueue(row)


def enqueue(row: Delivery) -> None:
    """Have it sent when its time comes."""
    jobs.enqueue(KIND, str(row.pk), not_before=row.not_before)


def _mails(notices: Sequence[Notice]) -> list[Delivery]:
    if not is_configured():
        return []
    people = {one.user_id: one.user for one in notices if one.user.email and one.user.is_active}
    chosen = modes_of(people) if people else {}
    return [
        _of(one, way=Way.MAIL, user=one.user)
        for one in notices
        if one.user_id in people
        and mode_for(chosen.get(one.user_id, {}), kind_of(one.code)) == MailMode.AT_ONCE
    ]


def _messages(notices: Sequence[Notice]) -> list[Delivery]:
    hooks = list(Webhook.objects.filter(is_active=True).select_related("unit")) if notices else []
    if not hooks:
        return []
    things: dict[str, list[Notice]] = {}
    for one in notices:
        things.setdefault(_thing(one), []).append(one)
    paths = _paths_of([one.user for one in notices]) if any(one.unit for one in hooks) else {}
    return [
        _of(rows[0], way=Way.WEBHOOK, webhook=hook)
        for rows in things.values()
        for hook in hooks
        if _concerns(hook, rows, paths)
    ]


def _thing(notice: Notice) -> str:
    """What happened, whoever is told."""
    params = json.dumps(notice.params, sort_keys=True, default=str)
    return f"{notice.code}/{notice.case}/{notice.url}/{params}"


def _concerns(hook: Webhook, rows: Sequence[Notice], paths: Mapping[int, Sequence[str]]) -> bool:
    """Whether the webhook takes the kind, and somebody who is told works in its unit."""
    if hook.kinds and kind_of(rows[0].code) not in hook.kinds:
        return False
    if hook.unit is None:
        return True
    within = hook.unit.path
    return any(path.startswith(within) for one in rows for path in paths.get(one.user_id, ()))


def _paths_of(users: Iterable[User]) -> dict[int, list[str]]:
    """The units that people work in today, by person; one query."""
    held = Membership.objects.valid_on(clock.today()).filter(user__in=set(users))
    found: dict[int, list[str]] = {}
    for user, path in held.values_list("user", "unit__path"):
        found.setdefault(user, []).append(path)
    return found


def _of(notice: Notice, **to: object) -> Delivery:
    return Delivery(
        code=notice.code,
        case=notice.case,
        params=notice.params,
        url=notice.url,
        told_at=notice.created_at,
        not_before=notice.created_at,
        **to,
    )


def write_test(webhook: Webhook, now: dt.datetime) -> Delivery:
    """A message that only says that it came."""
    row = Delivery.objects.create(way=Way.TEST, webhook=webhook, told_at=now, not_before=now)
    enqueue(row)
    return row
