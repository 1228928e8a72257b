from django.urls import path

from desk.views import calendar, feeds, home, moving, schedule, search

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("inbox/answer/", home.answer, name="answer"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/move/<slug:code>/", moving.move, name="move"),
    path("calendar/feeds/", feeds.feeds, name="feeds"),
    path("calendar/feeds/<int:feed_id>/renew/", feeds.renew, name="feed-renew"),
    path("calendar/feeds/<int:feed_id>/revoke/", feeds.revoke, name="feed-revoke"),
    path("feeds/<str:secret>/calendar.ics", feeds.feed, name="feed"),
    path("schedule/", schedule.schedule, name="schedule"),
    path("schedule/arrivals/<int:arrival_id>/", schedule.confirm, name="arrival"),
    path("search/", search.search, name="search"),
]
