from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    name = "coordination"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from coordination.cadence import ready as _cadence  # noqa: F401
        from coordination.commitments import audit_labels, life, menu  # noqa: F401
        from coordination.meeting import audit_labels as _meeting_labels  # noqa: F401
        from coordination.negotiation import ready  # noqa: F401
        from coordination.playbooks import kinds  # noqa: F401
        from coordination.workgroup import ready as _workgroup  # noqa: F401
