"""Fields of this floor's API: other rows by their code."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from campaigns.access import visible_to
from common.api.fields import PlainCharField

LONGEST = 60


class CodeField(PlainCharField):
    """A row named by its code, as far as the caller may name it."""

    default_error_messages = {"unknown": _("There is none with this code.")}

    def rows(self) -> QuerySet[Any]:
        raise LookupError(type(self).__name__)

    def to_internal_value(self, data: Any) -> Any:
        code = super().to_internal_value(data)
        found = self.rows().filter(code=code).first() if len(code) <= LONGEST else None
        if found is None:
            self.fail("unknown")
        return found

    def to_representation(self, value: Any) -> str:
        return str(value.code)

    @property
    def viewer(self) -> Any:
        return self.context["viewer"]


class PlanField(CodeField):
    """A plan that the caller sees."""

    def rows(self) -> QuerySet[Any]:
        return visible_to(self.viewer).select_related("owner_unit")


class UsernameField(serializers.CharField):
    """A person by their user name."""

    def to_representation(self, value: Any) -> str:
        return str(value.username)
