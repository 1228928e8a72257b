"""Role components and what is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from campaigns.enums import Category
from campaigns.models import Campaign
from common import clock
from coordination.enums import Gate, Mode
from coordination.models import Commitment, Evidence, Playbook, RoleComponent
from coordination.models.terms import WORDS
from coordination.playbooks.composing import Line, code_of, new_version
from organization.enums import Role
from organization.models import User


def make_component(code: str = "words", **fields: Any) -> RoleComponent:
    """A role component: the front office learns the words, by which the launch waits."""
    given: dict[str, Any] = {
        "name": f"承诺 {code}",
        "performer_role": Role.FRONT_OFFICE,
        "conditions": "热线与营业厅都看过",
        "gate": Gate.LAUNCH,
    }
    return RoleComponent.objects.create(code=code, **(given | fields))


def make_playbook(
    *components: RoleComponent,
    category: str = Category.PROMOTION,
    mode: str = Mode.FLOW,
    waits: Mapping[str, tuple[str, ...]] | None = None,
) -> Playbook:
    """A playbook of these components, each due as it says itself."""
    playbook = Playbook.objects.create(
        code=code_of(Category(category), Mode(mode)), category=category, mode=mode
    )
    lines = [
        Line(one.code, one.days_before, Gate(one.gate), (waits or {}).get(one.code, ()))
        for one in components
    ]
    known = {one.code: one for one in components}
    new_version(playbook, lines, known, actor=None, at=clock.now())
    return playbook


def make_commitment(campaign: Campaign, code: str = "asked", **values: Any) -> Commitment:
    """A commitment of a plan as if it had been asked: the front office of the plan's own unit."""
    component = RoleComponent.objects.filter(code=code).first() or make_component(code)
    playbook, _new = Playbook.objects.get_or_create(code="care-flow", category="care", mode="flow")
    version, _new = playbook.versions.get_or_create(number=1, defaults={"created_at": clock.now()})
    words = {name: getattr(component, name) for name in WORDS}
    item, _new = version.items.get_or_create(component=component, defaults=words | {"position": 1})
    units = dict.fromkeys(("performer_unit", "customer_unit", "asked_unit"), campaign.owner_unit)
    days = dict.fromkeys(("asked_due_on", "due_on"), campaign.working.starts_on)
    now, today = clock.now(), clock.today()
    number = Commitment.objects.filter(campaign=campaign).count() + 1
    given = {
        **words,
        **units,
        **days,
        "code": f"{campaign.code}-{number:02d}",
        "launch_on": campaign.working.starts_on,
        "claim_by": today,
        "answer_by": today,
        "state_since": now,
        "created_at": now,
        "updated_at": now,
    }
    return Commitment.objects.create(campaign=campaign, item=item, **(given | values))


def show(commitment: Commitment, by: User, text: str = "12") -> Evidence:
    """What shows that a commitment is kept: words, and a file."""
    return Evidence.objects.create(
        commitment=commitment,
        text=text,
        file_name="a.txt",
        content=b"a",
        added_by=by,
        added_at=clock.now(),
    )
