from django.urls import path

from calendars.views import calendar, feeds, moving

app_name = "calendars"
urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/move/<slug:code>/", moving.move, name="move"),
    path("calendar/feeds/", feeds.feeds, name="feeds"),
    path("calendar/feeds/<int:feed_id>/renew/", feeds.renew, name="feed-renew"),
    path("calendar/feeds/<int:feed_id>/revoke/", feeds.revoke, name="feed-revoke"),
    path("feeds/<str:secret>/calendar.ics", feeds.feed, name="feed"),
]
