from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ResourceKind(models.TextChoices):
    MATERIAL = "material", _("printed material")
    GIFT = "gift", _("gift")
    MEDIA_SLOT = "media_slot", _("media slot")
    BENEFIT = "benefit", _("service benefit")
    STAFF = "staff", _("staff capacity")
    SYSTEM = "system", _("system capacity")


# Kinds that are handed out and gone; the others are capacity, held until the campaign ends.
GOODS = frozenset({ResourceKind.MATERIAL, ResourceKind.GIFT, ResourceKind.BENEFIT})


class Firmness(models.TextChoices):
    SOFT = "soft", _("soft")
    HARD = "hard", _("hard")


class ReservationState(models.TextChoices):
    ACTIVE = "active", _("active")
    USED = "used", _("used")
    FREED = "freed", _("freed")


class MovementKind(models.TextChoices):
    RECEIVED = "received", _("received")
    ISSUED = "issued", _("issued")
    TRANSFER_IN = "transfer_in", _("transferred in")
    TRANSFER_OUT = "transfer_out", _("transferred out")
    COUNTED = "counted", _("corrected by a count")
    GIVEN = "given", _("given to customers")
    GIVEN_BACK = "given_back", _("brought back by customers")


class BenefitState(models.TextChoices):
    RESERVED = "reserved", pgettext_lazy("benefit", "reserved")
    GIVEN = "given", pgettext_lazy("benefit", "given")
    RETURNED = "returned", pgettext_lazy("benefit", "returned")
    RELEASED = "released", pgettext_lazy("benefit", "released")
    EXPIRED = "expired", pgettext_lazy("benefit", "expired")


class Likeness(models.TextChoices):
    """By what two benefits are similar, the gravest first."""

    OCCASION = "occasion", pgettext_lazy("likeness", "same occasion")
    RESOURCE = "resource", pgettext_lazy("likeness", "same gift")
    KIND = "kind", pgettext_lazy("likeness", "same kind of benefit")
