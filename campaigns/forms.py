"""Forms of the pages: the filter of the list, a new campaign, and the small ones at a finding."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns import access
from campaigns.enums import ACTIVE_STATES, CampaignState, Category
from campaigns.models import Offer, Placement, PlanVersion
from campaigns.models.campaign import CampaignQuerySet
from campaigns.registries import risk_grade
from channels.models import Channel, Product
from common.display import in_language
from common.folding import has_words
from common.text import validate_plain
from organization.enums import UnitKind
from organization.models import Unit, User

ANNOUNCED = "announced"
IN_PLAY_CHOICE = "in-play"


def date_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


OFTEN = ("q", "mine", "state", "unit", "blocking")
GRADES = ("A", "B", "C", "D")


class UnitChoice(forms.ModelChoiceField):
    """A unit, named in the reader's language and known by its code."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.label)


def channels_and_products() -> dict[str, list[tuple[str, str]]]:
    """What channels and products are called, by their codes, in one query."""
    found: dict[str, list[tuple[str, str]]] = {"channel": [], "product": []}
    rows = [
        queryset.order_by()
        .annotate(of=Value(name, output_field=CharField()), place=place)
        .values_list("of", "place", "code", "name", "name_en")
        for name, queryset, place in (
            ("channel", Channel.objects.all(), F("position")),
            ("product", Product.objects.filter(is_active=True), Value(0)),
        )
    ]
    for name, _place, code, chinese, english in rows[0].union(rows[1]).order_by("place", "code"):
        found[name].append((code, in_language(chinese, english)))
    return found


def units_with_plans(user: User) -> QuerySet[Unit]:
    """All units, and whether one ``owns`` a plan that the person may see."""
    theirs = access.visible_to(user).order_by().filter(owner_unit=OuterRef("pk"))
    return Unit.objects.annotate(owns=Exists(theirs))


def authors_of_plans(user: User) -> QuerySet[User]:
    """Those who wrote a plan that the person may see."""
    theirs = access.visible_to(user).order_by().filter(author=OuterRef("pk"))
    return User.objects.filter(Exists(theirs)).order_by("display_name", "pk")


class Several(forms.MultipleChoiceField):
    """Several of its choices; an empty one is none of them, as old addresses write it."""

    def to_python(self, value: Any) -> list[str]:
        return [one for one in super().to_python(value) if one]


class ListFilter(forms.Form):
    """What the list of campaigns is narrowed to; all of it stands in the address."""

    q = forms.CharField(
        required=False, max_length=80, label=_("Name or code"), validators=[validate_plain]
    )
    mine = forms.BooleanField(required=False, label=_("Only mine"))
    state = Several(required=False, label=_("State"), widget=forms.CheckboxSelectMultiple)
    category = forms.ChoiceField(required=False, label=_("Category"))
    unit = UnitChoice(
        Unit.objects.none(), required=False, to_field_name="code", label=_("Department")
    )
    channel = UnitChoice(
        Channel.objects.none(), required=False, to_field_name="code", label=_("Channel")
    )
    product = UnitChoice(
        Product.objects.none(), required=False, to_field_name="code", label=_("Product")
    )
    owner = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        to_field_name="username",
        label=pgettext_lazy("person", "Owner"),
    )
    grade = forms.ChoiceField(required=False, label=_("Risk grade"))
    branch = UnitChoice(
        Unit.objects.none(), required=False, to_field_name="code", label=_("Branch")
    )
    since = forms.DateField(required=False, label=_("Running from"), widget=date_input())
    until = forms.DateField(required=False, label=_("Running until"), widget=date_input())
    blocking = forms.BooleanField(required=False, label=_("Only with blocking findings"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        every = pgettext_lazy("filter", "All")
        states = [
            (IN_PLAY_CHOICE, _("Active")),
            (ANNOUNCED, pgettext_lazy("campaign state", "Intention")),
            *CampaignState.choices,
        ]
        self._choice("state").choices = states
        self._choice("grade").choices = [("", every), *((one, one) for one in GRADES)]
        self._choice("category").choices = [("", every), *Category.choices]
        units = user.read(units_with_plans)
        self._rows("unit", Unit.objects.all(), every)
        self._offer("unit", [(unit.code, unit.label) for unit in units if unit.owns])
        self._rows("branch", Unit.objects.branches(), every)
        branches = [unit for unit in units if unit.kind == UnitKind.BRANCH]
        self._offer("branch", [(unit.code, unit.label) for unit in branches])
        self._rows("channel", Channel.objects.all(), every)
        self._rows("product", Product.objects.filter(is_active=True), every)
        for name, offered in channels_and_products().items():
            self._offer(name, offered)
        self._rows("owner", authors_of_plans(user), every)
        authors = user.read(authors_of_plans)
        self._offer("owner", [(one.username, str(one)) for one in authors])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Offer these without asking the database once more."""
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", field.empty_label), *choices]

    def _choice(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        return field

    def _rows(self, name: str, rows: QuerySet[Any], empty: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset, field.empty_label = rows, empty

    @property
    def often(self) -> list[forms.BoundField]:
        """What the list is mostly narrowed by; the rest stands behind a button."""
        return [self[name] for name in OFTEN]

    @property
    def seldom(self) -> list[forms.BoundField]:
        return [bound for bound in self if bound.name not in OFTEN]

    @property
    def used_seldom(self) -> int:
        """How many of the filters behind the button narrow the list."""
        return sum(1 for bound in self.seldom if self.cleaned_data.get(bound.name))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if (since := data.get("since")) and (until := data.get("until")) and until < since:
            self.add_error("until", _("The last day lies before the first day."))
        return data

    def narrow(self, plans: CampaignQuerySet) -> CampaignQuerySet:
        """The plans that meet every valid part of the filter."""
        self.is_valid()
        data = self.cleaned_data
        if states := data.get("state"):
            wanted = Q(state__in=[one for one in states if one in CampaignState.values])
            if ANNOUNCED in states:
                wanted |= Q(state=CampaignState.DRAFT, announced_at__isnull=False)
            if IN_PLAY_CHOICE in states:
                wanted |= Q(state__in=ACTIVE_STATES)
            plans = plans.filter(wanted)
        if data.get("mine"):
            plans = plans.filter(author=self.user)
        if grade := data.get("grade"):
            plans = plans.annotate(grade=risk_grade()).filter(grade=grade)
        if product := data.get("product"):
            plans = plans.filter(
                Exists(Offer.objects.filter(version=OuterRef("working"), product=product))
            )
        simple = {
            "working__category": "category",
            "owner_unit": "unit",
            "author": "owner",
            "working__ends_on__gte": "since",
            "working__starts_on__lte": "until",
        }
        plans = plans.filter(
            **{lookup: data[name] for lookup, name in simple.items() if data.get(name)}
        )
        if words := data.get("q"):
            plans = plans.filter(has_words(words, "name", "code") | Q(external_code__iexact=words))
        if channel := data.get("channel"):
            plans = plans.filter(
                Exists(Placement.objects.filter(version=OuterRef("working"), channel=channel))
            )
        if branch := data.get("branch"):
            named = PlanVersion.branches.through.objects.filter(
                planversion_id=OuterRef("working_id")
            )
            plans = plans.filter(~Exists(named) | Exists(named.filter(unit_id=branch.pk)))
        return plans
