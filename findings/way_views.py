"""Ways out as one person finds them, on record or only foreseen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.access import may_write
from campaigns.models import Campaign
from common import messages
from common.errors import Reason
from findings.commands.revising import APPLICABLE
from findings.effects import summary
from findings.enums import FindingState
from findings.models import Finding
from findings.names import NameResolver
from findings.outlooks import HINDRANCES, Outlook
from findings.places import place_of
from findings.registries import Asked
from findings.types import WayOut
from findings.way_forms import FORMS, WayForm
from organization.models import User

NOT_YOURS = Reason(
    "not-your-plan",
    _("It changes another unit's plan: propose it to the owner."),
    status=403,
)
# Reasons that hold for everybody.
BARRED = frozenset({"wrong-state", "settled", "would-be-incomplete"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WayView:
    """A way out as one person finds it. ``reasons`` say why they cannot apply it themselves;
    ``effect`` holds its numbers, ``foreseen`` what a check would find after it, as far as one has
    looked. ``place`` is the page where its work is done, for who may do it.
    """

    id: str
    kind: str
    label: str
    campaign: str
    params: Mapping[str, Any]
    effect: Mapping[str, Any]
    solves: bool
    is_recommended: bool
    foreseen: Outlook | None = None
    is_own: bool = True
    reasons: tuple[Reason, ...] = ()
    asked: Asked | None = None
    place: str = ""

    @property
    def form(self) -> WayForm:
        return FORMS[self.kind]

    @property
    def is_advice(self) -> bool:
        return bool(self.form.advice_for(self.params))

    @property
    def is_applicable(self) -> bool:
        return not self.reasons

    @property
    def is_for_owner(self) -> bool:
        """Whether it changes a plan of the other side, who can be asked for it."""
        return not self.is_own and any(one.code == NOT_YOURS.code for one in self.reasons)

    @property
    def may_be_asked_for(self) -> bool:
        """Whether it is advice that somebody else can follow, who can be asked for it."""
        return self.is_advice and self.form.is_asked

    @property
    def heading(self) -> str:
        """Its words on the page of a plan: what would change the other side's may be said so."""
        theirs = self.form.to_propose if not self.is_own else ""
        return str(theirs) or self.label

    @property
    def hindrance(self) -> str:
        """Why nobody can apply it here; that it is another unit's needs no words."""
        return next((str(one) for one in self.reasons if one.code != NOT_YOURS.code), "")

    @property
    def is_best(self) -> bool:
        """Whether a page recommends it: what the other side could do is not for this one, and what
        nobody can do with the plan as it stands is for none.
        """
        is_barred = any(one.code in BARRED for one in self.reasons)
        return self.is_own and self.is_recommended and not is_barred

    @property
    def warnings(self) -> list[str]:
        """Why it is not recommended, in sentences; what keeps one from it is said already."""
        codes = self.foreseen.hindrances if self.foreseen else ()
        said = [str(HINDRANCES[code]) for code in codes]
        return [one for one in said if one != self.hindrance]

    @property
    def outlook(self) -> str:
        """What it leads to, in one line of short sentences."""
        return summary(self.effect)


def recorded_way(
    way: Mapping[str, Any],
    finding: Finding,
    campaign: Campaign,
    user: User,
    names: NameResolver,
    asked: Asked | None = None,
) -> WayView:
    """A way out of a finding on record, from the side of ``campaign``, with its newest proposal."""
    changed = next(
        (side.campaign for side in finding.sides.all() if side.campaign.code == way["campaign"]),
        None,
    )
    return WayView(
        id=way["id"],
        kind=way["kind"],
        label=label_of(way["kind"], way["params"], names),
        campaign=way["campaign"],
        params=way["params"],
        effect=way["effect"],
        solves=way["solves"],
        is_recommended=way["recommended"],
        foreseen=Outlook.read(way.get("outlook")),
        is_own=way["campaign"] == campaign.code,
        reasons=tuple(_why_not_apply(way, finding, changed, user)),
        asked=asked,
        place=place_of(way["kind"], way["params"], way["campaign"], user),
    )


def foreseen_way(way: WayOut, names: NameResolver, *, is_recommended: bool) -> WayView:
    """A way out of a finding that is not on record."""
    stored = way.as_json(recommended=is_recommended)
    return WayView(
        id=stored["id"],
        kind=stored["kind"],
        label=label_of(stored["kind"], stored["params"], names),
        campaign=stored["campaign"],
        params=stored["params"],
        effect=stored["effect"],
        solves=stored["solves"],
        is_recommended=stored["recommended"],
        foreseen=way.outlook,
    )


def label_of(kind: str, params: Mapping[str, Any], names: NameResolver) -> str:
    """What a way out does, in the active language."""
    return messages.say(*FORMS[kind].words(params, names))


def best_first(ways: Sequence[WayView]) -> list[WayView]:
    """The recommended one, then what one can do oneself before what one can ask for, advice
    and then what is hindered last; of equals the better outlook.
    """

    def order(way: WayView) -> tuple[bool, ...]:
        return (
            not way.is_best,
            bool(way.foreseen and way.foreseen.hindrances),
            way.is_advice,
            not way.is_applicable,
            not way.solves,
        )

    def outlook(way: WayView) -> tuple[int, ...]:
        return way.foreseen.order if way.is_own and way.foreseen else ()

    return sorted(ways, key=lambda way: (order(way), outlook(way)))


def _why_not_apply(
    way: Mapping[str, Any], finding: Finding, plan: Campaign | None, user: User
) -> Iterable[Reason]:
    if plan is None or not may_write(user, plan):
        yield NOT_YOURS
    elif advice := FORMS[way["kind"]].advice_for(way["params"]):
        yield Reason("advice-only", advice)
    elif finding.state not in {FindingState.OPEN, FindingState.ACCEPTED}:
        yield Reason("settled", _("This finding is settled already."))
    elif plan.state not in APPLICABLE:
        sentence = _("This cannot be done with a plan in the state “%(state)s”.")
        yield Reason("wrong-state", sentence, params={"state": plan.get_state_display()})
    else:
        yield from _would_lack(way)


def _would_lack(way: Mapping[str, Any]) -> Iterable[Reason]:
    """Nobody submits a plan without a channel or an audience, so nothing may lead there."""
    outlook = Outlook.read(way.get("outlook"))
    codes = outlook.hindrances if outlook else ()
    is_empty = way["effect"].get("audience_after") == 0
    for code, is_so in (("only_channel", True), ("nobody_left", is_empty)):
        if code in codes and is_so:
            yield Reason("would-be-incomplete", HINDRANCES[code])
