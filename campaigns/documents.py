"""docs/states.md: the life of a plan as a page, written from the machine that decides it."""

from __future__ import annotations

from campaigns.workflow import PLAN
from common.machine.page import states_page as page_of

STATES_HEAD = """# The states of a plan

Written by `manage.py write_docs` from `campaigns/workflow/`; change the rows there.
"""


def states_page() -> str:
    """The states, a diagram of the steps between them, and the table of all steps, in English."""
    return page_of(PLAN, STATES_HEAD)
