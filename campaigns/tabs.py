"""The tabs of a campaign's page. Upper floors register theirs in ``AppConfig.ready``, as pages of
their own or as fragments that are loaded by the name of their address.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns import access
from campaigns.models import Campaign
from campaigns.review_status import review_status_of
from organization.models import User


def _everybody(user: User, campaign: Campaign) -> bool:
    return True


def _is_joint(user: User, campaign: Campaign) -> bool:
    return bool(review_status_of(campaign).partners)


@dataclass(frozen=True, slots=True, kw_only=True)
class TabCount:
    """The numbers beside a tab's name: what blocks the plan, and everything else there."""

    blocking: int = 0
    others: int = 0


def _nothing(user: User, campaign: Campaign) -> TabCount:
    return TabCount()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A tab. ``url_name`` takes the campaign's code; with ``is_fragment`` it answers a fragment,
    shown at ``campaigns:tab``.
    """

    code: str
    label: str | Promise
    url_name: str
    order: int
    is_fragment: bool = True
    visible: Callable[[User, Campaign], bool] = _everybody
    count: Callable[[User, Campaign], TabCount] = _nothing

    def fragment_url(self, code: str) -> str:
        """Where the tab's content comes from."""
        return reverse(self.url_name, args=[code])

    def url(self, code: str) -> str:
        """The address of the tab's page."""
        if self.is_fragment:
            return reverse("campaigns:tab", args=[code, self.code])
        return reverse(self.url_name, args=[code])


_tabs: dict[str, Tab] = {}


def register(tab: Tab) -> None:
    """Add a tab. Raises ``ValueError`` when the code is taken by another one."""
    if _tabs.get(tab.code, tab) != tab:
        raise ValueError(f"tab {tab.code} is registered twice")
    _tabs[tab.code] = tab


def tabs_for(user: User, campaign: Campaign) -> list[Tab]:
    """The tabs that the user may open, in their order."""
    rows = sorted(_tabs.values(), key=lambda tab: tab.order)
    return [tab for tab in rows if tab.visible(user, campaign)]


def tab_of(code: str) -> Tab | None:
    return _tabs.get(code)


register(
    Tab(code="plan", label=_("Plan"), url_name="campaigns:detail", order=10, is_fragment=False)
)
register(
    Tab(
        code="joint",
        label=_("Joint plan"),
        url_name="campaigns:joint",
        order=15,
        is_fragment=False,
        visible=_is_joint,
    )
)
register(
    Tab(
        code="history",
        label=_("History"),
        url_name="campaigns:history",
        order=60,
        is_fragment=False,
        visible=access.may_see_findings,
    )
)
