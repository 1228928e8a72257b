from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from common import audit
from common.client import client_of
from common.errors import refuse
from organization import sign_in_limits
from organization.models import SignInAttempt, User

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """People are entered by administrators; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: User, password: str) -> None:
        """A password that its owner chose need not be changed any more."""
        user.must_change_password = False
        super().set_password(user, password)

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_of(request) or "unknown"

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Count wrong passwords, and write the outcome down. Outside demo mode the demo's password,
        which every start prints, opens nothing.
        """
        name, client = credentials.get("username") or "", client_of(request)
        attempt = sign_in_limits.begin(name, client)
        user = super().authenticate(request, **credentials)
        if user is not None and not settings.JIEPAI_DEMO:
            user = None if User.objects.filter(pk=user.pk, is_demo=True).exists() else user
        if user is None:
            self.note_failure(name, attempt)
        else:
            sign_in_limits.succeed(attempt)
        return user

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        self.note("sign_in", user, client_of(request))

    def logout(self, request: HttpRequest) -> None:
        user = request.user
        super().logout(request)
        if isinstance(user, User):
            self.note("sign_out", user, client_of(request))

    def note(self, action: str, user: User, client: str) -> None:
        audit.record(
            action,
            actor=user,
            object_type="user",
            object_code=user.get_username(),
            details={"client": client},
        )

    def note_failure(self, name: str, attempt: SignInAttempt) -> None:
        """What was typed in the place of a name is written down only where it is one."""
        known = User.objects.filter(username=name).exists()
        closed = sign_in_limits.has_closed(attempt)
        for action in ("sign_in_failed", *(["sign_in_locked"] if closed else [])):
            audit.record(
                action,
                actor=None,
                object_type="user",
                object_code=name if known else "",
                details={"client": attempt.client},
            )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Without a mail server somebody has to be asked."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            logger.warning("no message could be sent: %s", type(error).__name__)
            refuse(
                "no-mail",
                _(
                    "No message can be sent from here. Ask your administrator to set a new password"
                    " for you."
                ),
                status=503,
            )
