from django.urls import path

from desk.views import home, schedule, search, week

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("inbox/answer/", home.answer, name="answer"),
    path("schedule/", schedule.schedule, name="schedule"),
    path("schedule/arrivals/<int:arrival_id>/", schedule.confirm, name="arrival"),
    path("week/", week.week, name="week"),
    path("search/", search.search, name="search"),
]
