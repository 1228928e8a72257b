"""Role components and what is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from campaigns.enums import Category
from common import clock
from coordination.enums import Gate, Mode
from coordination.models import Playbook, RoleComponent
from coordination.playbooks.composing import Line, code_of, new_version
from organization.enums import Role


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
