"""The page of one draft: to those who take part in its review the whole course of it, to branches
the released text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET

from campaigns.models import Campaign
from common.machine import buttons_of
from comms import queries
from comms.access import campaigns_visible_to, is_insider, reads_released_only, versions_visible_to
from comms.difference import side_by_side
from comms.enums import DraftState
from comms.forms import RemarkForm
from comms.guards import why_not_write
from comms.models import Draft, DraftReview, DraftVersion
from comms.signoff import Signature, signatures, why_not_sign
from comms.texts import with_other_terms
from comms.workflow import DRAFT
from organization.http import SignedInRequest
from organization.models import User

S = DraftState
CONFIRM = "confirm-recall"


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """A campaign's signature as one person finds it; without a link where they may not open the
    plan. ``has_other_terms``: its offers were others when the text was written.
    """

    signature: Signature
    is_visible: bool
    may_sign: bool
    has_other_terms: bool


@require_GET
def draft(request: SignedInRequest, code: str) -> HttpResponse:
    """A draft as far as this person may see it."""
    found = draft_or_404(request.user, code)
    versions = list(versions_visible_to(request.user, found))
    number = request.GET.get("version", "")
    shown = next(
        (one for one in versions if str(one.number) == number), versions[0] if versions else None
    )
    visible = list(campaigns_visible_to(request.user, found))
    context: dict[str, Any] = {
        "draft": found,
        "version": shown,
        "versions": versions,
        "campaigns": visible,
        "branches": found.branches.all(),
        "tab": "drafts",
        **menu_context(request.user),
    }
    if not is_insider(request.user, found):
        if found.is_recalled:
            context |= {
                "successor": queries.successor_of(found, request.user),
                "may_confirm": queries.recalled_for(request.user).filter(pk=found.pk).exists(),
            }
        return render(request, "comms/released_draft.html", context)
    return render(
        request, "comms/draft.html", context | review_of(found, shown, visible, request.user)
    )


def review_of(
    found: Draft, shown: DraftVersion | None, visible: list[Campaign], user: User
) -> dict[str, Any]:
    """What those who take part in the review see beside the text."""
    seen = {campaign.pk for campaign in visible}
    signed = signatures(found)
    others = with_other_terms(shown, [one.campaign for one in signed]) if shown else frozenset()
    rows = [
        SignatureRow(
            one,
            one.campaign.pk in seen,
            not why_not_sign(user, found, one.campaign),
            one.campaign.pk in others,
        )
        for one in signed
    ]
    reviews = DraftReview.objects.filter(version__draft=found).select_related(
        "author", "version", "campaign"
    )
    return {
        "actions": buttons_of(DRAFT, found, user),
        "signatures": rows,
        "reviews": [
            one
            for one in reviews.order_by("-id")
            if one.campaign_id is None or one.campaign_id in seen
        ],
        "remark_form": (
            RemarkForm() if any(one.handed_in_at for one in found.versions.all()) else None
        ),
        "may_write": not why_not_write(found, user),
        "steps": DRAFT.course.drawn(found.state, [found.author, found.reviewer or "", "", ""]),
        "next": next_of(found, rows),
        "may_sign": any(row.may_sign and row.signature.review is None for row in rows),
        "earlier": earlier_than(shown, found, user),
        "readers": queries.receipts_of(found) if found.is_recalled else [],
    }


def earlier_than(shown: DraftVersion | None, found: Draft, user: User) -> DraftVersion | None:
    """The version before the one shown, to compare with."""
    if shown is None:
        return None
    return versions_visible_to(user, found).filter(number__lt=shown.number).first()


def next_of(found: Draft, rows: list[SignatureRow]) -> str:
    """What comes next, and with whom it is."""
    missing = [row.signature.campaign for row in rows if not row.signature.is_signed]
    match found.state:
        case S.WRITING:
            return gettext("Next: %(person)s writes on and hands it in.") % {"person": found.author}
        case S.CHANGES_REQUIRED:
            asking = [one.signature.campaign for one in rows if one.signature.asks_changes]
            if asking:
                return gettext(
                    "Next: %(person)s writes the version that the planners of %(units)s ask for."
                ) % {"person": found.author, "units": units_of(asking)}
            return gettext("Next: %(person)s writes the version that was asked for.") % {
                "person": found.author
            }
        case S.IN_REVIEW if missing:
            words = ngettext(
                "Next: a reviewer decides; the planner of %(n)s campaign has to sign.",
                "Next: a reviewer decides; the planners of %(n)s campaigns have to sign.",
                len(missing),
            )
            return words % {"n": len(missing)}
        case S.IN_REVIEW:
            return gettext("Next: a reviewer decides; nobody has to sign any more.")
        case S.APPROVED if missing:
            return gettext("Next: signatures of the planners of %(units)s.") % {
                "units": units_of(missing)
            }
        case S.APPROVED:
            return gettext("Next: a reviewer releases it.")
        case _:
            return ""


def units_of(campaigns: list[Campaign]) -> str:
    """The units that own these plans, each once."""
    return gettext(", ").join(dict.fromkeys(str(campaign.owner_unit) for campaign in campaigns))


@require_GET
def difference(request: SignedInRequest, code: str) -> HttpResponse:
    """Two versions side by side; the two newest ones unless the address names others."""
    found = draft_or_404(request.user, code)
    if not is_insider(request.user, found):
        raise Http404
    versions = list(versions_visible_to(request.user, found))
    by_number = {str(one.number): one for one in versions}
    after = by_number.get(request.GET.get("to", ""), versions[0] if versions else None)
    earlier = [one for one in versions if after and one.number < after.number]
    before = by_number.get(request.GET.get("from", ""), earlier[0] if earlier else after)
    if after is None or before is None:
        raise Http404
    rows = side_by_side(before.body, after.body)
    context = {
        "draft": found,
        "before": before,
        "after": after,
        "versions": versions,
        "rows": rows,
        "changed": sum(1 for row in rows if row.is_changed),
        "tab": "drafts",
    }
    return render(request, "comms/difference.html", context)


def draft_or_404(user: User, code: str) -> Draft:
    """The draft, if the user may see it; otherwise there is none."""
    return get_object_or_404(queries.drafts_for(user), code=code)


def menu_context(user: User) -> dict[str, str]:
    """A branch finds drafts under its own place of the frame."""
    return {"nav": "released"} if reads_released_only(user) else {}
