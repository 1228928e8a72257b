"""Every address of the product, from the URLconf: tables of tests are held against it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

# Others' addresses, and those that are the same for everybody who is not signed in.
NOT_OURS = ("accounts/", "i18n/", "api/schema/", "api/docs/", "health/", "feeds/{secret}/")
PARAMETER = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Route:
    """An address with its parameters in braces, and the methods that its view takes."""

    path: str
    methods: tuple[str, ...]
    view: type | None = None

    @property
    def is_api(self) -> bool:
        return self.path.startswith("api/")


@cache
def routes() -> tuple[Route, ...]:
    found = {
        path: Route(path, methods_of(pattern), getattr(pattern.callback, "cls", None))
        for path, pattern in walk(get_resolver())
        if not path.startswith(NOT_OURS)
    }
    return tuple(sorted(found.values(), key=lambda route: route.path))


def pages() -> set[str]:
    """The addresses outside the API that answer to GET."""
    return {route.path for route in routes() if "GET" in route.methods and not route.is_api}


def calls() -> set[str]:
    """The addresses of the API that answer to GET."""
    return {route.path for route in routes() if "GET" in route.methods and route.is_api}


def walk(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern, path)
        else:
            yield re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", path).strip("^$"), pattern


def methods_of(pattern: URLPattern) -> tuple[str, ...]:
    """What a class of the API says it takes; what the decorators of a page let through."""
    view = getattr(pattern.callback, "cls", None)
    if view is not None:
        return tuple(
            method for method in ("GET", "POST", "PATCH", "DELETE") if hasattr(view, method.lower())
        )
    found, layer = {"GET", "POST"}, pattern.callback
    while layer is not None:
        if inspect.isfunction(layer):
            outside = inspect.getclosurevars(layer).nonlocals
            found &= set(outside.get("request_method_list", found))
        layer = getattr(layer, "__wrapped__", None)
    return tuple(sorted(found))


def route_of(path: str, known: set[str]) -> str | None:
    """Which of these routes serves a path: the one with the fewest parameters. Parameters of the
    path, in braces, fit those of a route.
    """
    plain = path.partition("?")[0].removeprefix("/")
    fitting = [
        route
        for route in known
        if re.fullmatch("[^/]+".join(re.escape(part) for part in PARAMETER.split(route)), plain)
    ]
    return min(fitting, key=lambda route: route.count("{"), default=None)
