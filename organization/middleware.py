from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.csrf import csrf_failure

from common import kept, request_numbers
from common.errors import Reason
from organization.sign_in_limits import TooManySignIns

TOO_MANY = 429
GetResponse = Callable[[HttpRequest], HttpResponse]


OPEN_TOO_LONG = Reason(
    "open-too-long",
    _("You signed in anew since this page was opened, so nothing was changed. Send it again."),
)
SIGNED_OUT = Reason(
    "signed-out",
    _("You had been signed out, so nothing was changed. Send it again if you still want it."),
)


class SignIn(LoginRequiredMiddleware):
    """Sends nobody in without signing in; afterwards they are on the page that they came from, with
    what they had typed on it.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        if request.headers.get("HX-Request"):
            page = kept.page_before(request)
        elif request.method == "POST":
            page = kept.keep(request, [SIGNED_OUT])
        else:
            page = request.get_full_path()
        return redirect_to_login(page)


def page_was_open_too_long(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token that shows a form to be ours has changed: the form comes back with a new one."""
    before = request.headers.get("Referer", "")
    if request.headers.get("HX-Request") or not kept.is_ours(request, before):
        return csrf_failure(request, reason=reason)
    return kept.Back(kept.keep(request, [OPEN_TOO_LONG]))


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
    """A person's own language, unless this browser was switched to another one; and whose request
    it is, for the log.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated:
            request_numbers.note(person=user.pk)
        if (
            user.is_authenticated
            and user.language
            and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES
        ):
            translation.activate(user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)
