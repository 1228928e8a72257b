"""Role components and what is made of them."""

from __future__ import annotations

from typing import Any

from coordination.enums import Gate
from coordination.models import RoleComponent
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
