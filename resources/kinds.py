"""The master data of this floor: what plans may ask for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from organization.master_data import Kind, Step, add_steps, register
from organization.models import User
from organization.permissions import Permission
from resources import commands, forms
from resources.commands.catalogue import KEEPERS
from resources.models import Resource


def save_resource(form: forms.ResourceForm, actor: User) -> str:
    commands.save_resource(resource=form.instance, actor=actor)
    return ""


RESOURCES = Kind(
    code="resources",
    object_type="resource",
    title=_("Resources"),
    one=_("Resource"),
    text=_("Materials, gifts, media slots, benefits and capacity that plans may ask for."),
    icon="gift",
    order=110,
    model=Resource,
    form=forms.ResourceForm,
    may_see=(Permission.SEE_STOCK,),
    may_write=KEEPERS,
    save=save_resource,
    json_name="CatalogueResource",
)

register(RESOURCES)
add_steps(
    Step(
        code="resources",
        order=RESOURCES.order,
        title=RESOURCES.title,
        text=_("What a plan asks for is held for it; the keeper then receives stock."),
        url=RESOURCES.url,
        rows=Resource.objects.all,
        is_needed=False,
    )
)
