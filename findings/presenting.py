"""Findings and plans as one person reads them: sentences, ways out, who accepts, what comes next.
For pages and API alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.access import may_write
from campaigns.models import Campaign
from common import messages
from common.errors import Reason
from findings.commands.settling import Signature, signatures_for
from findings.commands.ways_out import ADVICE, APPLICABLE
from findings.enums import UNSETTLED, FindingState, Severity, WayOutKind
from findings.models import Finding, FindingAcceptance, FindingComment, FindingSide
from findings.names import NameResolver
from findings.types import facts_from, known_rules, proposal
from organization.enums import Role
from organization.models import User

WAY_OUT = "way-out"

messages.register(
    WAY_OUT,
    {
        WayOutKind.SHIFT_DATES: gettext_lazy("Move the plan to %(starts_on)s – %(ends_on)s"),
        WayOutKind.EXCLUDE_SHARED: gettext_lazy("Exclude the customers shared with “%(with)s”"),
        WayOutKind.EXCLUDE_PERSONS: gettext_lazy("Exclude these customers"),
        WayOutKind.DROP_WAVE: gettext_lazy("Drop the wave of %(on)s on %(channel)s"),
        WayOutKind.MOVE_WAVE: gettext_lazy("Move the wave of %(on)s on %(channel)s to %(to)s"),
        WayOutKind.CHANGE_CHANNEL: gettext_lazy("Use %(to)s in the place of %(channel)s"),
        WayOutKind.LEAVE_CHANNEL: gettext_lazy("Leave %(channel)s"),
        WayOutKind.ALIGN_TERMS: gettext_lazy("Align the terms of offer %(offer)s"),
        WayOutKind.FORBID_STACKING: gettext_lazy("Forbid taking both offers"),
        WayOutKind.JOIN_CAMPAIGNS: gettext_lazy("Make it one joint campaign with “%(with)s”"),
        WayOutKind.ATTACH_SCRIPT: gettext_lazy("Attach an explanation script for “%(with)s”"),
        WayOutKind.TRANSFER_STOCK: gettext_lazy("Transfer stock"),
        WayOutKind.REDUCE_REQUEST: gettext_lazy("Ask for %(quantity)s of %(resource)s"),
        WayOutKind.REQUEST_EXCEPTION: gettext_lazy("Ask for an exception"),
        WayOutKind.MAKE_COMMITMENT: gettext_lazy("Make it a commitment"),
        WayOutKind.OPT_IN: gettext_lazy("Let customers opt in"),
        WayOutKind.ACCEPT: gettext_lazy("Accept with a reason"),
    },
)

NOT_YOURS = Reason(
    "not-your-plan",
    gettext_lazy("It changes another unit's plan: propose it to the owner."),
    status=403,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WayView:
    """A way out as one person finds it. ``reasons`` say why he cannot apply it himself; ``effect``
    holds its numbers.
    """

    id: str
    kind: str
    label: str
    campaign: str
    campaign_name: str
    params: Mapping[str, Any]
    effect: Mapping[str, Any]
    solves: bool
    is_recommended: bool
    is_own: bool
    is_advice: bool
    reasons: tuple[Reason, ...] = ()
    proposed_by: str = ""

    @property
    def is_applicable(self) -> bool:
        return not self.reasons

    @property
    def asks_text(self) -> bool:
        """Whether it takes words of the person who applies it."""
        return self.kind == WayOutKind.ATTACH_SCRIPT


@dataclass(frozen=True, slots=True)
class CommentView:
    """What somebody said about a finding; a proposal names its way out in the reader's language."""

    author: User
    text: str
    created_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A finding as one person reads it from the side of one plan."""

    finding: Finding
    title: str
    message: str
    facts: Mapping[str, Any]
    others: list[Campaign]
    hidden_others: int
    ways_out: list[WayView]
    waiting_for: list[str]
    may_accept: bool
    acceptances: list[FindingAcceptance]
    comments: list[CommentView]

    @property
    def persons(self) -> int | None:
        return self.finding.persons_set.persons if self.finding.persons_set is not None else None


def findings_of(campaign: Campaign, *, states: Iterable[str] = UNSETTLED) -> list[Finding]:
    """The findings on a plan in these states, worst first, with all that is shown of them; a fixed
    number of queries.

    Of two that weigh the same, the one about more people comes first.
    """
    rows = with_sides(Finding.objects.filter(campaigns=campaign, state__in=list(states)))
    return sorted(rows, key=_worst_first)


def _worst_first(one: Finding) -> tuple[Any, ...]:
    persons = one.persons_set.persons if one.persons_set is not None else 0
    return (
        one.state != FindingState.OPEN,
        Severity(one.severity).rank,
        -persons,
        one.first_seen_at,
        str(one.pk),
    )


def with_sides(rows: Any) -> Any:
    """A queryset of findings with sides, signatures and comments."""
    return rows.select_related("persons_set").prefetch_related(
        Prefetch(
            "sides",
            FindingSide.objects.select_related(
                "campaign__owner_unit", "campaign__working"
            ).order_by("id"),
        ),
        Prefetch(
            "acceptances",
            FindingAcceptance.objects.filter(withdrawn_at__isnull=True)
            .select_related("accepted_by")
            .order_by("id"),
        ),
        Prefetch("comments", FindingComment.objects.select_related("author").order_by("id")),
    )


def present(findings: list[Finding], *, campaign: Campaign, user: User) -> list[FindingView]:
    """Findings from the side of ``campaign`` as ``user`` reads them, in his language."""
    words = NameResolver(user, findings)
    return [_view(finding, campaign, user, words) for finding in findings]


def _view(finding: Finding, campaign: Campaign, user: User, words: NameResolver) -> FindingView:
    others = [side.campaign for side in finding.sides.all() if side.campaign_id != campaign.pk]
    known = [plan for plan in others if words.knows_plan(plan.code)]
    facts = _facts(finding, campaign)
    rule = known_rules().get(finding.rule)
    missing, may_accept = _signatures(finding, user)
    ways = [_way(way, finding, campaign, user, words) for way in finding.ways_out]
    return FindingView(
        finding=finding,
        title=str(rule.title) if rule else finding.rule,
        message=_message(finding, campaign, facts, words),
        facts=facts,
        others=known,
        hidden_others=len(others) - len(known),
        ways_out=ways,
        waiting_for=missing,
        may_accept=may_accept,
        acceptances=list(finding.acceptances.all()),
        comments=[_said(comment, ways) for comment in finding.comments.all()],
    )


def _said(comment: FindingComment, ways: list[WayView]) -> CommentView:
    way = next((way for way in ways if way.id == comment.way_out), None)
    return CommentView(
        comment.author,
        proposal(way.label, way.campaign) if way else comment.text,
        comment.created_at,
    )


def _facts(finding: Finding, campaign: Campaign) -> dict[str, Any]:
    is_checked_side = any(
        side.is_checked_side for side in finding.sides.all() if side.campaign_id == campaign.pk
    )
    return facts_from(finding.facts, is_checked_side=is_checked_side)


def _message(
    finding: Finding, campaign: Campaign, facts: Mapping[str, Any], words: NameResolver
) -> str:
    others = [side.campaign.code for side in finding.sides.all() if side.campaign_id != campaign.pk]
    params = {"campaign": campaign.name, "other": words.plan(others[0]) if others else ""}
    params |= words.params(finding.subject, rule=finding.rule) | words.params(
        facts, rule=finding.rule
    )
    if not messages.is_registered(finding.rule, finding.case):
        return str(_("The rule %(rule)s found something.") % {"rule": finding.rule})
    return messages.render(finding.rule, finding.case, params)


def messages_for(pairs: Iterable[tuple[Finding, Campaign]], user: User) -> list[str]:
    """The sentences of many findings, each from the side of a plan, reading the names once. Needs
    ``with_sides``.
    """
    rows = list(pairs)
    words = NameResolver(user, [finding for finding, _campaign in rows])
    return [
        _message(finding, campaign, _facts(finding, campaign), words) for finding, campaign in rows
    ]


def _way(
    way: Mapping[str, Any], finding: Finding, campaign: Campaign, user: User, words: NameResolver
) -> WayView:
    kind = WayOutKind(way["kind"])
    plan = next(
        (side.campaign for side in finding.sides.all() if side.campaign.code == way["campaign"]),
        None,
    )
    return WayView(
        id=way["id"],
        kind=kind,
        label=messages.render(WAY_OUT, kind, label_params(way["params"], words)),
        campaign=way["campaign"],
        campaign_name=words.plan(way["campaign"]),
        params=way["params"],
        effect=way["effect"],
        solves=way["solves"],
        is_recommended=way["recommended"],
        is_own=way["campaign"] == campaign.code,
        is_advice=kind in ADVICE,
        reasons=tuple(_why_not_apply(kind, finding, plan, user)),
        proposed_by=next(
            (
                str(comment.author)
                for comment in finding.comments.all()
                if comment.way_out == way["id"]
            ),
            "",
        ),
    )


def label_params(params: Mapping[str, Any], words: NameResolver) -> dict[str, Any]:
    """``to`` is a channel or a day, by what it holds."""
    shown = words.params(params)
    if isinstance(shown.get("to"), str):
        shown["to"] = words.names.get(("channel", shown["to"]), shown["to"])
    return shown


def _why_not_apply(
    kind: WayOutKind, finding: Finding, plan: Campaign | None, user: User
) -> Iterable[Reason]:
    if plan is None or not may_write(user, plan):
        yield NOT_YOURS
    elif kind in ADVICE:
        yield Reason("advice-only", ADVICE[kind])
    elif finding.state not in UNSETTLED:
        yield Reason("settled", gettext_lazy("This finding is settled already."))
    elif plan.state not in APPLICABLE:
        sentence = gettext_lazy("This cannot be done with a plan in the state “%(state)s”.")
        yield Reason("wrong-state", sentence, params={"state": plan.get_state_display()})


def ways_out_for(finding: Finding, campaign: Campaign, user: User) -> list[WayView]:
    """The ways out of one finding as ``user`` finds them, best first."""
    words = NameResolver(user, [finding])
    return [_way(way, finding, campaign, user, words) for way in finding.ways_out]


def _signatures(finding: Finding, user: User) -> tuple[list[str], bool]:
    """Whose signatures are missing in the shortest way to acceptance, and whether ``user`` can give
    one now.
    """
    if finding.state != FindingState.OPEN:
        return [], False
    given = {one.role for one in finding.acceptances.all()}
    ways = signatures_for(finding)
    missing = [[one for one in way if one.role not in given] for way in ways]
    may_accept = any(one.signer(user) is not None for way in missing for one in way)
    shortest = min(missing, key=len, default=[])
    return [signature_label(one) for one in shortest], may_accept


def signature_label(signature: Signature) -> str:
    """Whose signature it is, in words."""
    role = signature.role.split(":")[0]
    word = str(Role(role).label)
    if ":" in signature.role:
        return str(_("%(role)s of %(unit)s") % {"role": word, "unit": signature.unit.label})
    return word
