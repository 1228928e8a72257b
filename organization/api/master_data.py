"""The API of master data: each kind's rows are listed, read, added and changed at one address."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError as FormError
from django.db import models, transaction
from django.http import Http404
from django.utils import translation
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import generics, serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from common.api.fields import BoundedDateField, PlainCharField
from common.api.serializers import CleanModelSerializer, StrictSerializer
from common.api.tags import IF_MATCH, IF_NONE_MATCH, digest_of, holds, tagged
from common.api.views import ApiView
from common.errors import NO_PERMISSION, Refused
from common.meanwhile import take_turn
from organization.master_data import Kind
from organization.master_data.importing import NEVER_CHANGES


@dataclass(frozen=True, slots=True)
class Given:
    """A valid row as a kind's command takes it, in the place of a form."""

    instance: Any
    cleaned_data: Mapping[str, Any]


class SeesKind(BasePermission):
    """403 unless the caller may see the kind; a kind that names nobody is for everybody."""

    def has_permission(self, request: Request, view: Any) -> bool:
        kind: Kind = view.kind
        if not request.user.is_authenticated:
            return False
        return not kind.may_see or kind.may_be_seen_by(request.user)


@cache
def serializer_of(kind: Kind) -> type[CleanModelSerializer]:
    """The fields of a kind's form as JSON: other rows by their code."""
    fields = tuple(name for name in kind.columns if name in model_fields(kind))
    named: dict[str, Any] = {}
    for name in fields:
        column = kind.model._meta.get_field(name)
        if isinstance(column, models.ForeignKey):
            named[name] = serializers.SlugRelatedField(
                slug_field="code",
                queryset=column.remote_field.model._default_manager.all(),
                required=not column.blank,
                allow_null=column.null,
            )
    meta = type("Meta", (), {"model": kind.model, "fields": fields})
    made: type[CleanModelSerializer] = type(
        f"{kind.json_name or kind.model.__name__}Serializer",
        (CleanModelSerializer,),
        {**named, "Meta": meta},
    )
    return made


def model_fields(kind: Kind) -> set[str]:
    return {field.name for field in kind.model._meta.concrete_fields}


def may_write(kind: Kind, request: Request) -> None:
    """Raise ``Refused`` (403) before anything of the body is looked at."""
    if not kind.may_be_written_by(request.user):
        raise Refused(NO_PERMISSION)


class Entries(ApiView, generics.ListCreateAPIView):
    """The rows of a kind; a POST adds one."""

    kind: ClassVar[Kind]
    permission_classes = (SeesKind,)

    def post(self, request: Request) -> Response:
        may_write(self.kind, request)
        given = self.get_serializer(data=request.data)
        given.is_valid(raise_exception=True)
        row = self.kind.model(**given.validated_data)
        self.kind.save(Given(row, given.validated_data), request.user)
        response = Response(self.get_serializer(row).data, status=201)
        response["Location"] = f"{request.path}{self.kind.key_of(row)}/"
        return response


class Entry(ApiView, generics.GenericAPIView):
    """One row of a kind, by its key."""

    kind: ClassVar[Kind]
    permission_classes = (SeesKind,)

    def row(self, code: str) -> Any:
        """The row that an address names. Raises 404."""
        found = self.kind.at(code)
        if found is None:
            raise Http404
        return found

    def answer(self, request: Request, row: Any) -> Response:
        data = self.get_serializer(row).data
        return tagged(request, data, prefix=digest_of(data))

    @extend_schema(parameters=[IF_NONE_MATCH])
    def get(self, request: Request, code: str) -> Response:
        return self.answer(request, self.row(code))

    @extend_schema(parameters=[IF_MATCH])
    @transaction.atomic
    def patch(self, request: Request, code: str) -> Response:
        may_write(self.kind, request)
        take_turn(self.row(code))
        row = self.row(code)
        holds(request, digest_of(self.get_serializer(row).data))
        given = self.get_serializer(row, data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        changed = copy.copy(row)
        for name, value in given.validated_data.items():
            if name in getattr(self.kind.form, "fixed", ()) and value != getattr(row, name):
                raise ValidationError({name: [ErrorDetail(str(NEVER_CHANGES), code="fixed")]})
            setattr(changed, name, value)
        self.kind.save(Given(changed, given.validated_data), request.user)
        return self.answer(request, changed)


class RemovableEntry(Entry):
    """One row of a kind, by its key; DELETE takes out what was entered wrongly."""

    @extend_schema(responses={204: None})
    def delete(self, request: Request, code: str) -> Response:
        may_write(self.kind, request)
        row = self.row(code)
        if self.kind.remove is not None:
            self.kind.remove(row, request.user)
        return Response(status=204)


def list_of(kind: Kind, **more: Any) -> type[Entries]:
    """The view of a kind's rows; ``more`` are filters and orders."""
    return type(f"{kind.model.__name__}List", (Entries,), attributes(kind) | more)


def entry_of(kind: Kind) -> type[Entry]:
    """The view of one row of a kind."""
    base = Entry if kind.remove is None else RemovableEntry
    return type(f"{kind.model.__name__}Entry", (base,), attributes(kind))


def attributes(kind: Kind) -> dict[str, Any]:
    with translation.override("en"):  # the API's document is written in English
        text = str(kind.text)
    return {
        "kind": kind,
        "queryset": kind.queryset(),
        "serializer_class": serializer_of(kind),
        "ordering": kind.key[0],
        "__doc__": text,
    }


class FormEntries(ApiView):
    """Rows of a kind that is entered by its form alone."""

    kind: ClassVar[Kind]
    permission_classes = (SeesKind,)

    def entered(self, request: Request, data: Mapping[str, Any], row: Any) -> str:
        """Write the row; returns what is handed over once. Raises a validation error at the
        fields.
        """
        with transaction.atomic():
            form = self.kind.bound({k: v for k, v in data.items() if v is not None}, row)
            if not form.is_valid():
                raise ValidationError(form_errors(form))
            try:
                return self.kind.save(form, request.user)
            except FormError as error:
                raise ValidationError({"value": error.messages}) from error


def form_errors(form: forms.BaseForm) -> dict[str, list[ErrorDetail]]:
    return {
        ("non_field_errors" if name == forms.ALL_FIELDS else name): [
            ErrorDetail(sentence, code=error.code or "invalid")
            for error in errors
            for sentence in error.messages
        ]
        for name, errors in form.errors.as_data().items()
    }


def form_serializer_of(kind: Kind, name: str, *, without: tuple[str, ...] = ()) -> Any:
    """The fields of a kind's form as JSON that is sent."""
    made = {
        field: json_field(formed) for field, formed in kind.columns.items() if field not in without
    }
    return extend_schema_serializer(component_name=name)(type(name, (StrictSerializer,), made))


def json_field(field: forms.Field) -> serializers.Field[Any, Any, Any, Any]:
    required = field.required
    if isinstance(field, forms.DateField):
        return BoundedDateField(required=required, allow_null=not required)
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return serializers.ChoiceField(field.choices, required=required, allow_blank=not required)
    return PlainCharField(required=required, allow_blank=not required, max_length=400)
