"""Products, customer groups and channels, by code."""

from __future__ import annotations

from channels.enums import BillingKind, ContactClass, Direction
from channels.models import Channel, CustomerGroup, Product, ProductFamily


def make_product(code: str, *, family: str = "", **values: object) -> Product:
    """A product of a family, which has the product's code unless another is named."""
    of, _new = ProductFamily.objects.get_or_create(
        code=family or code, defaults={"name": family or code}
    )
    return Product.objects.create(
        **{"code": code, "name": code, "family": of, "billing_kind": BillingKind.PERSON, **values}
    )


def make_group(code: str, **values: object) -> CustomerGroup:
    return CustomerGroup.objects.create(**{"code": code, "name": code, **values})


def make_channel(code: str, *, contact_class: str = ContactClass.SMS, **values: object) -> Channel:
    """A push channel of the class; one without a contact class is pull."""
    direction = Direction.PULL if contact_class == ContactClass.NONE else Direction.PUSH
    return Channel.objects.create(
        **{
            "code": code,
            "name": code,
            "direction": direction,
            "contact_class": contact_class,
            **values,
        }
    )
