"""The places of this floor in the frame."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from common.navigation import NavItem, register
from customers.touch_checks import register_codes
from resources.access import gives_benefits, is_branch_person, is_stock_person, reads_savings
from resources.models import Resource
from resources.queries import arrivals_due

register(
    NavItem(
        code="resources",
        label=_("Resources"),
        icon="box",
        url_name="resources:board",
        order=60,
        visible=is_stock_person,
        phone=5,
    )
)
register(
    NavItem(
        code="materials",
        label=_("Materials"),
        icon="truck",
        url_name="resources:board",
        order=60,
        visible=is_branch_person,
        waiting=arrivals_due,
        phone=2,
    )
)
register(
    NavItem(
        code="benefits",
        label=_("Benefits"),
        icon="gift",
        url_name="resources:give",
        order=75,
        visible=gives_benefits,
        phone=6,
    )
)
register(
    NavItem(
        code="savings",
        label=_("Benefits"),
        icon="gift",
        url_name="resources:savings",
        order=75,
        visible=reads_savings,
        phone=6,
    )
)


def resource_labels(texts: Collection[str]) -> dict[str, str]:
    """The name of each resource, by codes; texts that are none are left out."""
    return {one.code: one.label for one in Resource.objects.filter(code__in=texts)}


register_codes("resource", resource_labels)
