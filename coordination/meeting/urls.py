"""The pages of meetings, joined to those of the floor."""

from django.urls import URLPattern, URLResolver, path

from coordination.meeting import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/<str:code>/", views.meeting, name="meeting"),
    path("meetings/<str:code>/minutes/", views.minutes, name="minutes"),
    path("meetings/<str:code>/close/", views.close, name="meeting-close"),
    path("meetings/<str:code>/items/<int:item_id>/", views.note, name="meeting-note"),
]
