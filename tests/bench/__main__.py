"""`python3 -m tests.bench [WORD…]`: runs the entries whose names hold one of the words, all
without any; ends with 1 where a bound is missed.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tools.console import troubles
from tools.launch import enter_environment

if TYPE_CHECKING:
    from tests.bench.entries import Run


def declared() -> Mapping[str, Run]:
    """Every entry, by its name."""
    from tests.bench import (  # noqa: F401 - they declare entries
        checks,
        giving,
        importing,
        learning,
        matching,
        pages,
        planner,
        segments,
    )
    from tests.bench.entries import ENTRIES

    return ENTRIES


def main(words: Sequence[str], entries: Mapping[str, Run] | None = None) -> int:
    """Run the entries, all there are where none are given."""
    from tests.bench.entries import Absent

    print(f"{'':52}{'measured':>12}{'required':>12}{'ratio':>8}")
    missed = 0
    for name, run in (declared() if entries is None else entries).items():
        if words and not any(word in name for word in words):
            continue
        try:
            for one in run():
                missed += not one.is_kept
                bound = f"{'≤' if one.at_most else '≥'} {one.required:,.6g}"
                print(
                    f"{name + ': ' + one.what:52}{one.measured:>12,.6g}{bound:>12}{one.ratio:>8.2f}"
                    f"{'' if one.is_kept else '  MISSED'}"
                )
        except Absent as absence:
            print(f"{name}: skipped, {absence}")
    return int(missed > 0)


if __name__ == "__main__":
    with troubles():
        enter_environment()
        sys.exit(main(sys.argv[1:]))
