from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from frontline.enums import ReportKind
from organization.models import Unit, User
from organization.permissions import Permission

ANY = "any"
KINDS = [*ReportKind.choices, (ANY, pgettext_lazy("report kind", "every other kind"))]


class Responsible(models.Model):
    """Who decides about what the front line reports: one person for a unit and all below it, of one
    kind of report or of every kind that has no person of its own there. The person is named by
    user name, so that sheets and programs can name them.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=KINDS, default=ANY)
    username = models.CharField(max_length=150)

    class Meta:
        ordering = ("unit", "kind")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind"],
                name="responsible_once",
                violation_error_message=_("Somebody decides about this kind there already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit.code}.{self.kind}"

    def clean(self) -> None:
        """The person is there, and sees the plans that reports are about."""
        person = User.objects.filter(username=self.username, is_active=True).first()
        if person is None:
            text = _("Nobody who can sign in has this user name.")
            raise ValidationError({"username": ValidationError(text, code="unknown")})
        if not person.may(Permission.SEE_PLANS):
            text = _("%(person)s cannot open plans, so reports cannot be theirs.")
            raise ValidationError(
                {"username": ValidationError(text, code="blind", params={"person": str(person)})}
            )
