from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation

from organization.sign_in_limits import TooManySignIns

TOO_MANY = 429
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
            return redirect("account_change_password")
        return self.get_response(request)

    @staticmethod
    def is_open(path: str) -> bool:
        """Pages that stay reachable: the change itself, signing out, language, assets, health; the
        API uses tokens.
        """
        allowed = (
            reverse("account_change_password"),
            reverse("account_logout"),
            reverse("set_language"),
        )
        return path.startswith(
            (*allowed, "/api/", "/health/", f"/{settings.STATIC_URL.lstrip('/')}")
        )


class SignInLimits:
    """Says that, why and for how long a sign-in is refused."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, TooManySignIns):
            return None
        response = render(request, "429.html", {"refusal": error}, status=TOO_MANY)
        response["Retry-After"] = str(error.seconds)
        return response


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
