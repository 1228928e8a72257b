"""One shape for every error of the API: ``{"type", "errors": [{"code", "detail", "attr"}]}``."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from math import ceil
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.exceptions import ValidationError as ModelValidationError
from django.db import DataError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from drf_standardized_errors.handler import exception_handler as standardized
from rest_framework import exceptions, status
from rest_framework.response import Response

from common import faults, request_numbers
from common.errors import Busy, Reason, Refused
from common.locks import is_lock_failure
from common.outages import api_body, marked, outage_in
from common.taken import as_refusal

logger = logging.getLogger(__name__)


class PreconditionFailed(exceptions.APIException):
    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_code = "stale"
    default_detail = _(
        "Somebody changed this after you read it. Read it again, then repeat your change."
    )


class Conflict(exceptions.APIException):
    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"
    default_detail = _("This cannot be done now.")


class TooBig(exceptions.APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_big"
    default_detail = _("The request is larger than 2.5 MB. Send it in parts.")


def refusal_response(reasons: tuple[Reason, ...]) -> Response:
    """The answer to a refusal: the status of its worst reason, one entry for each."""
    errors = [
        {"code": reason.code, "detail": str(reason), "attr": reason.attr} for reason in reasons
    ]
    kind = (
        "validation_error" if reasons[0].status == status.HTTP_400_BAD_REQUEST else "client_error"
    )
    return Response({"type": kind, "errors": errors}, status=reasons[0].status)


def exception_handler(error: Exception, context: Any) -> Response | None:
    """Turn refusals, model validation and values that the database cannot hold into answers; the
    rest is DRF's.
    """
    if is_lock_failure(error):
        error = Busy()
    error = as_refusal(error, said(context)) or error
    if isinstance(error, Refused):
        response = refusal_response(error.reasons)
        if isinstance(error, Busy):
            response["Retry-After"] = str(error.retry_after)
        return response
    if outage := outage_in(error):
        logger.warning("%s", outage.code, exc_info=error)
        return marked(Response(api_body(outage), status=outage.status), outage)
    if isinstance(error, ModelValidationError):
        error = exceptions.ValidationError(validation_detail(error))
    elif isinstance(error, RequestDataTooBig):
        error = TooBig()
    elif isinstance(error, exceptions.Throttled):
        error.detail = exceptions.ErrorDetail(slower(error.wait), code=error.default_code)
    elif isinstance(error, DataError):
        logger.warning("input that cannot be stored: %s", type(error).__name__)
        error = exceptions.ValidationError(_("A value is out of range."), code="out_of_range")
    response = standardized(error, context)
    if response is not None and response.status_code == status.HTTP_500_INTERNAL_SERVER_ERROR:
        response.data["errors"][0]["detail"] = faults.in_words(request_numbers.current())
    return response


def slower(wait: float | None) -> str:
    """That somebody asks too often, and when they may go on."""
    seconds = ceil(wait or 1)
    words = ngettext(
        "Too many requests. Try again in %(n)s second.",
        "Too many requests. Try again in %(n)s seconds.",
        seconds,
    )
    return words % {"n": seconds}


def said(context: Any) -> Collection[str]:
    """The names of the fields that the call has sent, as far as its body could be read."""
    body = getattr(context["request"], "_full_data", None) if context.get("request") else None
    return body if isinstance(body, Mapping) else ()


def validation_detail(error: ModelValidationError) -> Any:
    """Django's model errors in DRF's form, codes kept; what belongs to no field stands at
    ``non_field_errors``.
    """

    def entries(errors: list[ModelValidationError]) -> list[exceptions.ErrorDetail]:
        return [
            exceptions.ErrorDetail(message, code=one.code or "invalid")
            for one in errors
            for message in one.messages
        ]

    if hasattr(error, "error_dict"):
        return {
            ("non_field_errors" if field == "__all__" else field): entries(errors)
            for field, errors in error.error_dict.items()
        }
    return {"non_field_errors": entries(error.error_list)}
