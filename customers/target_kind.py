"""For whom products are meant, as master data: page, sheet and API."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from channels.commands import PRODUCTS
from customers.models import ProductTarget
from organization.master_data import Kind, register
from organization.models import User
from organization.permissions import Permission
from organization.row_forms import RowForm, RowMeta
from organization.rows import remove_row, require_any, save_row

AREA = "product-targets"
OBJECT = "product_target"


class TargetForm(RowForm):
    fixed = ("product",)

    class Meta(RowMeta):
        model = ProductTarget
        fields = ("product", "segment")
        labels = {"product": _("Product"), "segment": _("Target segment")}
        help_texts = {"segment": _("Whom the product is meant for.")}


def save_target(form: TargetForm, actor: User) -> str:
    require_any(actor, PRODUCTS)
    target: ProductTarget = form.instance
    save_row(target, kind=OBJECT, code=target.product.code, actor=actor, area=AREA)
    return ""


def remove_target(target: ProductTarget, actor: User) -> None:
    require_any(actor, PRODUCTS)
    remove_row(target, kind=OBJECT, code=target.product.code, actor=actor, area=AREA)


TARGETS = Kind(
    code="product-targets",
    object_type=OBJECT,
    title=_("Target segments of products"),
    one=_("Target segment of a product"),
    text=_("Whom a product is meant for: a joint product has to suit the plan's audience."),
    icon="target",
    order=142,
    model=ProductTarget,
    form=TargetForm,
    key=("product",),
    may_see=(Permission.SEE_PLANS,),
    may_write=PRODUCTS,
    save=save_target,
    remove=remove_target,
    unread=_(
        "Checks cannot tell whether a joint product suits an audience while no product has a"
        " target segment."
    ),
)

register(TARGETS)
