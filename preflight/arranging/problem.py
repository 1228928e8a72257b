"""What has to be given a day, and what each day costs: pure numbers, without plans behind them."""

from __future__ import annotations

from dataclasses import dataclass, field

from preflight.arranging.crowding import Bin, Watched
from preflight.arranging.pieces import Piece, Rub
from preflight.arranging.weights import Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Pieces (parents before their children), and what they bring about together."""

    pieces: tuple[Piece, ...]
    rubs: tuple[Rub, ...] = ()
    bins: tuple[Bin, ...] = ()
    watched: tuple[Watched, ...] = ()
    weights: Weights = field(default_factory=Weights)

    @property
    def present(self) -> Choice:
        """Everything as it lies now."""
        return tuple(piece.present for piece in self.pieces)

    @property
    def heads(self) -> list[int]:
        """The pieces without a parent that have a choice."""
        return [
            at for at, piece in enumerate(self.pieces) if piece.parent is None and piece.options > 1
        ]

    @property
    def still(self) -> list[int]:
        """The pieces that lie where they lie."""
        return [at for at, piece in enumerate(self.pieces) if piece.options == 1]

    def children(self) -> dict[int, list[int]]:
        """The pieces by their parent."""
        found: dict[int, list[int]] = {}
        for at, piece in enumerate(self.pieces):
            if piece.parent is not None:
                found.setdefault(piece.parent, []).append(at)
        return found

    def is_open(self, at: int, option: int, parents: int | None) -> bool:
        """Whether a piece may lie on an option while its parent lies on ``parents``."""
        piece = self.pieces[at]
        if option in piece.barred and option != piece.present:
            return False
        if piece.parent is None or parents is None:
            return True
        first, last = piece.within[parents]
        return first <= option <= last


# The option of each piece, in their order.
Choice = tuple[int, ...]
