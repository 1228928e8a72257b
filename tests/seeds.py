"""How many random examples a property test looks at: few by default, more with `--seeds`."""

from __future__ import annotations

import os

VARIABLE = "JIEPAI_SEEDS"


def times(few: int) -> int:
    """So many examples, or as many times more as ``--seeds N`` says."""
    return few * int(os.environ.get(VARIABLE, "1"))
