"""Answers that a caller holds already: told by what they stand on, before anything but the token is
read and before anything is built.

The entity tag of a view that is ``Conditional`` has two halves: a digest of the answer, and a seal
over that digest, the address, the caller and the stamp, which moves with whatever the answer stands
on. Only we can make a seal, so one that fits proves that this caller was given this answer and that
nothing has changed since: it may be said again that they hold it (304). By the same seal a process
keeps answers that many callers or the same one ask for again, compressed as they were sent.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from cachetools import LRUCache
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from rest_framework.authentication import get_authorization_header
from rest_framework.request import Request

from common import calls, clock
from common.api.tags import NOT_MODIFIED, is_unchanged
from common.api.throttles import OfPeople
from common.api.views import ApiView
from organization.api.authentication import TokenAuthentication
from organization.tokens import USED_EVERY, digest_of

# Who calls, with all that decides what they see: as it stands, not as it was when they were let in.
CALLER = """
SELECT token.user_id, token.id, token.scopes, token.unit_id, token.last_used_at,
    ARRAY(SELECT held.role || '.' || held.unit_id FROM organization_membership held
          WHERE held.user_id = token.user_id
          AND (held.valid_from IS NULL OR held.valid_from <= %(today)s)
          AND (held.valid_until IS NULL OR held.valid_until >= %(today)s) ORDER BY 1),
    ARRAY(SELECT principal.id || '.' || principal.is_active || '.' || held.role || '.' ||
              held.unit_id || coalesce(held.valid_from::text, '') || '.'
              || coalesce(held.valid_until::text, '')
          FROM organization_delegation given
          JOIN organization_user principal ON principal.id = given.principal_id
          JOIN organization_membership held ON held.user_id = principal.id
          WHERE given.deputy_id = token.user_id AND given.revoked_at IS NULL
          AND given.starts_on <= %(today)s AND given.ends_on >= %(today)s ORDER BY 1),
    (SELECT max(version) FROM common_change)
FROM organization_apitoken token JOIN organization_user person ON person.id = token.user_id
WHERE token.digest = %(digest)s AND token.revoked_at IS NULL AND person.is_active
    AND (token.expires_at IS NULL OR token.expires_at > %(now)s)
"""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an answer stands on besides its reader, and headers that go with it, held or not."""

    value: Any
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Body:
    """An answer as it was sent, with the headers that say what its bytes are."""

    content: bytes
    headers: dict[str, str]


SENT = ("Content-Type", "Content-Encoding", "ETag", "Vary")
MOST_BYTES = 32 * 2**20
OK = 200
_bodies: LRUCache[tuple[str, bool], Body] = LRUCache(
    maxsize=MOST_BYTES, getsizeof=lambda body: len(body.content)
)
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Caller:
    """A token's person, everything that decides what they see, and the change log's version."""

    user_id: int
    used_at: dt.datetime | None
    identity: str
    version: int


class Conditional(ApiView):
    """A view whose answer to a GET changes only with its ``stamp``, its reader, the day and what
    the address and headers ask for; one that ``is_kept`` is sent again from memory.
    """

    is_kept = False

    @classmethod
    def stamp(cls, version: int, **_asked: Any) -> Stamp | None:
        """What the answer at the address stands on, None where that is not known before it is
        built. ``version`` is that of the change log, which moves with every plan, rule, day and
        entry of master data. At most one query.
        """
        return Stamp(version)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """As all views; the stamp is read before the answer is built, so that a change meanwhile
        makes the tag too old, never too new.
        """
        super().initial(request, *args, **kwargs)
        self.seal, self.stamped = None, None
        if request.method == "GET":
            caller = caller_of(request._request)
            if caller is not None and (stamped := self.stamp(caller.version, **kwargs)):
                self.stamped, self.seal = stamped, sealing(request._request, caller, stamped)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Give the answer its tag, or say that the caller holds it."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        seal = getattr(self, "seal", None)
        if answer.status_code not in {200, NOT_MODIFIED} or seal is None or self.stamped is None:
            return answer
        content = answer.headers.get("ETag", "").strip('"')
        if not content:
            answer.render()
            content = hashlib.sha256(answer.content).hexdigest()[:32]
        if is_unchanged(request, f'"{content}"', or_begins=f'"{content}.'):
            answer = HttpResponse(status=NOT_MODIFIED)
        for name, value in {**self.stamped.headers, "ETag": f'"{content}.{seal(content)}"'}.items():
            answer[name] = value
        if self.is_kept and "Content-Disposition" not in answer.headers:
            answer.kept_as = seal("")
        return answer


