from django.urls import path, register_converter

from common.api.filters import NoFilters
from common.api.steps import step_name
from coordination.cadence.api.urls import urlpatterns as cadence
from coordination.commitments import api as commitments
from coordination.commitments.workflow import COMMITMENT
from coordination.meeting.api import MeetingClose, MeetingDetail, MeetingNote, Meetings
from coordination.negotiation.api.urls import urlpatterns as negotiation
from coordination.playbooks.api import PlaybookDetail, Playbooks
from coordination.playbooks.kinds import COMPONENTS
from coordination.workgroup import api as workgroup
from organization.api.master_data import entry_of, list_of

register_converter(step_name(COMMITMENT), "commitment_step")

urlpatterns = [
    path("role-components/", list_of(COMPONENTS, filter_backends=(NoFilters,)).as_view()),
    path("role-components/<str:code>/", entry_of(COMPONENTS).as_view()),
    path("playbooks/", Playbooks.as_view()),
    path("playbooks/<str:code>/", PlaybookDetail.as_view(), name="api-playbook"),
    *cadence,
    *negotiation,
    path("commitments/", commitments.Commitments.as_view()),
    path("commitments/figures/", commitments.CommitmentFigures.as_view()),
    path("commitments/<str:code>/", commitments.CommitmentDetail.as_view()),
    path(
        "commitments/<str:code>/<commitment_step:name>/",
        commitments.CommitmentStep.as_view(),
        name="api-commitment-step",
    ),
    path("campaigns/<str:code>/workgroup/", workgroup.Workgroup.as_view()),
    path("campaigns/<str:code>/workgroup/words/", workgroup.WorkgroupWords.as_view()),
    path("campaigns/<str:code>/workgroup/signatures/", workgroup.WorkgroupSignatures.as_view()),
    path("meetings/", Meetings.as_view()),
    path("meetings/<str:code>/", MeetingDetail.as_view()),
    path("meetings/<str:code>/close/", MeetingClose.as_view()),
    path("meetings/<str:code>/items/<int:item_id>/", MeetingNote.as_view()),
]
