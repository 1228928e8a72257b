"""Which products a plan sells together, and which of them do not belong together. Source: rules.md,
bundle-fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from preflight.context import BrandPairFacts, Context
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import ParticipantSnapshot


@dataclass(frozen=True, slots=True)
class Misfit:
    """A joint product with the products before it in the plan whose brand it may not be sold
    with.
    """

    joint: ParticipantSnapshot
    products: tuple[str, ...]
    pairs: tuple[BrandPairFacts, ...]

    @property
    def brands(self) -> list[str]:
        """All brands concerned, each once, the joint product's own first."""
        others = (brand for pair in self.pairs for brand in (pair.brand, pair.other_brand))
        return list(dict.fromkeys([self.joint.brand, *others]))


def misfits(plan: PlanSnapshot, context: Context) -> Iterator[Misfit]:
    """The joint products whose brand may not stand beside one of the plan's own or of a joint
    product before it, so that each pair is named once.
    """
    apart = {frozenset((one.brand, one.other_brand)): one for one in context.brands_apart}
    before = [(offer.product, offer.brand) for offer in plan.offers]
    for joint in plan.participants:
        found = {
            product: apart[pair]
            for product, brand in before
            if (pair := frozenset((brand, joint.brand))) in apart
        }
        if found:
            yield Misfit(joint, tuple(sorted(found)), tuple(dict.fromkeys(found.values())))
        before.append((joint.product, joint.brand))
