from django.db import models


class CallCount(models.Model):
    """How many calls of a kind somebody has made in the span that began ``since``, and in the one
    before it.
    """

    key = models.CharField(max_length=200, primary_key=True)
    since = models.DateTimeField()
    calls = models.PositiveIntegerField()
    before = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.key}: {self.calls}"
