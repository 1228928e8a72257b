"""The pages of negotiations and proposals, joined to those of the floor."""

from django.urls import URLPattern, URLResolver, path

from campaigns.urls import ONE
from coordination.negotiation.views import acting, listing, page

FINDING = f"{ONE}/findings/<uuid:finding_id>"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{FINDING}/negotiation/", page.negotiation, name="negotiation"),
    path(f"{FINDING}/negotiation/open/", acting.open_negotiation, name="negotiation-open"),
    path(f"{FINDING}/negotiation/comment/", acting.comment, name="comment"),
    path(f"{FINDING}/ways/<way_out:way_id>/propose/", acting.propose, name="propose"),
    path("negotiations/", listing.negotiations, name="negotiations"),
    path("negotiations/<str:code>/do/<slug:transition>/", acting.act, name="negotiation-act"),
    path("negotiations/<str:code>/position/<str:plan>/", acting.position, name="position"),
    path("proposals/<str:code>/do/<slug:transition>/", acting.answer, name="proposal-act"),
]
