from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.db.models import Case, F, IntegerField, OrderBy, QuerySet, Value, When
from django.db.models.functions import Cast
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from campaigns import access
from campaigns.enums import ACTIVE_STATES, CampaignState, Category
from campaigns.forms import ListFilter
from campaigns.models import Campaign
from campaigns.plan_view.steps import next_steps
from campaigns.registries import blocking_count
from campaigns.terms import CAMPAIGN_STATES
from campaigns.views.sheets import Column, workbook
from common import clock
from common.counting import counts_of
from common.paging import PAGE, Page, page_at, start_of
from organization.http import SignedInRequest
from organization.models import User
from organization.permissions import Permission

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

EXPORT_LIMIT = 20_000
SORTS = {
    "name": "name",
    "unit": "owner_unit__position",
    "state": "state",
    "window": "working__starts_on",
    "audience": "people",
    "blocking": "blocking",
}
PHASE = Case(
    When(state__in=(CampaignState.LIVE, CampaignState.SUSPENDED), then=0),
    When(state__in=ACTIVE_STATES, then=1),
    When(state=CampaignState.DRAFT, then=2),
    default=3,
)
NEAREST = Case(When(state__in=ACTIVE_STATES, then=F("working__starts_on")))
LIVE_FIRST: tuple[OrderBy | str, ...] = (
    PHASE.asc(),
    NEAREST.asc(nulls_last=True),
    F("working__starts_on").desc(nulls_last=True),
    "-id",
)


# Not a bare 0, which in an order would be the place of a column.
NONE = Cast(Value(0), IntegerField())


class Counts(TypedDict):
    """What ``counted`` adds to a plan: size of the frozen audience, open blocking findings."""

    people: int | None
    blocking: int


if TYPE_CHECKING:
    CountedCampaign = WithAnnotations[Campaign, Counts]


@require_GET
def listing(request: SignedInRequest) -> HttpResponse:
    """The plans that a person may see, narrowed and sorted by the address."""
    form, sees_findings = filter_of(request)
    page = page_of(request, form, sees_findings=sees_findings)
    steps = next_steps(page.rows)
    context = {
        "form": form,
        "filtered": any(value for name, value in request.GET.items() if name in form.fields),
        "rows": [(row, steps[row.pk]) for row in page.rows],
        **page.context(),
        "sees_findings": sees_findings,
        "may_write": request.user.may(Permission.WRITE_PLAN),
        "may_see_plans": request.user.may(Permission.SEE_PLANS),
        "nav": "campaigns",
    }
    return render(request, "campaigns/list.html", context)


@require_GET
def export(request: SignedInRequest) -> HttpResponse:
    """Exactly the rows of the list, in its order, as a workbook."""
    form, sees_findings = filter_of(request)
    plans = chosen(request, form, sees_findings=sees_findings)
    return exported(list(plans[:EXPORT_LIMIT]), sees_findings=sees_findings)


def filter_of(request: SignedInRequest) -> tuple[ListFilter, bool]:
    """The filter of the address, and whether the person sees findings."""
    user = request.user
    sees_findings = user.may(Permission.SEE_PLANS) or user.may(Permission.SEE_OWN_PLANS)
    form = ListFilter(request.GET, user=user)
    form.is_valid()
    return form, sees_findings


def page_of(
    request: SignedInRequest, form: ListFilter, *, sees_findings: bool
) -> Page[CountedCampaign]:
    """The page that the address asks for. The one that most people open, the first of all plans in
    the usual order, is read by statements that are kept.
    """
    if request.GET:
        start = start_of(request.GET.get("cursor", ""))
        plans = chosen(request, form, sees_findings=sees_findings)
        found: Page[CountedCampaign] = page_at(plans, start, by_key=True)
        return found
    total = dict(request.user.read(how_many)).get("plans", 0)
    return Page(
        rows=request.user.read(first_of_all, sees_findings=sees_findings),
        start=0,
        total=total,
        following=PAGE if total > PAGE else None,
        preceding=None,
    )


def first_of_all(user: User, *, sees_findings: bool) -> QuerySet[CountedCampaign]:
    plans = counted(access.visible_to(user), user, sees_findings=sees_findings)
    ordered = plans.order_by(*LIVE_FIRST)
    return ordered.filter(pk__in=ordered.values("pk")[:PAGE])


def how_many(user: User) -> QuerySet[Campaign, tuple[str, int]]:
    return counts_of({"plans": access.visible_to(user)})


def chosen(
    request: SignedInRequest, form: ListFilter, *, sees_findings: bool
) -> QuerySet[CountedCampaign]:
    """The plans that the filter leaves, in the order asked for."""
    plans = counted(
        form.narrow(access.visible_to(request.user)), request.user, sees_findings=sees_findings
    ).order_by(*ordering(request.GET.get("sort", "")))
    if form.cleaned_data.get("blocking") and sees_findings:
        plans = plans.filter(blocking__gt=0)
    return plans


def counted(
    plans: QuerySet[Campaign], user: User, *, sees_findings: bool
) -> QuerySet[CountedCampaign]:
    """The plans with ``people`` (size of the frozen audience) and ``blocking`` (open blocking
    findings that the person reads).
    """
    return plans.select_related("owner_unit", "working", "author", "in_force", "amends").annotate(
        people=F("working__audience_set__persons"),
        blocking=blocking_count(user) if sees_findings else NONE,
    )


def ordering(text: str) -> tuple[OrderBy | str, ...]:
    """The order asked for, made total by the key; plans without a value come last either way.
    Unless one is asked for: what runs first, then what comes, the nearest first, then what is over.
    """
    if text.lstrip("-") not in SORTS:
        return LIVE_FIRST
    name = text
    field = F(SORTS[name.lstrip("-")])
    return (
        field.desc(nulls_last=True) if name.startswith("-") else field.asc(nulls_last=True)
    ), "-id"


def exported(plans: list[CountedCampaign], *, sees_findings: bool) -> HttpResponse:
    """The rows of the list as a workbook."""
    steps = next_steps(plans)
    columns = [
        Column(_("Code"), 14, [plan.code for plan in plans]),
        Column(_("Campaign"), 36, [plan.name for plan in plans]),
        Column(_("Department"), 18, [plan.owner_unit.label for plan in plans]),
        Column(_("State"), 16, [str(CAMPAIGN_STATES[plan.state].word) for plan in plans]),
        Column(
            _("Category"),
            16,
            [str(Category(plan.working.category).label) if plan.working else "" for plan in plans],
        ),
        Column(
            _("First day"), 12, [plan.working.starts_on if plan.working else None for plan in plans]
        ),
        Column(
            _("Last day"), 12, [plan.working.ends_on if plan.working else None for plan in plans]
        ),
        Column(_("Audience (persons)"), 18, [plan.people for plan in plans]),
        *(
            [Column(_("Blocking findings"), 16, [plan.blocking for plan in plans])]
            if sees_findings
            else []
        ),
        Column(_("Next step"), 30, [str(steps[plan.pk].who) for plan in plans]),
    ]
    return workbook(f"campaigns-{clock.today():%Y%m%d}.xlsx", _("Campaigns"), columns)
