from django.urls import path

from preflight.api.views import CampaignPreview, FindDates

urlpatterns = [
    path("campaigns/preview/", CampaignPreview.as_view()),
    path("campaigns/<str:code>/find-dates/", FindDates.as_view()),
]
