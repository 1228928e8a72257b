"""How marketing customers look to a client."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from common.api.fields import PlainCharField
from common.api.serializers import StrictSerializer
from customers import access
from customers.enums import LinkBasis
from customers.grouping import queries, tree
from customers.grouping.commands import LONGEST_REASON, code_of
from customers.models import MarketingCustomer, MarketingLink
from organization.models import User


class MarketingCustomerSerializer(serializers.ModelSerializer[MarketingCustomer]):
    """``accounts`` and ``parts`` count what stands directly below it. The decision-maker is
    masked.
    """

    decision_maker = serializers.SerializerMethodField()
    accounts = serializers.IntegerField()
    parts = serializers.IntegerField()

    class Meta:
        model = MarketingCustomer
        fields = ("code", "name", "decision_maker", "note", "accounts", "parts")
        read_only_fields = fields

    def get_decision_maker(self, group: MarketingCustomer) -> str:
        return queries.maker_name(group)


class MarketingLinkSerializer(serializers.ModelSerializer[MarketingLink]):
    """What stands below: an account by its number or a marketing customer by its code, one of them
    empty, and upon what evidence. ``score`` is 0 to 1.
    """

    account = serializers.SerializerMethodField()
    below = serializers.SerializerMethodField()

    class Meta:
        model = MarketingLink
        fields = ("id", "account", "below", "basis", "score", "reason", "made_by", "made_at")
        read_only_fields = fields

    def get_account(self, link: MarketingLink) -> str:
        return code_of(link.account)

    def get_below(self, link: MarketingLink) -> str:
        return code_of(link.below)


class TreeRowSerializer(serializers.Serializer[Any]):
    """A marketing customer of the whole tree; ``depth`` counts from the top."""

    code = serializers.CharField(source="group.code")
    name = serializers.CharField(source="group.name")
    depth = serializers.IntegerField()
    accounts = serializers.IntegerField()


class MarketingCustomerDetailSerializer(serializers.Serializer[Any]):
    """One with its links in force, of accounts that the caller may see, and its tree."""

    code = serializers.CharField()
    name = serializers.CharField()
    decision_maker = serializers.CharField()
    note = serializers.CharField()
    links = MarketingLinkSerializer(many=True)
    tree = TreeRowSerializer(many=True)


def detail_of(group: MarketingCustomer, user: User) -> dict[str, Any]:
    """What the detail is made from, in a fixed number of queries."""
    links = queries.links_below(group)
    own = access.visible_customers(user)
    shown = links.filter(account__isnull=True) | links.filter(account__in=own)
    return {
        "code": group.code,
        "name": group.name,
        "decision_maker": queries.maker_name(group),
        "note": group.note,
        "links": shown[: queries.MOST_SHOWN],
        "tree": tree.tree_of(group, user),
    }


class MarketingCustomerInput(StrictSerializer):
    name = PlainCharField(max_length=120)
    decision_maker = PlainCharField(
        max_length=40,
        required=False,
        allow_blank=True,
        default="",
        help_text="Customer number of the person.",
    )
    note = PlainCharField(max_length=200, required=False, allow_blank=True, default="")


class LinkUndoInput(StrictSerializer):
    reason = PlainCharField(max_length=LONGEST_REASON, required=False, allow_blank=True, default="")


class LinkInput(StrictSerializer):
    """What is put below, exactly one of the two, and why."""

    account = PlainCharField(max_length=40, required=False, allow_blank=True, default="")
    below = PlainCharField(max_length=40, required=False, allow_blank=True, default="")
    basis = serializers.ChoiceField(choices=LinkBasis.choices)
    score = serializers.FloatField(
        min_value=0, max_value=1, required=False, allow_null=True, default=None
    )
    reason = PlainCharField(max_length=LONGEST_REASON, required=False, allow_blank=True, default="")
    may_move = serializers.BooleanField(required=False, default=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if bool(attrs["account"]) == bool(attrs["below"]):
            raise serializers.ValidationError(
                {"account": [_("Name an account or a marketing customer, one of them.")]}
            )
        return attrs
