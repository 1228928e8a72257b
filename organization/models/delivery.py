from __future__ import annotations

from urllib.parse import urlsplit
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organization.models.unit import Unit, slug_validator
from organization.models.user import User


class MailMode(models.TextChoices):
    """When a person gets notices by mail."""

    DAILY = "daily", pgettext_lazy("mail", "once a day, together")
    AT_ONCE = "at_once", pgettext_lazy("mail", "at once")
    NONE = "none", pgettext_lazy("mail", "never")


class MailChoice(models.Model):
    """When a person gets the notices of one kind by mail; ``kind`` empty: of every kind without a
    choice of its own.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="mail_choices")
    kind = models.CharField(max_length=60, blank=True, default="")
    mode = models.CharField(max_length=8, choices=MailMode.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="mail_choice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}: {self.mode}"


class WebhookForm(models.TextChoices):
    """How the receiver wants a message."""

    GENERIC = "generic", pgettext_lazy("webhook", "JSON, signed with HMAC")
    WECOM = "wecom", pgettext_lazy("webhook", "WeCom robot")
    DINGTALK = "dingtalk", pgettext_lazy("webhook", "DingTalk robot")
    FEISHU = "feishu", pgettext_lazy("webhook", "Feishu robot")


class Webhook(models.Model):
    """Where notices about people of a unit are sent to as well: one message for each thing that
    happened, however many were told. ``unit`` None is the whole company, no ``kinds`` are all.

    Address and secret open the receiver's door: no page, no answer and no log shows them again.
    """

    code = models.SlugField(max_length=60, unique=True, validators=[slug_validator])
    name = models.CharField(max_length=80)
    form = models.CharField(max_length=10, choices=WebhookForm.choices)
    url = models.CharField(max_length=500)
    secret = models.CharField(max_length=200, blank=True, default="")
    language = models.CharField(
        max_length=10,
        default="zh-hans",
        choices=[("zh-hans", _("Simplified Chinese")), ("en", _("English"))],
    )
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    kinds = ArrayField(models.CharField(max_length=60), blank=True, default=list)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    etag = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name

    @property
    def host(self) -> str:
        """Whose door it is, without the key."""
        return urlsplit(self.url).hostname or ""


class Way(models.TextChoices):
    MAIL = "mail", pgettext_lazy("delivery", "mail")
    DIGEST = "digest", pgettext_lazy("delivery", "daily mail")
    WEBHOOK = "webhook", pgettext_lazy("delivery", "webhook")
    TEST = "test", pgettext_lazy("delivery", "test")


class DeliveryState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("delivery", "waiting")
    SENT = "sent", pgettext_lazy("delivery", "sent")
    FAILED = "failed", pgettext_lazy("delivery", "failed")
    DROPPED = "dropped", pgettext_lazy("delivery", "no longer needed")


class Delivery(models.Model):
    """A message that leaves the product, written in the transaction that made it true.

    ``key`` goes along, so that a receiver shows it once however often it comes. ``told_at`` is when
    the notice was written; of a digest ``notices`` holds the keys of its notices and ``on`` its
    day. ``failure`` and ``detail`` say why the last attempt failed.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    way = models.CharField(max_length=8, choices=Way.choices)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    webhook = models.ForeignKey(Webhook, models.CASCADE, null=True, related_name="deliveries")
    code = models.CharField(max_length=60, blank=True, default="")
    case = models.CharField(max_length=40, blank=True, default="")
    params = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True, default="")
    notices = models.JSONField(default=list)
    on = models.DateField(null=True)
    told_at = models.DateTimeField()
    state = models.CharField(
        max_length=8, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    attempt = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    failure = models.CharField(max_length=40, blank=True, default="")
    detail = models.CharField(max_length=300, blank=True, default="")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-told_at", "-id")
        indexes = [
            models.Index(
                fields=["told_at"],
                condition=Q(state__in=["waiting", "failed"]),
                name="delivery_open",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "on"], condition=Q(way="digest"), name="delivery_digest_once"
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, webhook__isnull=True)
                | Q(user__isnull=True, webhook__isnull=False),
                name="delivery_to_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.key}"
