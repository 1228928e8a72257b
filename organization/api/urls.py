from django.urls import path

from common.api.filters import NoFilters
from organization.api import delegations, entering, views, webhooks
from organization.api.master_data import entry_of, list_of
from organization.kinds import CLOSED_DAYS, UNITS, WORK_DAYS

PLAIN = {"filter_backends": (NoFilters,)}

urlpatterns = [
    path("units/", views.UnitList.as_view(), name="api-units"),
    path("units/<str:code>/", entry_of(UNITS).as_view()),
    path("people/", entering.People.as_view()),
    path("people/<str:username>/", entering.Person.as_view()),
    path("delegations/", delegations.Delegations.as_view(), name="api-delegations"),
    path("delegations/candidates/", delegations.Candidates.as_view()),
    path("delegations/<uuid:key>/", delegations.DelegationDetail.as_view(), name="api-delegation"),
    path("work-days/", list_of(WORK_DAYS, **PLAIN).as_view()),
    path("work-days/<str:code>/", entry_of(WORK_DAYS).as_view()),
    path("closed-days/", list_of(CLOSED_DAYS, **PLAIN).as_view()),
    path("closed-days/<str:code>/", entry_of(CLOSED_DAYS).as_view()),
    path("policies/", views.PolicyList.as_view(), name="api-policies"),
    path("policies/<str:key>/", entering.PolicyEntry.as_view()),
    path("webhooks/", webhooks.Webhooks.as_view()),
    path("webhooks/<slug:code>/", webhooks.WebhookDetail.as_view()),
    path("webhooks/<slug:code>/test/", webhooks.WebhookTest.as_view()),
    path("webhooks/<slug:code>/deliveries/", webhooks.WebhookDeliveries.as_view()),
    path("mail-choices/", webhooks.MailChoices.as_view()),
    path("audit/", views.AuditList.as_view(), name="api-audit"),
]
