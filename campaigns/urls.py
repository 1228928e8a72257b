from django.urls import path, register_converter

from campaigns.views import actions, cycles, detail, history, joint, listing, new
from campaigns.views.editor import counting, moving, page


class CampaignCode:
    """A campaign's code: a letter, the year, a number; and which of its amendments it is."""

    regex = r"[A-Z]\d{4}-\d{1,8}(?:-A\d{1,3})?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class JointAnswer(CampaignCode):
    """What a unit says about a plan that takes its product along."""

    regex = "join|decline|sign|leave"


register_converter(CampaignCode, "campaign_code")
register_converter(JointAnswer, "answer")

app_name = "campaigns"
ONE = "campaigns/<campaign_code:code>"

urlpatterns = [
    path("campaigns/", listing.listing, name="list"),
    path("campaigns/export/", listing.export, name="export"),
    path("campaigns/new/", new.new, name="new"),
    path("campaigns/cycles/", cycles.cycles, name="cycles"),
    path(f"{ONE}/", detail.detail, name="detail"),
    path(f"{ONE}/do/<slug:transition>/", actions.act, name="act"),
    path(f"{ONE}/read/", actions.read, name="read"),
    path(f"{ONE}/delete/", actions.delete, name="delete"),
    path(f"{ONE}/edit/", page.edit, name="edit"),
    path(f"{ONE}/edit/audience/count/", counting.audience, name="edit-audience"),
    path(f"{ONE}/edit/choices/<str:kind>/", page.search, name="choices"),
    path(f"{ONE}/edit/move/", moving.move, name="move"),
    path(f"{ONE}/edit/<slug:section>/", page.save, name="save"),
    path(f"{ONE}/joint/", joint.joint, name="joint"),
    path(f"{ONE}/joint/do/<answer:name>/", joint.answer, name="joint-answer"),
    path(f"{ONE}/joint/<slug:product>/", joint.part, name="joint-part"),
    path(f"{ONE}/history/", history.history, name="history"),
    path(f"{ONE}/revisions/<int:number>/", history.revision, name="revision"),
    path(f"{ONE}/tab/<slug:slug>/", detail.tab, name="tab"),
]
