"""One number for a request and everything that follows from it: it stands on the answer, in each
line of the log, on the jobs that the request asked for and on what they wrote down. A person can
read it out; whoever runs the platform finds what happened by it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType

from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
# Without I, L, O and U, which are misheard or misread (Crockford's base 32).
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8  # 40 bits: of a million requests a day none meets another within a year's log
LONGEST = 64
TAKEN = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]{{7,{LONGEST - 1}}}")

_about: ContextVar[Mapping[str, str | int]] = ContextVar("about", default=MappingProxyType({}))


def new() -> str:
    """A number that nobody has, as people read it out: four letters, a dash, four letters."""
    found = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return f"{found[:4]}-{found[4:]}"


def current() -> str:
    """The number of the request or job that is being worked on; empty outside of both."""
    return str(_about.get().get("request", ""))


def about() -> Mapping[str, str | int]:
    """What a line of the log says of the work that it belongs to."""
    return _about.get()


def note(**what: str | int) -> None:
    """Say more of the work under way: whose it is. Keys of rows only, never names."""
    _about.set({**_about.get(), **what})


@contextmanager
def numbered(number: str = "", **what: str | int) -> Iterator[str]:
    """Work under a number, a new one where none is given."""
    number = number or new()
    token = _about.set({"request": number, **what})
    try:
        yield number
    finally:
        _about.reset(token)


def given(request: HttpRequest) -> str:
    """The number that the client or the proxy gave, if it is one that a log may hold."""
    said = request.headers.get(HEADER, "")
    return said if TAKEN.fullmatch(said) else ""


class Numbered:
    """Gives each request its number, or keeps the one that it came with, and sends it back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with numbered(given(request)) as number:
            response = self.get_response(request)
            response[HEADER] = number
            return response
