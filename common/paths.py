"""Addresses as they may be written down: without what is secret or about a person."""

from __future__ import annotations

import re

from django.urls import Resolver404, resolve

HIDDEN = "…"
# Parameters of addresses that name nothing secret and nobody; the others are left out.
SHOWN = frozenset(
    {
        "action",
        "campaign",
        "channel",
        "code",
        "finding_id",
        "group",
        "kind",
        "name",
        "plan",
        "product",
        "run_id",
        "section",
        "slug",
        "transition",
        "way_id",
    }
)
PLAIN_WORD = re.compile(r"[a-z_-]{1,30}")


def path_to_log(path: str) -> str:
    """The path without the query and without those parameters of its address that may be secret or
    about a person; of an address that there is none no more than its first word.
    """
    plain = path.partition("?")[0]
    try:
        found = resolve(plain)
    except Resolver404:
        first = plain.strip("/").partition("/")[0]
        return f"/{first}/{HIDDEN}" if PLAIN_WORD.fullmatch(first) else f"/{HIDDEN}"
    for name, value in found.kwargs.items():
        if name not in SHOWN:
            whole = rf"(?<=[/-]){re.escape(str(value))}(?=[/-]|$)"
            plain = re.sub(whole, HIDDEN, plain)
    return plain
