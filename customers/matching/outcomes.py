"""What a comparison of two records comes to."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """``same`` is merged without asking, ``review`` is asked, ``different`` is nothing."""

    SAME = "same"
    REVIEW = "review"
    DIFFERENT = "different"
