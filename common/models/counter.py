from django.db import models


class Counter(models.Model):
    """The last number given out for a series of codes."""

    name = models.CharField(max_length=60, primary_key=True)
    value = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} = {self.value}"
