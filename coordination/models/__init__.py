from coordination.models.component import RoleComponent

__all__ = ["RoleComponent"]
