from django.db import models

from customers.enums import KeptType

LONGEST = 200


class KeptHeader(models.Model):
    """A column that an import kept beside the fields: filters ask for it as
    ``attributes.<name>``. Its values decided its type; where some tell a name, a phone or a
    certificate it is masked.
    """

    name = models.CharField(max_length=LONGEST, unique=True)
    type = models.CharField(
        max_length=10, choices=KeptType.choices, default=KeptType.TEXT, db_default=KeptType.TEXT
    )
    is_masked = models.BooleanField(default=False, db_default=False)
    is_wide = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Has more values than the index keeps apart (customers.index).",
    )

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
