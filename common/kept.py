"""What was typed in a form and could not be done: kept for the page that the form is on, which
shows it again with the reasons at their fields.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import SimpleTemplateResponse
from django.urls import resolve
from django.utils.http import url_has_allowed_host_and_scheme

from common.errors import Reason, Refused

OK = 200
KEY = "kept"
MOST = 50_000  # characters; more than any form of a page is meant to take
NEVER = ("csrfmiddlewaretoken", "etag")
PASSWORD = "password"  # noqa: S105 - how the fields of passwords are called


@dataclass(frozen=True, slots=True)
class Kept:
    """``page`` is where the form was, ``action`` where it was sent; ``reasons`` are pairs of a
    field's name (empty: the whole form) and a sentence.
    """

    page: str
    action: str
    fields: dict[str, list[str]]
    reasons: list[tuple[str, str]]


def sent(request: HttpRequest, reasons: Iterable[Reason], *, page: str) -> Kept:
    """What a form on this page has sent."""
    fields = {
        name: values
        for name, values in request.POST.lists()
        if name not in NEVER and PASSWORD not in name
    }
    if sum(len(value) for values in fields.values() for value in values) > MOST:
        fields = {}
    said = [(reason.attr or "", str(reason)) for reason in reasons]
    return Kept(page, request.path, fields, said)


def keep(request: HttpRequest, reasons: Iterable[Reason]) -> str:
    """Keep what a form has sent, in the session, until its page is shown; the page's address."""
    kept = sent(request, reasons, page=page_before(request))
    request.session[KEY] = asdict(kept)
    return kept.page


class Back(HttpResponseRedirect):
    """To the page that a form was on: nothing of what it asked for was done."""


def take(request: HttpRequest, answer: HttpResponse) -> Kept | None:
    """What was kept for the page that is answered, once. It follows the page to where it leads."""
    given = request.session.get(KEY)
    if not given or given["page"] != request.get_full_path():
        return None
    if not request.user.is_authenticated:
        return None
    if 300 <= answer.status_code < 400:
        request.session[KEY] = given | {"page": answer["Location"].partition("#")[0]}
        return None
    del request.session[KEY]
    return Kept(**given)


def page_itself(request: HttpRequest) -> HttpResponse | None:
    """The page with the form's own address, as if it were only looked at; none if there is no such
    page.
    """
    look, match = copy(request), request.resolver_match
    look.method, look.POST = "GET", QueryDict()
    if match is None:
        return None
    try:
        answer: HttpResponse = match.func(look, *match.args, **match.kwargs)
        if isinstance(answer, SimpleTemplateResponse):
            answer.render()
    except (Refused, Http404, PermissionDenied):
        return None
    return answer if answer.status_code == OK else None


def is_ours(request: HttpRequest, address: str) -> bool:
    """Whether an address lies on this site."""
    return url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    )


def page_before(request: HttpRequest) -> str:
    """The page that a form was on, if the browser says so and it is ours; otherwise the nearest
    page above the address that it was sent to.
    """
    before = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not is_ours(request, before):
        return page_above(request.path)
    parts = urlsplit(before)
    path = f"/{parts.path.lstrip('/')}"
    return f"{path}?{parts.query}" if parts.query else path


def page_above(path: str) -> str:
    """The nearest address above one that leads somewhere."""
    parts = path.strip("/").split("/")
    for length in range(len(parts) - 1, 0, -1):
        above = f"/{'/'.join(parts[:length])}/"
        try:
            resolve(above)
        except Http404:
            continue
        return above
    return "/"
