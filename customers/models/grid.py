from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Unit


class GridUnit(models.Model):
    """Smallest area of responsibility (网格单元)."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="grids",
        help_text=_("The branch, centre or sub-branch it lies in."),
    )

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
