"""Where a finding is shown."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse


def address_of(code: str, finding: UUID) -> str:
    """The page of a plan's findings that this one stands on, unfolded."""
    return f"{reverse('findings:page', args=[code])}?{urlencode({'at': finding})}#f-{finding}"
