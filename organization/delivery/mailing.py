"""Notices by mail: one at once, or those of a day together, in the reader's language."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Sequence
from email.utils import formataddr

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common import display
from organization.delivery.failures import Failed
from organization.models import Delivery, Notice, User, Way
from organization.notice_kinds import kind_of

SALT = "organization.unsubscribe"
LONGEST_SUBJECT = 120


def language_of(user: User) -> str:
    """The language in which a person reads, without a page to ask."""
    return user.language or settings.LANGUAGE_CODE


def whole(path: str) -> str:
    """The whole address of a page of ours."""
    return f"{settings.PUBLIC_URL}{path}"


def unsubscribe_path(user: User, kind: str) -> str:
    """The page on which one ends mails of a kind without signing in."""
    token = signing.dumps({"user": user.pk, "kind": kind}, salt=SALT)
    return reverse("organization:unsubscribe", args=[token])


def send(delivery: Delivery) -> bool:
    """Send what a delivery says; False where nothing is left to be said. Raises ``Failed``."""
    user = delivery.user
    assert user is not None  # noqa: S101 - a constraint of the table
    if not user.is_active:
        return False
    if not user.email:
        raise Failed("no-address")
    with translation.override(language_of(user)):
        if delivery.way == Way.DIGEST:
            rows = list(Notice.objects.filter(pk__in=delivery.notices, read_at=None))
            if not rows:
                return False
            message = digest(user, rows)
        else:
            message = single(user, delivery)
        message.extra_headers |= {
            "Message-ID": f"<{delivery.key}@{domain()}>",
            "Auto-Submitted": "auto-generated",
        }
        hand_over(message, user)
    return True


def domain() -> str:
    """What our message ids end with."""
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"


def single(user: User, delivery: Delivery) -> EmailMessage:
    """One notice."""
    notice = Notice(code=delivery.code, case=delivery.case, params=delivery.params)
    text = one_line(notice.text)
    kind = kind_of(delivery.code)
    lines = [notice.text, ""]
    if delivery.url:
        lines += [whole(delivery.url), ""]
    message = written(user, text, [*lines, *foot(user, kind)])
    link = whole(unsubscribe_path(user, kind))
    message.extra_headers |= {
        "List-Unsubscribe": f"<{link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return message


def digest(user: User, rows: Sequence[Notice]) -> EmailMessage:
    """The unread notices of a day, the newest first."""
    subject = ngettext(
        "%(count)s notice that you have not read",
        "%(count)s notices that you have not read",
        len(rows),
    ) % {"count": len(rows)}
    lines: list[str] = []
    for row in rows:
        lines += [f"{display.moment(row.created_at)}  {row.text}"]
        lines += [whole(row.url)] if row.url else []
        lines += [""]
    return written(user, subject, [*lines, *foot(user, "")])


def foot(user: User, kind: str) -> list[str]:
    """How one ends these mails."""
    choices = whole(reverse("organization:mail-choices"))
    lines = ["-- ", _("Choose which notices you get by mail: %(link)s") % {"link": choices}]
    if kind:
        link = whole(unsubscribe_path(user, kind))
        lines.append(_("No more mails of this kind: %(link)s") % {"link": link})
    return lines


def written(user: User, subject: str, lines: Sequence[str]) -> EmailMessage:
    to = formataddr((one_line(str(user)), user.email))
    head = f"[{_('Jiepai')}] {one_line(subject)}"[:LONGEST_SUBJECT]
    return EmailMessage(head, "\n".join(lines), to=[to], headers={})


def one_line(text: str) -> str:
    """Without line breaks, which would end a header."""
    return " ".join(text.split())


def hand_over(message: EmailMessage, user: User) -> None:
    """Give it to the mail server. Raises ``Failed``."""
    try:
        with get_connection() as connection:
            message.connection = connection
            message.send()
    except smtplib.SMTPAuthenticationError as error:
        raise Failed("mail-login") from error
    except smtplib.SMTPRecipientsRefused as error:
        is_final = all(code >= 550 for code, _said in error.recipients.values())
        raise Failed("mail-recipient" if is_final else "mail", str(user)) from error
    except smtplib.SMTPResponseException as error:
        raise Failed("mail", error.smtp_code) from error
    except (smtplib.SMTPException, OSError, socket.gaierror) as error:
        raise Failed("mail-server", type(error).__name__) from error
