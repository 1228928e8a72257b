"""Every floor's own url modules, joined: `urls.py` for pages, `api/urls.py` below /api/v1/."""

from importlib.util import find_spec

from django.conf import settings
from django.contrib.auth.decorators import login_not_required, login_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView


def floors(module: str, prefix: str) -> list[URLPattern | URLResolver]:
    """The url modules of that name which the apps have; an app without pages has none."""
    present = [
        f"{app}.{module}"
        for app in settings.LOCAL_APPS
        if find_spec(app + "." + module.split(".", maxsplit=1)[0])
    ]
    return [path(prefix, include(name)) for name in present if find_spec(name)]


urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path(
        "api/docs/",
        login_required(SpectacularSwaggerSplitView.as_view(url_name="schema")),
        name="api-docs",
    ),
    *floors("api.urls", "api/v1/"),
    *floors("urls", ""),
]

handler400 = "config.errors.bad_request"
handler404 = "config.errors.not_found"
handler429 = "config.errors.too_many"  # allauth asks for it
handler500 = "config.errors.server_error"
