from django.urls import path

from resources.api import views

urlpatterns = [
    path("resources/", views.ResourceList.as_view(), name="api-resources"),
    path("resources/stock/", views.StockList.as_view(), name="api-stock"),
    path("resources/reservations/", views.ReservationList.as_view(), name="api-reservations"),
    path("resources/movements/", views.MovementList.as_view(), name="api-movements"),
    path("resources/<str:code>/", views.ResourceDetail.as_view(), name="api-resource"),
]
