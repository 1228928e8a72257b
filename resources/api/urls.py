from django.urls import path

from organization.api.master_data import entry_of
from resources.api import arrival_steps, arrivals, benefits, views
from resources.kinds import RESOURCES

ARRIVAL = "resources/arrivals/<uuid:key>"

urlpatterns = [
    path("benefits/", benefits.BenefitList.as_view(), name="api-benefits"),
    path("benefits/check/", benefits.BenefitCheck.as_view(), name="api-benefits-check"),
    path("benefits/steps/", benefits.BenefitSteps.as_view(), name="api-benefits-steps"),
    path("benefits/saved/", benefits.Savings.as_view(), name="api-benefits-saved"),
    path("resources/", views.ResourceList.as_view(), name="api-resources"),
    path("resources/stock/", views.StockList.as_view(), name="api-stock"),
    path("resources/reservations/", views.ReservationList.as_view(), name="api-reservations"),
    path("resources/movements/", views.MovementList.as_view(), name="api-movements"),
    path("resources/arrivals/", arrivals.ArrivalList.as_view(), name="api-arrivals"),
    path(f"{ARRIVAL}/", arrivals.ArrivalDetail.as_view(), name="api-arrival"),
    path(f"{ARRIVAL}/confirm/", arrival_steps.ArrivalReceipt.as_view()),
    path(f"{ARRIVAL}/undo/", arrival_steps.ArrivalUndo.as_view()),
    path(f"{ARRIVAL}/cancel/", arrival_steps.ArrivalCancel.as_view()),
    path("resources/<str:code>/", entry_of(RESOURCES).as_view()),
]
