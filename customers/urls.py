from django.urls import path

from customers.views import (
    decision_chain,
    detail,
    importing,
    listing,
    marketing,
    matches,
    segments,
    touching,
    wishes,
)

app_name = "customers"
urlpatterns = [
    path("customers/", listing.customers, name="list"),
    path("customers/lookup/", listing.lookup, name="lookup"),
    path("customers/import/", importing.imports, name="import"),
    path("customers/import/template/", importing.template, name="import-template"),
    path("customers/import/<slug:token>/", importing.file, name="import-file"),
    path("customers/import/<slug:token>/progress/", importing.progress, name="import-progress"),
    path("customers/import/<slug:token>/rejected/", importing.rejected, name="import-rejected"),
    path("customers/import/<slug:token>/discard/", importing.discard, name="import-discard"),
    path("customers/touches/", touching.touches, name="touches"),
    path("customers/segments/", segments.segments, name="segments"),
    path("customers/segments/new/", segments.filter_segment, name="segment-new"),
    path("customers/segments/new-list/", segments.list_segment, name="segment-new-list"),
    path("customers/segments/<slug:code>/", segments.segment, name="segment"),
    path("customers/segments/<slug:code>/refresh/", segments.refresh, name="segment-refresh"),
    path(
        "customers/segments/<slug:code>/versions/<int:number>/use/",
        segments.use_version,
        name="segment-version",
    ),
    path("customers/matches/", matches.matches, name="matches"),
    path("customers/matches/<int:match_id>/answer/", matches.answer, name="match-answer"),
    path("customers/matches/<int:match_id>/undo/", matches.undo, name="match-undo"),
    path("customers/marketing/", marketing.groups, name="marketing"),
    path("customers/marketing/new/", marketing.new_group, name="marketing-new"),
    path("customers/marketing/<str:code>/", marketing.group, name="marketing-one"),
    path("customers/marketing/<str:code>/change/", marketing.change, name="marketing-change"),
    path("customers/marketing/<str:code>/add/", marketing.add, name="marketing-add"),
    path("customers/marketing/<str:code>/place/", marketing.place, name="marketing-place"),
    path(
        "customers/marketing/<str:code>/links/<int:link_id>/undo/",
        marketing.undo,
        name="marketing-undo",
    ),
    path("customers/<str:number>/", detail.customer, name="detail"),
    path("customers/<str:number>/chain/", decision_chain.chain, name="chain"),
    path("customers/<str:number>/wish/", wishes.wish, name="wish"),
    path("customers/<str:number>/unmask/", detail.unmask, name="unmask"),
]
