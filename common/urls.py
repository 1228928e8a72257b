from django.urls import path

from common.views import health, secret

app_name = "common"
urlpatterns = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("secret/put-away/", secret.put_away, name="put-secret-away"),
]
