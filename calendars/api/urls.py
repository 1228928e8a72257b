from django.urls import path

from calendars.api import views

urlpatterns = [
    path("calendar/", views.Calendar.as_view(), name="api-calendar"),
    path("calendar/changes/", views.CalendarChanges.as_view(), name="api-calendar-changes"),
]
