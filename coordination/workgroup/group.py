"""The workgroup of an urgent plan as one person reads it: a few queries, however large."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from campaigns.models import Campaign
from coordination.commitments.board import seen
from coordination.models import Commitment, WorkgroupWord
from coordination.workgroup.members import members_of, side_of
from findings.enums import UNSETTLED, FindingClass, Severity
from findings.loading import loaded
from findings.models import Finding, FindingAcceptance
from findings.presenting import RecordedView, present
from findings.workgroup import SIDES, signature_of
from organization.models import User

LOOKED_AT = (Severity.BLOCKING, Severity.WARNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the four sides: who is there, and what they owe the plan."""

    code: str
    label: str | Promise
    members: Sequence[User]
    commitments: Sequence[Commitment]
    may_sign: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A warning that the group signs together, with who has signed by side. ``is_mine``: a
    signature of the person is missing.
    """

    view: RecordedView
    signed: Mapping[str, FindingAcceptance | None]
    is_mine: bool

    @property
    def by_side(self) -> list[tuple[str | Promise, FindingAcceptance | None]]:
        """Each side in words, with its signature."""
        return [(SIDES[side][0], given) for side, given in self.signed.items()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    sides: Sequence[Side]
    warnings: Sequence[Shared]
    elsewhere: int
    words: Sequence[WorkgroupWord]
    marks: Sequence[WorkgroupWord]

    @property
    def is_mine_to_sign(self) -> bool:
        """Whether a signature of the person is missing."""
        return any(one.is_mine for one in self.warnings)

    @property
    def mean(self) -> float | None:
        """The mean mark, None before anybody gave one."""
        given = [one.mark for one in self.marks if one.mark is not None]
        return sum(given) / len(given) if given else None


def group_of(campaign: Campaign, user: User) -> Group:
    """``elsewhere`` counts what is open and is decided by others: shared by two plans, or harm."""
    members, asked = members_of(campaign), seen(user, campaign)
    signs = {
        side: user.may(permission, campaign.owner_unit)
        for side, (_label, _role, permission) in SIDES.items()
    }
    rows = loaded(
        Finding.objects.filter(
            campaigns=campaign, state__in=UNSETTLED, severity__in=LOOKED_AT
        ).order_by("severity", "first_seen_at", "pk")
    )
    own = [one for one in rows if is_the_groups(one)]
    words = list(WorkgroupWord.objects.filter(campaign=campaign).select_related("author"))
    return Group(
        sides=[
            Side(
                code=side,
                label=label,
                members=members[side],
                commitments=[one for one in asked if side_of(one.performer_role) == side],
                may_sign=signs[side],
            )
            for side, (label, _role, _permission) in SIDES.items()
        ],
        warnings=[shared(one, signs) for one in present(own, campaign=campaign, user=user)],
        elsewhere=len(rows) - len(own),
        words=[one for one in words if one.mark is None],
        marks=[one for one in words if one.mark is not None],
    )


def is_the_groups(finding: Finding) -> bool:
    """Whether the workgroup may accept it: about process, and this plan alone."""
    return finding.finding_class == FindingClass.PROCESS and len(finding.sides.all()) == 1


def shared(view: RecordedView, signs: Mapping[str, bool]) -> Shared:
    given = {one.role: one for one in view.acceptances}
    signed = {side: given.get(signature_of(side)) for side in SIDES}
    is_open = view.finding.state == "open"
    missing = any(signs[side] and one is None for side, one in signed.items())
    return Shared(view=view, signed=signed, is_mine=is_open and missing)
