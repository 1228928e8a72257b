from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.request import Request

from common import request_numbers
from organization.enums import Scope
from organization.models import ApiToken, User
from organization.tokens import token_for


class TokenAuthentication(BaseAuthentication):
    """``Authorization: Token <key>``. The user then carries the token's scopes and unit."""

    keyword = "Token"

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != self.keyword.lower().encode():
            return None
        token = token_for(parts[1].decode("latin-1")) if len(parts) == 2 else None
        if token is None:
            raise exceptions.AuthenticationFailed(_("Unknown, expired or revoked token."))
        user = token.user
        request_numbers.note(person=user.pk)
        user.token_scopes = frozenset(Scope(scope) for scope in token.scopes)
        user.token_unit = token.unit
        return user, token

    def authenticate_header(self, request: Request) -> str:
        return self.keyword


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "Token <key>",
        }
