"""Making marketing customers, putting accounts and marketing customers below them, and undoing it.
Nothing else changes by it: accounts, parties and what hangs on them stay as they are.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import clock, locks
from common.errors import refuse, words_within
from common.text import normalise
from common.write import check_etag, next_code, written
from customers import access
from customers.grouping import tree
from customers.masked_rows import public_number
from customers.models import Customer, MarketingCustomer, MarketingLink, Party
from organization.models import User
from organization.permissions import Permission

KIND = "marketing"
CREATE, CHANGE = "customers.marketing.create", "customers.marketing.change"
LINK, UNDO = "customers.marketing.link", "customers.marketing.undo"
LONGEST_REASON = 200


@transaction.atomic
def make_group(
    *,
    name: str,
    actor: User,
    decision_maker: Party | None = None,
    note: str = "",
    now: dt.datetime | None = None,
) -> MarketingCustomer:
    """A marketing customer without accounts. Raises ``Refused`` (403) without the permission."""
    access.require(Permission.MATCH_CUSTOMERS, actor)
    at = now or clock.now()
    group = MarketingCustomer.objects.create(
        code=next_code("M", KIND, at),
        name=normalise(name),
        decision_maker=decision_maker,
        note=normalise(note),
        made_by=actor.get_username(),
        made_at=at,
    )
    written(CREATE, KIND, group.code, actor=actor, now=at, details={"name": group.name})
    return group


@transaction.atomic
def change_group(
    *,
    group: MarketingCustomer,
    name: str,
    actor: User,
    decision_maker: Party | None = None,
    note: str = "",
    etag: int | None = None,
    now: dt.datetime | None = None,
) -> MarketingCustomer:
    """Change its words and decision-maker. Raises ``Refused``: 403 without the permission, 412
    where somebody else changed it since it was read.
    """
    access.require(Permission.MATCH_CUSTOMERS, actor)
    row = locks.one(MarketingCustomer, group.pk)
    check_etag(row.etag, etag)
    before = _words(row)
    row.name, row.note, row.decision_maker = normalise(name), normalise(note), decision_maker
    row.etag += 1
    row.save()
    after = _words(row)
    changed = {key: [before[key], after[key]] for key in before if before[key] != after[key]}
    written(CHANGE, KIND, row.code, actor=actor, now=now, details={"changes": changed})
    return row


@transaction.atomic
def link_below(
    *,
    group: MarketingCustomer,
    what: Customer | MarketingCustomer,
    basis: str,
    actor: User,
    reason: str = "",
    score: float | None = None,
    may_move: bool = False,
    field: str = "",
    now: dt.datetime | None = None,
) -> MarketingLink:
    """Put an account, or another marketing customer, below one. What stands below another one
    already is moved only where ``may_move`` says so. ``field`` is where a refusal stands, if not
    at what is put below.

    Raises ``Refused``: 403 without the permission, 409 where it stands there already, stands below
    another one, or where the tree would close to a ring or be deeper than eight levels.
    """
    access.require(Permission.MATCH_CUSTOMERS, actor)
    locks.advisory(KIND)
    name = "account" if isinstance(what, Customer) else "below"
    present = MarketingLink.objects.in_force().filter(**{name: what}).select_related("above")
    standing = present.first()
    _refuse_place(group, what, standing, may_move, field or name)
    at, who = now or clock.now(), actor.get_username()
    if standing is not None:
        _end(standing, at, who, "")
    named: dict[str, Any] = {name: what}
    link = MarketingLink.objects.create(
        above=group,
        basis=basis,
        score=score,
        reason=words_within(normalise(reason), LONGEST_REASON, attr="reason"),
        made_by=who,
        made_at=at,
        replaced=standing,
        **named,
    )
    details = {"what": code_of(what), "basis": basis}
    details |= {"from": standing.above.code} if standing else {}
    written(LINK, KIND, group.code, actor=actor, now=at, reason=link.reason, details=details)
    return link


@transaction.atomic
def undo_link(
    *, link_id: int, actor: User, reason: str = "", now: dt.datetime | None = None
) -> MarketingLink:
    """Take back a link: what it took the place of is in force again, as it was.

    Raises ``Refused``: 403 without the permission, 409 where it is not in force, or where what was
    before would close the tree to a ring by now.
    """
    access.require(Permission.MATCH_CUSTOMERS, actor)
    locks.advisory(KIND)
    link = locks.one_of(MarketingLink.objects.filter(pk=link_id))
    if link.ended_at is not None:
        refuse("wrong-state", _("This is undone already, or another place was given since."))
    at = now or clock.now()
    before = link.replaced
    if before is not None and link.below is not None:
        _refuse_ring(before.above, link.below)
    _end(
        link,
        at,
        actor.get_username(),
        words_within(normalise(reason), LONGEST_REASON, attr="reason"),
    )
    if before is not None:
        before.ended_at, before.ended_by, before.end_reason = None, "", ""
        before.save(update_fields=["ended_at", "ended_by", "end_reason"])
    what = link.account or link.below
    details = {"what": code_of(what)} | ({"to": before.above.code} if before else {})
    written(
        UNDO, KIND, link.above.code, actor=actor, now=at, reason=link.end_reason, details=details
    )
    return link


def code_of(what: Customer | MarketingCustomer | None) -> str:
    """By what name the trail knows what stands below: never a phone."""
    if isinstance(what, Customer):
        return public_number(what)
    return what.code if what else ""


def _words(group: MarketingCustomer) -> dict[str, str]:
    maker = group.decision_maker
    number = maker.number if maker else ""
    return {"name": group.name, "decision_maker": number, "note": group.note}


def _end(link: MarketingLink, at: dt.datetime, who: str, reason: str) -> None:
    link.ended_at, link.ended_by, link.end_reason = at, who, reason
    link.save(update_fields=["ended_at", "ended_by", "end_reason"])


def _refuse_place(
    group: MarketingCustomer,
    what: Customer | MarketingCustomer,
    standing: MarketingLink | None,
    may_move: bool,
    at_field: str,
) -> None:
    if standing is not None and standing.above_id == group.pk:
        refuse("unchanged", _("It stands there already."), attr=at_field)
    if standing is not None and not may_move:
        refuse(
            "elsewhere",
            _("It stands below %(name)s (%(group)s). Say that it is to be moved from there."),
            attr=at_field,
            name=standing.above.name,
            group=standing.above.code,
        )
    if isinstance(what, MarketingCustomer):
        _refuse_ring(group, what, at_field)


def _refuse_ring(
    above: MarketingCustomer, below: MarketingCustomer, at_field: str | None = None
) -> None:
    if above.pk == below.pk or below.pk in tree.ancestors(above.pk):
        refuse("ring", _("It stands above this one, so it cannot stand below it."), attr=at_field)
    if tree.is_too_deep(above.pk, below.pk):
        refuse("too-deep", _("The tree would have more than eight levels."), attr=at_field)
