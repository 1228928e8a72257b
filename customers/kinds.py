"""The master data of this floor: grid units."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from customers import forms
from customers.access import GRID_READERS
from customers.models import Customer, GridUnit
from organization.master_data import Kind, Step, add_steps, register
from organization.models import User
from organization.permissions import Permission
from organization.rows import require_any, save_row

ADMINISTRATORS = (Permission.MANAGE_SETUP,)


def save_grid(form: forms.GridForm, actor: User) -> str:
    require_any(actor, ADMINISTRATORS)
    grid: GridUnit = form.instance
    save_row(grid, kind="grid", code=grid.code, actor=actor, area="customers", unit=grid.unit.code)
    return ""


GRIDS = Kind(
    code="grids",
    object_type="grid",
    title=_("Grid units"),
    one=_("Grid unit"),
    text=_("The smallest areas of responsibility; the customer import names them."),
    icon="pin",
    order=140,
    model=GridUnit,
    form=forms.GridForm,
    may_see=GRID_READERS,
    may_write=ADMINISTRATORS,
    save=save_grid,
)

register(GRIDS)
add_steps(
    Step(
        code="customers",
        order=GRIDS.order + 1,
        title=_("Customers"),
        text=_("A plan is for customers; they come in by an import."),
        url=lambda: reverse("customers:import"),
        rows=Customer.objects.all,
    )
)
