from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from customers.enums import LinkBasis
from customers.models.customer import Customer
from customers.models.party import Party


class MarketingCustomer(models.Model):
    """Accounts of the CRM behind which one decision-maker stands (营销客户), and its place in the
    tree of marketing customers. What belongs to it are links (``MarketingLink``); accounts and
    parties stay as they are.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    decision_maker = models.ForeignKey(
        Party, models.SET_NULL, null=True, blank=True, related_name="marketing_customers"
    )
    note = models.CharField(max_length=200, blank=True, db_default="", default="")
    made_by = models.CharField(max_length=150, blank=True)
    made_at = models.DateTimeField()
    etag = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


class MarketingLinkQuerySet(models.QuerySet["MarketingLink"]):
    def in_force(self) -> MarketingLinkQuerySet:
        return self.filter(ended_at__isnull=True)


class MarketingLink(models.Model):
    """An account, or a marketing customer, below a marketing customer, and upon what evidence.

    In force until it is undone, or until another one takes its place: that one ``replaced`` it, and
    undoing that one puts this one in force again as it was. ``score`` is how sure the source was,
    0 to 1, empty where it did not say.
    """

    above = models.ForeignKey(MarketingCustomer, models.CASCADE, related_name="links")
    account = models.ForeignKey(
        Customer, models.CASCADE, null=True, blank=True, related_name="marketing_links"
    )
    below = models.ForeignKey(
        MarketingCustomer, models.CASCADE, null=True, blank=True, related_name="places"
    )
    basis = models.CharField(max_length=10, choices=LinkBasis.choices)
    score = models.FloatField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True, db_default="", default="")
    made_by = models.CharField(max_length=150, blank=True)
    made_at = models.DateTimeField()
    replaced = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaced_by"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=150, blank=True, db_default="", default="")
    end_reason = models.CharField(max_length=200, blank=True, db_default="", default="")

    objects = MarketingLinkQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(ended_at__isnull=True),
                name="marketing_account_once",
            ),
            models.UniqueConstraint(
                fields=["below"], condition=Q(ended_at__isnull=True), name="marketing_place_once"
            ),
            models.CheckConstraint(
                condition=Q(account__isnull=True, below__isnull=False)
                | Q(account__isnull=False, below__isnull=True),
                name="marketing_one_thing_below",
            ),
            models.CheckConstraint(
                condition=~Q(below=F("above")),
                name="marketing_not_below_itself",
                violation_error_message=_("A marketing customer does not stand below itself."),
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=1),
                name="marketing_score_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id or self.below_id} below {self.above_id}"
