from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "assessment"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from assessment import (  # noqa: F401
            audit_labels,
            checklist_kind,
            menu,
            notices,
            policies,
        )
        from assessment.beginning import begin_at_submission
        from campaigns.registries import register_effect

        register_effect("submit", begin_at_submission)
