"""Guards of this floor's pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase

from organization.http import SignedInRequest
from organization.permissions import Permission

View = Callable[..., HttpResponseBase]


def permission_required(*permissions: Permission) -> Callable[[View], View]:
    """Answer 403 unless the person holds one of the permissions somewhere. The page's data is not
    touched before.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not any(request.user.may(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate
