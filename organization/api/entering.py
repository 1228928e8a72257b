"""People and policies by the API."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from common import clock, locks
from common.api.filters import NoFilters
from common.api.tags import IF_MATCH, IF_NONE_MATCH, digest_of, holds, tagged
from common.text import has_hidden_characters
from organization.api.master_data import FormEntries, form_serializer_of, may_write
from organization.api.serializers import PolicySerializer
from organization.kinds import PEOPLE, POLICIES
from organization.models import Membership, User
from organization.policies import declared, values_on

NewPerson = form_serializer_of(PEOPLE, "NewPerson")
PolicyChange = form_serializer_of(POLICIES, "PolicyChange", without=("key",))


class RoleSerializer(serializers.ModelSerializer[Membership]):
    unit = serializers.SlugRelatedField(slug_field="code", read_only=True)

    class Meta:
        model = Membership
        fields = ("unit", "role", "valid_until")
        read_only_fields = fields


class PersonSerializer(serializers.ModelSerializer[User]):
    """``first_password`` is there once, in the answer that adds the person."""

    roles = RoleSerializer(source="memberships", many=True, read_only=True)
    first_password = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = (
            "username",
            "display_name",
            "language",
            "email",
            "is_active",
            "roles",
            "first_password",
        )
        read_only_fields = fields

    def get_first_password(self, person: User) -> str:
        return str(self.context.get("first_password", ""))


class People(FormEntries, generics.ListAPIView):
    """Everybody who signs in, with their roles."""

    kind = PEOPLE
    serializer_class = PersonSerializer
    filter_backends = (NoFilters,)
    ordering = "username"

    def get_queryset(self) -> QuerySet[User]:
        may_write(self.kind, self.request)
        return User.objects.prefetch_related("memberships__unit")

    @extend_schema(request=NewPerson, responses={201: PersonSerializer})
    def post(self, request: Request) -> Response:
        """Add a person with a role, or give somebody who is there another one."""
        may_write(self.kind, request)
        given = NewPerson(data=request.data)
        given.is_valid(raise_exception=True)
        data = dict(given.validated_data)
        password = self.entered(request, data, self.kind.find(data))
        person = person_of(data["username"])
        context = {"first_password": password}
        return Response(PersonSerializer(person, context=context).data, status=201)

    def answer_once(self, key: str, handler: Any, request: Request) -> Response:
        """Sent twice it does the same, and a first password is kept nowhere."""
        response: Response = handler(request, *self.args, **self.kwargs)
        return response


class Person(FormEntries):
    """One person with their roles."""

    kind = PEOPLE

    @extend_schema(responses=PersonSerializer)
    def get(self, request: Request, username: str) -> Response:
        may_write(self.kind, request)
        return Response(PersonSerializer(person_of(username)).data)


def person_of(username: str) -> User:
    """The person of that user name. Raises 404."""
    people = User.objects.prefetch_related("memberships__unit")
    person = None if has_hidden_characters(username) else people.filter(username=username).first()
    if person is None:
        raise Http404
    return person


class PolicyEntry(FormEntries):
    """One policy with the value that is valid today."""

    kind = POLICIES

    @extend_schema(parameters=[IF_NONE_MATCH], responses=PolicySerializer)
    def get(self, request: Request, key: str) -> Response:
        return self.answer(request, key)

    @extend_schema(parameters=[IF_MATCH], request=PolicyChange, responses=PolicySerializer)
    @transaction.atomic
    def patch(self, request: Request, key: str) -> Response:
        """Give it a value from a day on (today, if none is named)."""
        may_write(self.kind, request)
        locks.advisory(f"policy {key}")
        holds(request, digest_of(self.shown(key)))
        given = PolicyChange(data=request.data)
        given.is_valid(raise_exception=True)
        self.entered(request, {**given.validated_data, "key": key}, declared()[key])
        return self.answer(request, key)

    def answer(self, request: Request, key: str) -> Response:
        data = self.shown(key)
        return tagged(request, data, prefix=digest_of(data))

    @staticmethod
    def shown(key: str) -> Any:
        """The policy as JSON. Raises 404 for a key that nobody declared."""
        if key not in declared():
            raise Http404
        row = {"policy": declared()[key], "value": values_on(clock.today())[key]}
        return PolicySerializer(row).data
