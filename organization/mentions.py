"""People named in a text by ``@`` and their name, in any discussion."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.errors import refuse
from organization.models import User

AT = re.compile(r"[@＠]([^@＠\n]{1,60})")


def mentioned(text: str) -> list[User]:
    """The active people whose name or user name follows an ``@``, each once, in the order of the
    text; of names that begin alike the longest. One query, none without an ``@``.
    """
    tails = AT.findall(text)
    starts = {tail[:end] for tail in tails for end in range(2, len(tail) + 1)}
    if not starts:
        return []
    named = Q(display_name__in=starts) | Q(username__in=starts)
    by_name: dict[str, User] = {}
    for person in User.objects.filter(named, is_active=True).order_by("-pk"):
        by_name |= {person.username: person}
        by_name |= {person.display_name: person} if person.display_name else {}
    found = []
    for tail in tails:
        longest = max((name for name in by_name if tail.startswith(name)), key=len, default="")
        if longest:
            found.append(by_name[longest])
    return list(dict.fromkeys(found))


def mentioned_readers(text: str, may_read: Callable[[User], bool]) -> list[User]:
    """``mentioned``, all of whom may read what the text is about. Raises ``Refused`` (400) at the
    text for one who may not.
    """
    people = mentioned(text)
    for person in people:
        if not may_read(person):
            refuse(
                "may-not-see",
                _("%(person)s may not see what this is about, so they cannot be mentioned."),
                status=400,
                attr="text",
                person=str(person),
            )
    return people
