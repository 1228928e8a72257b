from django.apps import AppConfig

from common import wording

wording.speak_of_constraints()


class CommonConfig(AppConfig):
    name = "common"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from common import versions  # noqa: F401 - registers its check

        wording.speak()
