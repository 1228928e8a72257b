"""Markup compared by what it says, not by how its template breaks lines."""

from __future__ import annotations

import re

RUN = re.compile(r"\s+")
BESIDE_A_BRACKET = re.compile(r" ?([<>]) ?")


def flat(html: str) -> str:
    """The markup on one line: runs of whitespace are one space, and none stands beside a bracket,
    neither inside a tag nor around it.
    """
    return BESIDE_A_BRACKET.sub(r"\1", RUN.sub(" ", html)).strip()
