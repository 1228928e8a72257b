"""The master data of this floor: what is sold, to whom, over which channels, and what suits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from channels import commands, forms
from channels.enums import Fit
from channels.models import BrandPair, Channel, CustomerGroup, LoadingRule, Product, ProductFamily
from common import clock
from organization.master_data import Kind, Step, add_steps, register
from organization.models import User
from organization.permissions import Permission

READERS = (Permission.SEE_CHANNELS, Permission.SEE_BRANCH_SCHEDULE)


def save_family(form: forms.FamilyForm, actor: User) -> str:
    commands.save_family(family=form.instance, actor=actor)
    return ""


def save_group(form: forms.GroupForm, actor: User) -> str:
    commands.save_group(group=form.instance, actor=actor)
    return ""


def save_product(form: forms.ProductForm, actor: User) -> str:
    commands.save_product(product=form.instance, actor=actor)
    return ""


def save_channel(form: forms.ChannelForm, actor: User) -> str:
    reason = form.cleaned_data.get("reason", "")
    commands.save_channel(channel=form.instance, reason=reason, actor=actor)
    return ""


def save_pair(form: forms.PairForm, actor: User) -> str:
    commands.save_pair(pair=form.instance, actor=actor)
    return ""


def remove_pair(pair: BrandPair, actor: User) -> None:
    commands.remove_pair(pair=pair, actor=actor)


class Rules(Kind):
    """A row is a loading rule in force today."""

    def rows(self) -> Iterable[LoadingRule]:
        rows = LoadingRule.objects.in_force(clock.today())
        return rows.select_related("product", "customer_group", "channel")

    def find(self, values: Mapping[str, Any]) -> LoadingRule | None:
        rules = LoadingRule.objects.in_force(clock.today())
        return (
            rules.filter(**{f"{name}__code": values.get(name, "") for name in self.key})
            .select_related("product", "customer_group", "channel")
            .first()
        )


def save_rule(form: forms.RuleRowForm, actor: User) -> str:
    values = form.cleaned_data
    commands.set_fit(**{**values, "fit": Fit(values["fit"])}, actor=actor)
    return ""


FAMILIES = Kind(
    code="product-families",
    object_type="product_family",
    title=_("Product families"),
    one=_("Product family"),
    text=_("Products that answer the same need: two offers of one family can clash."),
    icon="tree",
    order=60,
    model=ProductFamily,
    form=forms.FamilyForm,
    may_see=READERS,
    may_write=commands.CATALOGUE,
    save=save_family,
)
PRODUCTS = Kind(
    code="products",
    object_type="product",
    title=_("Products"),
    one=_("Product"),
    text=_("What is sold, by family."),
    icon="box",
    order=70,
    model=Product,
    form=forms.ProductForm,
    may_see=READERS,
    may_write=commands.CATALOGUE,
    save=save_product,
    page="channels:products",
    entry="channels:product-new",
)
GROUPS = Kind(
    code="customer-groups",
    object_type="customer_group",
    title=_("Customer groups"),
    one=_("Customer group"),
    text=_("Whom loading rules speak of: consumers, enterprises, members, households, campus."),
    icon="people",
    order=80,
    model=CustomerGroup,
    form=forms.GroupForm,
    may_see=READERS,
    may_write=commands.CATALOGUE,
    save=save_group,
)
CHANNELS = Kind(
    code="channels",
    object_type="channel",
    title=_("Channels"),
    one=_("Channel"),
    text=_("Ways to the customer, and what each can carry."),
    icon="network",
    order=90,
    model=Channel,
    form=forms.ChannelForm,
    may_see=READERS,
    may_write=commands.CHANNELS,
    save=save_channel,
    page="channels:list",
    entry="channels:new",
)
LOADING_RULES = Rules(
    code="loading-rules",
    object_type="loading_rule",
    title=_("Loading rules"),
    one=_("Loading rule"),
    text=_("How well a product suits a customer group on a channel; an empty cell is allowed."),
    icon="grid",
    order=100,
    model=LoadingRule,
    form=forms.RuleRowForm,
    key=("product", "customer_group", "channel"),
    may_see=(Permission.SEE_CHANNELS,),
    may_write=commands.CHANNELS,
    save=save_rule,
    page="channels:matrix",
    entry="channels:matrix",
)

BRAND_PAIRS = Kind(
    code="brand-pairs",
    object_type="brand_pair",
    title=_("Brands not sold together"),
    one=_("Two brands not sold together"),
    text=_("Two brands whose products no plan may join."),
    icon="block",
    order=75,
    model=BrandPair,
    form=forms.PairForm,
    may_see=READERS,
    may_write=commands.PRODUCTS,
    save=save_pair,
    remove=remove_pair,
)

register(FAMILIES, PRODUCTS, BRAND_PAIRS, GROUPS, CHANNELS, LOADING_RULES)

add_steps(
    Step(
        code="families",
        order=FAMILIES.order,
        title=FAMILIES.title,
        text=_("A product belongs to a family."),
        url=FAMILIES.url,
        rows=ProductFamily.objects.all,
    ),
    Step(
        code="products",
        order=PRODUCTS.order,
        title=PRODUCTS.title,
        text=_("An offer is for a product."),
        url=PRODUCTS.url,
        rows=lambda: Product.objects.filter(is_active=True),
    ),
    Step(
        code="groups",
        order=GROUPS.order,
        title=GROUPS.title,
        text=_("Loading rules say what suits whom."),
        url=GROUPS.url,
        rows=CustomerGroup.objects.all,
        is_needed=False,
    ),
    Step(
        code="channels",
        order=CHANNELS.order,
        title=CHANNELS.title,
        text=_("A plan reaches its customers over channels."),
        url=CHANNELS.url,
        rows=lambda: Channel.objects.filter(is_active=True),
    ),
    Step(
        code="loading-rules",
        order=LOADING_RULES.order,
        title=LOADING_RULES.title,
        text=_("Without a rule every channel is allowed."),
        url=LOADING_RULES.url,
        rows=LoadingRule.objects.all,
        is_needed=False,
    ),
)
