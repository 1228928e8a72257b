from django.urls import path

from channels.api import evidence, results, views
from channels.hotline_kinds import CALL_RATES, HOTLINE_CALLS, HOTLINE_ROSTERS
from channels.kinds import BRAND_PAIRS, CHANNELS, FAMILIES, GROUPS, PRODUCTS
from channels.tariff_kind import TARIFFS
from common.api.filters import NoFilters
from organization.api.master_data import entry_of, list_of

PLAIN = {"filter_backends": (NoFilters,)}

urlpatterns = [
    path("product-families/", list_of(FAMILIES, **PLAIN).as_view()),
    path("product-families/<str:code>/", entry_of(FAMILIES).as_view()),
    path("products/", views.ProductList.as_view(), name="api-products"),
    path("products/<str:code>/", entry_of(PRODUCTS).as_view()),
    path("brand-pairs/", list_of(BRAND_PAIRS, **PLAIN).as_view()),
    path("brand-pairs/<str:code>/", entry_of(BRAND_PAIRS).as_view()),
    path("tariffs/", list_of(TARIFFS, **PLAIN).as_view()),
    path("tariffs/<str:code>/", entry_of(TARIFFS).as_view()),
    path("customer-groups/", list_of(GROUPS, **PLAIN).as_view()),
    path("customer-groups/<str:code>/", entry_of(GROUPS).as_view()),
    path("channels/", views.ChannelList.as_view(), name="api-channels"),
    path("channels/<str:code>/", entry_of(CHANNELS).as_view()),
    path("hotline-calls/", list_of(HOTLINE_CALLS, **PLAIN).as_view()),
    path("hotline-calls/<str:code>/", entry_of(HOTLINE_CALLS).as_view()),
    path("hotline-rosters/", list_of(HOTLINE_ROSTERS, **PLAIN).as_view()),
    path("hotline-rosters/<str:code>/", entry_of(HOTLINE_ROSTERS).as_view()),
    path("call-rates/", list_of(CALL_RATES, **PLAIN).as_view()),
    path("call-rates/<str:code>/", entry_of(CALL_RATES).as_view()),
    path("loading-rules/", views.LoadingRuleList.as_view(), name="api-loading-rules"),
    path("placement-results/", results.PlacementResults.as_view(), name="api-placement-results"),
    path("loading-rules/evidence/", evidence.LoadingEvidence.as_view()),
    path("loading-rules/matrix/", views.LoadingMatrix.as_view(), name="api-loading-matrix"),
]
