"""Entity tags: the state of an answer, and of the object that it shows."""

from __future__ import annotations

import hashlib
from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from common.api.errors import PreconditionFailed

CREATED, NOT_MODIFIED = 201, 304
# What an operation declares that reads the header: the document then names 412, 304 and the ETag.
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=False,
    description="The ETag that was read: 412 if somebody changed the object since.",
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    required=False,
    description="The ETag that the caller holds: 304 if it is still so.",
)


def matched(request: Request, code: str, count: int) -> int | None:
    """The write counter that ``If-Match`` names, for the command to hold against the object again
    under its lock; None where the caller does not say what they read.

    Raises ``PreconditionFailed`` when it is not that of the present object.
    """
    return count if holds(request, f"{code}.{count}") else None


def holds(request: Request, prefix: str) -> bool:
    """Whether ``If-Match`` names the state whose tags begin so; False where the caller does not say
    what they read. Raises ``PreconditionFailed`` when it names another one.
    """
    header = request.headers.get("If-Match", "").strip()
    if header in {"", "*"}:
        return False
    tags = [tag.strip().removeprefix("W/").strip('"') for tag in header.split(",")]
    if not any(tag == prefix or tag.startswith(f"{prefix}.") for tag in tags):
        raise PreconditionFailed
    return True


def digest_of(data: Any) -> str:
    """What an answer says, as the beginning of a tag of objects that count no writes."""
    return hashlib.sha256(JSONRenderer().render(data)).hexdigest()[:16]


def is_unchanged(request: Request, etag: str, *, or_begins: str = "\0") -> bool:
    """Whether the caller already holds this state (``If-None-Match``), or one that ``or_begins``
    so: answer 304.
    """
    tags = [
        tag.strip().removeprefix("W/")
        for tag in request.headers.get("If-None-Match", "").split(",")
    ]
    return etag in tags or "*" in tags or any(tag.startswith(or_begins) for tag in tags)


def tagged(
    request: Request, data: Any, *, prefix: str, status: int = 200, address: str = ""
) -> Response:
    """The answer with its entity tag; to a read whose caller holds it, 304. ``prefix`` names the
    object and its write counter, ``address`` is where it stands when the answer says that it was
    made (201).
    """
    digest = hashlib.sha256(
        JSONRenderer().render(data) + str(request.user.pk).encode()
    ).hexdigest()[:16]
    etag = f'"{prefix}.{digest}"'
    is_known = request.method in {"GET", "HEAD"} and is_unchanged(request, etag)
    response = Response(status=NOT_MODIFIED) if is_known else Response(data, status=status)
    response["ETag"] = etag
    if address and status == CREATED:
        response["Location"] = request.build_absolute_uri(address)
    return response
