from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

GetResponse = Callable[[HttpRequest], HttpResponse]


class PasswordChange:
    """Sends a person whose password was set by somebody else to the page that changes it, until
    they did.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and user.must_change_password and not self.is_open(request.path):
            if request.path.startswith("/api/"):
                detail = gettext("Change your first password before you go on.")
                errors = [{"code": "password-change", "detail": detail, "attr": None}]
                return JsonResponse({"type": "client_error", "errors": errors}, status=403)
            return redirect("account_change_password")
        return self.get_response(request)

    @staticmethod
    def is_open(path: str) -> bool:
        """Pages that stay reachable: the change itself, signing out, language, assets, health. A
        call of the API by token has no session, so it is none of this.
        """
        allowed = (
            reverse("account_change_password"),
            reverse("account_logout"),
            reverse("set_language"),
        )
        return path.startswith((*allowed, "/health/", f"/{settings.STATIC_URL.lstrip('/')}"))


class PersonLanguage:
    """A person's own language, unless this browser was switched to another one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if (
            user.is_authenticated
            and user.language
            and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES
        ):
            translation.activate(user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)
