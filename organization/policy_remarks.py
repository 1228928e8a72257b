"""What upper floors have to say about policies: shown beside them to whoever owns them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Remarks = Callable[[], Mapping[str, str]]

_remarks: list[Remarks] = []


def register_remarks(remarks: Remarks) -> None:
    """Have sentences about policies, by key, shown on their pages."""
    _remarks.append(remarks)


def remarks() -> dict[str, str]:
    """The sentences of all floors, by the key of the policy, in the active language."""
    return {key: text for one in _remarks for key, text in one().items()}
