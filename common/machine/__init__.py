"""State machines: one row says everything about a step, and everything else is read from the rows.

A floor declares a ``Machine`` of ``Transition`` rows. Buttons, API field and route, the command,
docs/states.md, audit labels and the law tests come from it. Whatever a row forgets is a
``ValueError`` when its module is imported.
"""

from common.machine.buttons import Button, Buttons, buttons_of
from common.machine.course import Course, Stage
from common.machine.extensions import Extensions
from common.machine.machine import MACHINES, Machine, Offered
from common.machine.rows import Guard, Precondition, Transition, Weight, Who, always, stale
from common.machine.step import Step

__all__ = [
    "MACHINES",
    "Button",
    "Buttons",
    "Course",
    "Extensions",
    "Guard",
    "Machine",
    "Offered",
    "Precondition",
    "Stage",
    "Step",
    "Transition",
    "Weight",
    "Who",
    "always",
    "buttons_of",
    "stale",
]
