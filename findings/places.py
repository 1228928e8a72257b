"""Where the work is done that a way out names, filled in with what it says: for who may do it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from findings.enums import WayOutKind
from organization.models import User
from organization.permissions import Permission


def place_of(kind: str, params: Mapping[str, Any], campaign: str, user: User) -> str:
    """The address of the page, empty where there is none or the work is not this person's."""
    match kind:
        case WayOutKind.TRANSFER_STOCK if user.may(Permission.MANAGE_STOCK) and "from" in params:
            return _stock(params, "transfer", source=params["from"], target=params["to"])
        case WayOutKind.REORDER if user.may(Permission.MANAGE_STOCK) and "by" in params:
            return _stock(params, "announce", unit=params["unit"], expected_on=params["by"])
        case WayOutKind.REQUEST_EXCEPTION if user.may(Permission.MANAGE_CHANNELS):
            return _rule(params) if "group" in params else ""
        case WayOutKind.MAKE_COMMITMENT if "items" in params:
            return reverse("assessment:tab", args=[campaign])
        case WayOutKind.MAKE_COMMITMENT if "agents" in params:
            may = user.may(Permission.MANAGE_HOTLINE)
            return reverse("organization:entries", args=["hotline-rosters"]) if may else ""
    return ""


def _stock(params: Mapping[str, Any], action: str, **fields: Any) -> str:
    """The page of a change of stock with its form filled in."""
    address = reverse("resources:act", args=[params["resource"], action])
    return f"{address}?{urlencode({'quantity': params['quantity'], **fields})}"


def _rule(params: Mapping[str, Any]) -> str:
    """The loading rule; for a placement of every product of the plan those of the group."""
    if product := params.get("product"):
        return reverse("channels:cell", args=[product, params["group"], params["channel"]])
    return f"{reverse('channels:matrix')}?{urlencode({'group': params['group']})}"
