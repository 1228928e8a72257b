from django.db import models


class KeptHeader(models.Model):
    """A column that an import kept beside the fields: filters ask for it as
    ``attributes.<name>``.
    """

    name = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
