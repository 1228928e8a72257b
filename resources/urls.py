from django.urls import path

from resources.views import act, arrivals, benefits, board, detail, edit, savings

app_name = "resources"
urlpatterns = [
    path("benefits/", benefits.give, name="give"),
    path("benefits/record/", benefits.record, name="benefits"),
    path("benefits/record/change/", benefits.change, name="benefit-steps"),
    path("benefits/saved/", savings.savings, name="savings"),
    path("resources/", board.board, name="board"),
    path("resources/new/", edit.edit, name="new"),
    path("resources/arrivals/", arrivals.arrivals, name="arrivals"),
    path("resources/arrivals/<int:arrival_id>/", arrivals.arrival, name="arrival"),
    path("resources/arrivals/<int:arrival_id>/confirm/", arrivals.confirm, name="confirm"),
    path("resources/<slug:code>/", detail.detail, name="detail"),
    path("resources/<slug:code>/edit/", edit.edit, name="edit"),
    path("resources/<slug:code>/<slug:action>/", act.act, name="act"),
]
