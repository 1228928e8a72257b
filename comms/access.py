"""Who sees which draft, and how much of it. Lists and single drafts are filtered by the same code,
for pages and API.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.access import visible_to
from campaigns.models import Campaign
from common.errors import NO_PERMISSION, Reason, refuse
from comms.enums import DraftState
from comms.models import Draft, DraftVersion
from organization.models import User
from organization.permissions import Permission

FORBIDDEN = 403
OWN_DRAFT = Reason(
    "own-draft", _("You wrote this draft; another person decides on it."), status=FORBIDDEN
)


def is_comms(user: User) -> bool:
    """Editors and reviewers work on all drafts."""
    return user.may(Permission.WRITE_DRAFT) or user.may(Permission.REVIEW_DRAFT)


def may_plan(user: User) -> bool:
    """Who enters themes and communication plans."""
    return is_comms(user)


def require_comms(user: User) -> None:
    """Raise ``Refused`` (403) for anybody but editors and reviewers."""
    if not is_comms(user):
        refuse(NO_PERMISSION.code, NO_PERMISSION.detail, status=FORBIDDEN)


def sees_comms(user: User) -> bool:
    """Whether themes and communication plans are this person's business."""
    return user.may(Permission.SEE_COMMS)


def reads_released_only(user: User) -> bool:
    """Branches and the front office: they get what is released, and nothing before."""
    return user.may(Permission.SEE_RELEASED_DRAFTS) and not sees_comms(user)


def drafts_visible_to(user: User) -> QuerySet[Draft]:
    """The drafts that a person may open.

    Editors and reviewers: all. Planners and heads: those that speak of their own plans, once handed
    in. Leadership: all handed in. Everybody else who works with plans: the released ones. Branches:
    the released ones for their branch. Who had a released one still finds it once it is recalled.
    """
    if is_comms(user):
        return Draft.objects.all()
    released = Q(state=DraftState.RELEASED) | Q(
        state=DraftState.WITHDRAWN, released_at__isnull=False
    )
    handed_in = Exists(
        DraftVersion.objects.filter(draft=OuterRef("pk"), handed_in_at__isnull=False)
    )
    condition = Q(pk__in=[])
    if user.may(Permission.SEE_ALL_PLANS):
        condition |= Q(handed_in)
    if user.may(Permission.SEE_COMMS):
        condition |= released
        condition |= Q(handed_in) & Q(
            pk__in=Draft.objects.filter(campaigns__in=_own_campaigns(user)).values("pk")
        )
    if user.may(Permission.SEE_RELEASED_DRAFTS):
        condition |= released & _for_branches_of(user)
    return Draft.objects.filter(condition)


def _own_campaigns(user: User) -> QuerySet[Campaign]:
    return Campaign.objects.filter(user.scope(Permission.SEE_OWN_PLANS).q("owner_unit"))


def _for_branches_of(user: User) -> Q:
    scope = user.scope(Permission.SEE_RELEASED_DRAFTS)
    if scope.is_everything:
        return Q()
    named = Draft.objects.filter(branches__in=scope.related_branches())
    return Q(branches__isnull=True) | Q(pk__in=named.values("pk"))


def is_insider(user: User, draft: Draft) -> bool:
    """Whether a person takes part in the review: they see versions, remarks and signatures, not
    only the released text.
    """
    if is_comms(user) or user.may(Permission.SEE_ALL_PLANS):
        return True
    own = _own_campaigns(user).filter(pk__in=draft.campaigns.values("pk"))
    return user.may(Permission.SEE_COMMS) and own.exists()


def versions_visible_to(user: User, draft: Draft) -> QuerySet[DraftVersion]:
    """The versions that a person may read, newest first: editors and reviewers all, others those
    that were handed in.
    """
    versions = draft.versions.order_by("-number")
    if is_comms(user):
        return versions
    handed_in = versions.filter(handed_in_at__isnull=False)
    return handed_in if is_insider(user, draft) else handed_in[:1]


def campaigns_visible_to(user: User, draft: Draft) -> QuerySet[Campaign]:
    """The campaigns of a draft that a person may open."""
    return (
        visible_to(user)
        .filter(pk__in=draft.campaigns.values("pk"))
        .select_related("owner_unit", "working")
        .order_by("code")
    )
