from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from channels.enums import ContactClass
from customers.enums import WishSource
from customers.models.party import Party


class Wish(models.Model):
    """What a party wants or does not want, and who put it on record, from where and why. What
    people recorded is changed by no file.
    """

    reason = models.CharField(max_length=120, blank=True, db_default="")
    recorded_by = models.CharField(max_length=150, blank=True, db_default="")
    source = models.CharField(
        max_length=6,
        choices=WishSource.choices,
        default=WishSource.IMPORT,
        db_default=WishSource.IMPORT,
    )

    class Meta:
        abstract = True


class Consent(Wish):
    """A party's yes to being contacted in a way, where the channel needs one."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="consents")
    contact_class = models.CharField(max_length=5, choices=ContactClass.choices)
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "contact_class"], name="consent_once")
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.contact_class}"


class DoNotContact(Wish):
    """A party on the do-not-contact list (免打扰名单), for one way of contact or, if empty, for
    all.
    """

    party = models.ForeignKey(Party, models.CASCADE, related_name="do_not_contact")
    contact_class = models.CharField(
        max_length=5, choices=ContactClass.choices, blank=True, help_text=_("Empty: every way.")
    )
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "contact_class"], name="do_not_contact_once")
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.contact_class or 'all'}"
