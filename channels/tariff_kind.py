"""Published tariffs as master data: page, sheet and API."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from channels.commands import PRODUCTS
from channels.kinds import READERS
from channels.models import Tariff
from organization.master_data import Kind, register
from organization.models import User
from organization.row_forms import RowForm, RowMeta
from organization.rows import remove_row, require_any, save_row

AREA, OBJECT = "tariffs", "tariff"


class TariffForm(RowForm):
    class Meta(RowMeta):
        model = Tariff
        fields = (
            "code",
            "product",
            "name",
            "price",
            "condition",
            "source",
            "published_on",
            "ends_on",
        )
        labels = {
            "code": _("Code"),
            "product": _("Product"),
            "name": _("Published name"),
            "price": _("Price (yuan a month)"),
            "condition": _("Condition"),
            "source": _("Source"),
            "published_on": _("Published on"),
            "ends_on": _("Last day"),
        }
        help_texts = {
            "name": _("Empty: the product's name."),
            "source": _("Address of the notice or number of the filing."),
            "ends_on": _("Empty: until further notice."),
        }


def save_tariff(form: TariffForm, actor: User) -> str:
    require_any(actor, PRODUCTS)
    tariff: Tariff = form.instance
    save_row(tariff, kind=OBJECT, code=tariff.code, actor=actor, area=AREA)
    return ""


def remove_tariff(tariff: Tariff, actor: User) -> None:
    require_any(actor, PRODUCTS)
    remove_row(tariff, kind=OBJECT, code=tariff.code, actor=actor, area=AREA)


TARIFFS = Kind(
    code="tariffs",
    object_type=OBJECT,
    title=_("Published tariffs"),
    one=_("Published tariff"),
    text=_("What products cost as it was made public: what is said to customers agrees with it."),
    icon="stamp",
    order=76,
    model=Tariff,
    form=TariffForm,
    may_see=READERS,
    may_write=PRODUCTS,
    save=save_tariff,
    remove=remove_tariff,
    unread=_("Checks cannot compare texts with the published tariffs while none is entered."),
)

register(TARIFFS)
