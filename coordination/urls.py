"""The pages of this floor."""

from django.urls import URLPattern, URLResolver, path

from coordination.cadence.urls import urlpatterns as cadence
from coordination.commitments import views as commitments
from coordination.meeting.urls import urlpatterns as meetings
from coordination.negotiation.urls import urlpatterns as negotiation
from coordination.playbooks import views as playbooks
from coordination.workgroup import views as workgroup

app_name = "coordination"
urlpatterns: list[URLPattern | URLResolver] = [
    path("commitments/", commitments.commitments, name="commitments"),
    path("commitments/<str:code>/", commitments.commitment, name="commitment"),
    path("commitments/<str:code>/do/<slug:transition>/", commitments.act, name="act"),
    path(
        "commitments/<str:code>/evidence/<int:evidence_id>/",
        commitments.evidence,
        name="evidence",
    ),
    path("campaigns/<str:code>/commitments/", commitments.plan, name="plan"),
    path("campaigns/<str:code>/workgroup/", workgroup.workgroup, name="workgroup"),
    path("campaigns/<str:code>/workgroup/say/", workgroup.say, name="workgroup-say"),
    path("campaigns/<str:code>/workgroup/sign/", workgroup.sign, name="workgroup-sign"),
    path("playbooks/", playbooks.playbooks, name="playbooks"),
    path("playbooks/<str:code>/", playbooks.playbook, name="playbook"),
    *cadence,
    *negotiation,
    *meetings,
]
