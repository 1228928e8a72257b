from django.urls import path

from organization.api import views

urlpatterns = [
    path("units/", views.UnitList.as_view(), name="api-units"),
    path("units/<str:code>/", views.UnitDetail.as_view(), name="api-unit"),
    path("policies/", views.PolicyList.as_view(), name="api-policies"),
    path("audit/", views.AuditList.as_view(), name="api-audit"),
]
