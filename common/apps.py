from django.apps import AppConfig

from common import wording

wording.speak_of_constraints()


class CommonConfig(AppConfig):
    name = "common"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from common import (  # noqa: F401 - they register themselves
            faults,
            folding,
            versions,
        )

        wording.speak()
