from django.urls import path, register_converter

from campaigns.urls import ONE, CampaignCode
from findings.views import page, settling, ways


class WayOutId(CampaignCode):
    """The stable name of a way out: kind, plan, digest."""

    regex = r"[A-Za-z0-9_-]{1,80}"


register_converter(WayOutId, "way_out")

app_name = "findings"
FINDING = f"{ONE}/findings/<uuid:finding_id>"
WAY_OUT = f"{FINDING}/ways/<way_out:way_id>"

urlpatterns = [
    path(f"{ONE}/findings/", page.findings, name="page"),
    path(f"{FINDING}/accept/", settling.accept, name="accept"),
    path(f"{FINDING}/comment/", settling.comment, name="comment"),
    path(f"{FINDING}/customers/", settling.customers, name="concerned"),
    path(f"{WAY_OUT}/", ways.way_out, name="way-out"),
]
