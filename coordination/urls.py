"""The pages of this floor."""

from django.urls import URLPattern, URLResolver, path

from coordination.negotiation.urls import urlpatterns as negotiation
from coordination.playbooks import views as playbooks

app_name = "coordination"
urlpatterns: list[URLPattern | URLResolver] = [
    path("playbooks/", playbooks.playbooks, name="playbooks"),
    path("playbooks/<str:code>/", playbooks.playbook, name="playbook"),
    *negotiation,
]
