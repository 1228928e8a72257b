"""What amendments are called: a plan's code and which of its amendments it is."""

from __future__ import annotations

MARK = "-A"


def amendment_code(plan: str, number: int) -> str:
    """The code of a plan's amendment of that number, from 1."""
    return f"{plan}{MARK}{number}"


def plan_of(code: str) -> str:
    """The code of the plan whose words these are: an amendment's is that of the plan that it
    changes, a plan's is its own.
    """
    return code.partition(MARK)[0]


def is_same_plan(one: str, other: str) -> bool:
    """Whether two codes speak of one plan, as it is or as an amendment would have it."""
    return plan_of(one) == plan_of(other)
