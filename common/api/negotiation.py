"""Which format an answer has."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.negotiation import DefaultContentNegotiation


class Negotiation(DefaultContentNegotiation):
    """A ``?format=`` that an address does not offer is an unknown value, 400 as any other."""

    def filter_renderers(self, renderers: list[Any], format: str) -> list[Any]:
        offered = [renderer for renderer in renderers if renderer.format == format]
        if not offered:
            raise ValidationError({"format": [_("Unknown value.")]}, code="invalid_choice")
        return offered
