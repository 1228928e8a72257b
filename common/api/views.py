"""What every view of the API shares: who is let in, and idempotent writes."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import AuthenticationFailed, NotFound
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils import json
from rest_framework.views import APIView

from common import clock, locks
from common.api.errors import Conflict
from common.errors import Busy
from common.models import IdempotencyKey

WRITES = frozenset({"POST", "PATCH", "PUT", "DELETE"})
MAX_KEY = 255
KEPT = dt.timedelta(hours=24)
MOST_FORGOTTEN = 100


class ApiView(APIView):
    """Base of all views. A write with ``Idempotency-Key`` is done once; a retry within 24 hours
    gets the same answer again.
    """

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """As DRF's, but the throttle comes before the permissions and also counts a wrong token:
        strangers who try one after the other are slowed down.
        """
        self.format_kwarg = self.get_format_suffix(**kwargs)
        request.accepted_renderer, request.accepted_media_type = self.perform_content_negotiation(
            request
        )
        request.version, request.versioning_scheme = self.determine_version(
            request, *args, **kwargs
        )
        try:
            self.perform_authentication(request)
        except AuthenticationFailed:
            self.check_throttles(request)
            raise
        self.check_throttles(request)
        self.check_permissions(request)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        self.args, self.kwargs = args, kwargs
        request = self.request = self.initialize_request(request, *args, **kwargs)
        self.headers = self.default_response_headers
        try:
            self.initial(request, *args, **kwargs)
            known = request.method.lower() in self.http_method_names
            refused = self.http_method_not_allowed
            handler: Any = getattr(self, request.method.lower(), refused) if known else refused
            key = request.headers.get("Idempotency-Key", "")
            once = key and request.method in WRITES
            response = (
                self.answer_once(key, handler, request)
                if once
                else handler(request, *args, **kwargs)
            )
        except Exception as error:  # noqa: BLE001 - as in DRF: its handler re-raises what it does not know
            response = self.handle_exception(error)
        self.response = self.finalize_response(request, response, *args, **kwargs)
        return self.response

    def answer_once(self, key: str, handler: Any, request: Request) -> Response:
        """Claim the key first: a second call waits for the first, then repeats its answer.

        Raises ``Conflict`` for a malformed key or a key that came with another body before.
        """
        if len(key) > MAX_KEY or not key.isprintable():
            raise Conflict(
                _("The idempotency key must be printable and at most 255 characters long."),
                code="idempotency-key",
            )
        body = (
            request._request.body
            if not request._request._read_started or hasattr(request._request, "_body")
            else b""
        )
        digest = hashlib.sha256(
            f"{request.method} {request.get_full_path()}\n".encode() + body
        ).hexdigest()
        caller = caller_of(request)
        with transaction.atomic():
            row = self.claim(caller, key, digest)
            if row.status is not None:
                if row.request_digest != digest:
                    raise Conflict(
                        _("This idempotency key was used with another request."),
                        code="idempotency-key-reused",
                    )
                replay = Response(
                    json.loads(bytes(row.body)) if row.body else None,
                    status=row.status,
                    headers=row.headers,
                )
                replay["Idempotent-Replayed"] = "true"
                return replay
            response: Response = handler(request, *self.args, **self.kwargs)
            row.status = response.status_code
            row.headers = {
                name: value
                for name, value in response.headers.items()
                if name in {"ETag", "Location"}
            }
            row.body = JSONRenderer().render(response.data) if response.data is not None else b""
            row.save(update_fields=["status", "headers", "body"])
        return response

    @staticmethod
    def claim(caller: str, key: str, digest: str) -> IdempotencyKey:
        """The row of the key, new or of an earlier call; what is older than a day counts as new.
        Raises ``Busy`` while the earlier call runs on.
        """
        now = clock.now()
        forget_keys(before=now - KEPT)
        try:
            with transaction.atomic():
                return IdempotencyKey.objects.create(
                    caller=caller, key=key, request_digest=digest, created_at=now
                )
        except IntegrityError:
            row = IdempotencyKey.objects.select_for_update().get(caller=caller, key=key)
            if row.created_at < now - KEPT:
                row.status, row.request_digest, row.created_at = None, digest, now
                row.save(update_fields=["status", "request_digest", "created_at"])
            return row
        except OperationalError as error:
            if locks.is_lock_failure(error):
                raise Busy from error
            raise


def caller_of(request: Request) -> str:
    """Whose idempotency key it is: the person's, with what their token lets them do, so that no
    other token is given the answer.
    """
    scopes, unit = request.user.token_scopes, request.user.token_unit
    means = "session" if scopes is None else ",".join(sorted(scopes))
    return f"{request.user.pk}:{means}:{unit.code if unit else ''}"


def forget_keys(*, before: dt.datetime) -> None:
    """Remove keys that nobody may count on any more, some at a time, none that another call is
    removing.
    """
    old = IdempotencyKey.objects.filter(created_at__lt=before).select_for_update(skip_locked=True)
    with transaction.atomic():
        IdempotencyKey.objects.filter(
            pk__in=[row.pk for row in old.only("pk").order_by("created_at")[:MOST_FORGOTTEN]]
        ).delete()


@extend_schema(exclude=True)
class NothingHere(ApiView):
    """Addresses below /api/ that no floor answers: the API's own 404 instead of a page."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise NotFound


def nothing_here(request: HttpRequest) -> HttpResponse:
    """The 404 of the API, whatever the address."""
    answer: HttpResponse = NothingHere.as_view()(request)
    return answer.render() if hasattr(answer, "render") else answer