class HeldAlready:
    """Answers a caller with a token who holds the answer (304), or whom the process can send it
    from memory: in two statements. Everything else goes its usual way.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        early = self.early(request)
        if early is not None:
            return early
        answer = self.get_response(request)
        place = getattr(answer, "kept_as", None)
        if place is not None and answer.status_code == OK:
            body = Body(answer.content, {name: answer[name] for name in SENT if name in answer})
            with _lock:
                _bodies[place, zips(request)] = body
        return answer

    @staticmethod
    def early(request: HttpRequest) -> HttpResponse | None:
        """The answer, as far as it is known without being built."""
        if request.method != "GET" or not request.path_info.startswith("/api/"):
            return None
        view = conditional_at(request.path_info)
        pairs = list(sealed_in(request.headers.get("If-None-Match", "")))
        if view is None or not (pairs or view[0].is_kept):
            return None
        (kind, asked), caller = view, caller_of(request)
        stamp = kind.stamp(caller.version, **asked) if caller and not is_due(caller) else None
        if caller is None or stamp is None:
            return None
        seal = sealing(request, caller, stamp)
        for content, sealed in pairs:
            if hmac.compare_digest(seal(content), sealed) and may_call(caller):
                tag = {"ETag": f'"{content}.{sealed}"'}
                return HttpResponse(status=NOT_MODIFIED, headers=dict(stamp.headers) | tag)
        with _lock:
            body = _bodies.get((seal(""), zips(request))) if kind.is_kept else None
        if body is None or not may_call(caller):
            return None
        return HttpResponse(body.content, headers=dict(stamp.headers) | body.headers)


def sealed_in(header: str) -> Iterator[tuple[str, str]]:
    """The tags of ours in ``If-None-Match``, each as digest and seal."""
    for tag in header.split(","):
        content, dot, sealed = tag.strip().removeprefix("W/").strip('"').partition(".")
        if dot:
            yield content, sealed


def zips(request: HttpRequest) -> bool:
    """Whether the caller takes compressed answers, which are other bytes."""
    return "gzip" in request.headers.get("Accept-Encoding", "")


def forget() -> None:
    """Start afresh, as tests do between two databases."""
    with _lock:
        _bodies.clear()


@lru_cache(maxsize=4096)
def conditional_at(path: str) -> tuple[type[Conditional], dict[str, Any]] | None:
    """The view at an address, if it is ``Conditional``, with what the address names. Addresses lead
    to the same view as long as a process lives.
    """
    try:
        match = resolve(path)
    except Resolver404:
        return None
    kind = getattr(match.func, "cls", None)
    if isinstance(kind, type) and issubclass(kind, Conditional):
        return kind, match.kwargs
    return None


def caller_of(request: HttpRequest) -> Caller | None:
    """Who calls by a token that is in use; one query, none without a token."""
    parts = get_authorization_header(request).split()
    if len(parts) != 2 or parts[0].lower() != TokenAuthentication.keyword.lower().encode():
        return None
    now = clock.now()
    values: dict[str, Any] = {
        "digest": digest_of(parts[1].decode("latin-1")),
        "now": now,
        "today": clock.today(now),
    }
    with connection.cursor() as cursor:
        cursor.execute(CALLER, values)
        row = cursor.fetchone()
    if row is None:
        return None
    user_id, key, scopes, unit, used_at, memberships, deputy_of, version = row
    identity = (user_id, key, sorted(scopes), unit, memberships, deputy_of, str(values["today"]))
    return Caller(user_id, used_at, repr(identity), version or 0)


def is_due(caller: Caller) -> bool:
    """Whether it has to be noted again that the token is in use, which its authentication does."""
    return caller.used_at is None or clock.now() - caller.used_at > USED_EVERY


def may_call(caller: Caller) -> bool:
    """Count the call as all calls of the person are counted."""
    limit = OfPeople()
    if limit.rate is None:
        return True
    key = limit.cache_format % {"scope": limit.scope, "ident": caller.user_id}
    return calls.may_call(key, most=limit.num_requests, seconds=limit.duration)


def sealing(request: HttpRequest, caller: Caller, stamp: Stamp) -> Callable[[str], str]:
    """Makes the seal of an answer's digest: for this caller, what they ask for, and this stamp."""
    asked = (
        request.get_full_path(),
        request.get_host(),
        request.headers.get("Accept", ""),
        request.headers.get("Accept-Language", ""),
        request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
        request.is_secure(),
    )
    stands_on = repr((asked, caller.identity, stamp.value))

    def seal(content: str) -> str:
        said = f"{content}|{stands_on}".encode()
        return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()[:32]

    return seal
