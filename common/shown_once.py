"""Secrets that are told once: they stay on their page until somebody puts them away."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.http import HttpRequest

from common import clock

KEY = "shown_once"
MINUTES = 30  # who forgets to put it away does not leave it behind for long


@dataclass(frozen=True, slots=True)
class Secret:
    """``title`` says what it is; ``until`` is an instant in seconds, as the session keeps it."""

    page: str
    title: str
    text: str
    until: float


def show_once(request: HttpRequest, *, page: str, title: str, text: str) -> None:
    """Show a secret on a page from now on, until it is put away."""
    until = clock.now().timestamp() + MINUTES * 60
    request.session[KEY] = asdict(Secret(page, title, text, until))


def secret_on(request: HttpRequest) -> Secret | None:
    """The secret that stands on the page asked for."""
    given = request.session.get(KEY) if hasattr(request, "session") else None
    if not given or given["page"] != request.path:
        return None
    secret = Secret(**given)
    return secret if clock.now().timestamp() < secret.until else None


def put_away(request: HttpRequest) -> str:
    """Forget the secret; the page that it stood on."""
    given = request.session.pop(KEY, None)
    return given["page"] if given else "/"
