from django.db import models

from organization.models.user import User


class SavedView(models.Model):
    """A list as one person likes to read it: the filter, sorting and form that its address holds,
    under a name.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="saved_views")
    page = models.CharField(max_length=200, help_text="Path of the list.")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000, help_text="What follows the question mark.")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("page", "name")
        constraints = [
            models.UniqueConstraint(fields=["user", "page", "name"], name="saved_view_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return f"{self.page}?{self.query}"
