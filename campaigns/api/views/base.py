"""What the views of plans share: the visible plan or 404, and answers with an entity tag."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.access import visible_to
from campaigns.loading import with_plan
from campaigns.models import Campaign
from common.api.views import is_unchanged
from organization.models import User

NOT_MODIFIED = 304


def visible_plan(user: User, code: str) -> Campaign:
    """The plan of that code, light. Raises 404 for one that is not there or may not be seen."""
    plan = (
        visible_to(user)
        .select_related("owner_unit", "working", "in_force", "author")
        .filter(code=code)
        .first()
    )
    if plan is None:
        raise Http404
    return plan


def whole_plan(user: User, code: str) -> Campaign:
    """The plan of that code with all its parts. Raises 404 for one that is not there or may not be
    seen.
    """
    return whole_plan_of(visible_to(user), code)


def whole_plan_of(plans: QuerySet[Campaign], code: str) -> Campaign:
    """The plan of that code among these, with all its parts. Raises 404 if it is not there."""
    plan = with_plan(plans.filter(code=code))
    if plan is None:
        raise Http404
    return plan


def tagged(request: Request, data: Any, *, prefix: str) -> Response:
    """The answer with its entity tag, or 304 where the caller holds it. ``prefix`` names the object
    and its write counter.
    """
    digest = hashlib.sha256(
        JSONRenderer().render(data) + str(request.user.pk).encode()
    ).hexdigest()[:16]
    etag = f'"{prefix}.{digest}"'
    response = Response(status=NOT_MODIFIED) if is_unchanged(request, etag) else Response(data)
    response["ETag"] = etag
    return response
