from django.urls import path

from common.api.filters import NoFilters
from coordination.negotiation.api.urls import urlpatterns as negotiation
from coordination.playbooks.api import PlaybookDetail, Playbooks
from coordination.playbooks.kinds import COMPONENTS
from organization.api.master_data import entry_of, list_of

urlpatterns = [
    path("role-components/", list_of(COMPONENTS, filter_backends=(NoFilters,)).as_view()),
    path("role-components/<str:code>/", entry_of(COMPONENTS).as_view()),
    path("playbooks/", Playbooks.as_view()),
    path("playbooks/<str:code>/", PlaybookDetail.as_view(), name="api-playbook"),
    *negotiation,
]
