"""The menu of saved views beside a list: ``{% load saved_views %}{% saved_views %}``."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import RequestContext

from organization.models import SavedView
from organization.saved_views import persistent_params

register = template.Library()


@register.inclusion_tag("organization/saved_views.html", takes_context=True)
def saved_views(context: RequestContext, *, compact: bool = False) -> dict[str, Any]:
    """The reader's views of this page, the one on show marked, and the form that keeps
    another; ``compact`` shows an icon only.

    One query.
    """
    request = context["request"]
    query = persistent_params(request.GET)
    views = list(SavedView.objects.filter(user=request.user, page=request.path))
    current = next((view for view in views if view.query == query), None)
    token = context.get("csrf_token")
    return {
        "csrf_token": token,
        "views": views,
        "current": current,
        "query": query,
        "page": request.path,
        "compact": compact,
    }
