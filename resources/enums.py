from django.db import models
from django.utils.translation import gettext_lazy as _


class ResourceKind(models.TextChoices):
    MATERIAL = "material", _("printed material")
    GIFT = "gift", _("gift")
    MEDIA_SLOT = "media_slot", _("media slot")
    BENEFIT = "benefit", _("service benefit")
    STAFF = "staff", _("staff capacity")
    SYSTEM = "system", _("system capacity")


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
