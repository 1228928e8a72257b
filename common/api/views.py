"""What every view of the API shares: idempotent writes and ETags."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import IntegrityError, OperationalError, transaction
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import AuthenticationFailed, NotFound
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils import json
from rest_framework.views import APIView

from common import clock, locks
from common.api.errors import Conflict, PreconditionFailed
from common.errors import Busy
from common.models import IdempotencyKey

WRITES = frozenset({"POST", "PATCH", "PUT", "DELETE"})
MAX_KEY = 255


class ApiView(APIView):
    """Base of all views. A write with ``Idempotency-Key`` is done once; a retry gets the same
    answer again.
    """

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

    def perform_authentication(self, request: Request) -> None:
        """A wrong token is slowed down like every stranger."""
        try:
            super().perform_authentication(request)
        except AuthenticationFailed:
            self.check_throttles(request)
            raise

    def permission_denied(
        self, request: Request, message: str | None = None, code: str | None = None
    ) -> None:
        """Whoever has no token is slowed down before they are told so, again and again."""
        if not request.user.is_authenticated:
            self.check_throttles(request)
        super().permission_denied(request, message, code)

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
        caller = request.user.get_username()
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
        """The row of the key, new or of an earlier call. Raises ``Busy`` while the earlier call
        runs on.
        """
        try:
            with transaction.atomic():
                return IdempotencyKey.objects.create(
                    caller=caller, key=key, request_digest=digest, created_at=clock.now()
                )
        except IntegrityError:
            return IdempotencyKey.objects.select_for_update().get(caller=caller, key=key)
        except OperationalError as error:
            if locks.is_lock_failure(error):
                raise Busy from error
            raise


@extend_schema(exclude=True)
class NothingHere(ApiView):
    """Addresses below /api/v1/ that no floor answers: the API's own 404 instead of a page."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise NotFound


def require_match(request: Request, code: str, count: int) -> None:
    """Raise ``PreconditionFailed`` when ``If-Match`` names another state of the object than the
    present one.
    """
    header = request.headers.get("If-Match", "")
    if not header or header.strip() == "*":
        return
    tags = [tag.strip().removeprefix("W/").strip('"') for tag in header.split(",")]
    if not any(tag == f"{code}.{count}" or tag.startswith(f"{code}.{count}.") for tag in tags):
        raise PreconditionFailed


def is_unchanged(request: Request, etag: str) -> bool:
    """Whether the caller already holds this state (``If-None-Match``): answer 304."""
    tags = [
        tag.strip().removeprefix("W/")
        for tag in request.headers.get("If-None-Match", "").split(",")
    ]
    return etag in tags or "*" in tags
