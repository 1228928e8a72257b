from django.urls import path

from common.api.filters import NoFilters
from customers.api import (
    customers,
    decision_chain,
    ingest,
    marketing,
    matches,
    segments,
    trajectories,
    wishes,
)
from customers.kinds import GRIDS
from customers.target_kind import TARGETS
from organization.api.master_data import entry_of, list_of

urlpatterns = [
    path("segments/", segments.Segments.as_view(), name="api-segments"),
    path("segments/fields/", segments.SegmentFields.as_view(), name="api-segment-fields"),
    path("segments/preview/", segments.SegmentPreview.as_view(), name="api-segment-preview"),
    path("segments/<slug:code>/refresh/", segments.SegmentRefreshing.as_view()),
    path("segments/<slug:code>/versions/<int:number>/use/", segments.SegmentVersionUse.as_view()),
    path("segments/<slug:code>/", segments.SegmentDetail.as_view(), name="api-segment"),
    path("customers/", customers.Customers.as_view(), name="api-customers"),
    path("customers/lookup/", customers.CustomerLookup.as_view(), name="api-customers-lookup"),
    path("customers/<str:number>/", customers.CustomerDetail.as_view(), name="api-customer"),
    path(
        "customers/<str:number>/decision-chain/",
        decision_chain.DecisionChain.as_view(),
        name="api-decision-chain",
    ),
    path("customers/<str:number>/wishes/", wishes.Wishes.as_view(), name="api-wishes"),
    path(
        "customers/<str:number>/trajectory/",
        trajectories.Trajectory.as_view(),
        name="api-trajectory",
    ),
    path(
        "marketing-customers/",
        marketing.MarketingCustomers.as_view(),
        name="api-marketing-customers",
    ),
    path("marketing-customers/<str:code>/", marketing.MarketingCustomerDetail.as_view()),
    path("marketing-customers/<str:code>/links/", marketing.MarketingLinks.as_view()),
    path(
        "marketing-customers/<str:code>/links/<int:link_id>/undo/",
        marketing.MarketingLinkUndo.as_view(),
    ),
    path("matches/", matches.Matches.as_view(), name="api-matches"),
    path("matches/<int:match_id>/", matches.MatchDetail.as_view(), name="api-match"),
    path("matches/<int:match_id>/answer/", matches.MatchAnswer.as_view()),
    path("matches/<int:match_id>/undo/", matches.MatchUndo.as_view()),
    path("touches/", ingest.Touches.as_view(), name="api-touches"),
    path("holdings/", ingest.Holdings.as_view(), name="api-holdings"),
    path("product-targets/", list_of(TARGETS, filter_backends=(NoFilters,)).as_view()),
    path("product-targets/<str:code>/", entry_of(TARGETS).as_view()),
    path("grids/", customers.Grids.as_view(), name="api-grids"),
    path("grids/<str:code>/", entry_of(GRIDS).as_view()),
]
