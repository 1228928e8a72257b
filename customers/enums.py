from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PartyKind(models.TextChoices):
    PERSON = "person", pgettext_lazy("party", "person")
    ORGANISATION = "organisation", pgettext_lazy("party", "organisation")


class LinkKind(models.TextChoices):
    """What a person is to an organisation."""

    MEMBER = "member", _("enterprise member")
    KEY_CONTACT = "key_contact", _("key contact")


class SegmentKind(models.TextChoices):
    FILTER = "filter", pgettext_lazy("segment", "filter")
    LIST = "list", pgettext_lazy("segment", "list")


class ImportState(models.TextChoices):
    PREVIEWED = "previewed", _("waiting for confirmation")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class KeptType(models.TextChoices):
    """What the values of a kept column are; only the last three can be compared by size."""

    TEXT = "text", pgettext_lazy("column", "text")
    NUMBER = "number", pgettext_lazy("column", "number")
    PERCENT = "percent", pgettext_lazy("column", "per cent")
    DATE = "date", pgettext_lazy("column", "date")


class WishSource(models.TextChoices):
    """Where a wish not to be contacted, or a consent, was put on record."""

    IMPORT = "import", pgettext_lazy("wish", "import")
    PERSON = "person", pgettext_lazy("wish", "recorded by a person")


class WishKind(models.TextChoices):
    DO_NOT_CONTACT = "do_not_contact", _("Do not contact")
    CONSENT = "consent", _("Consent")
