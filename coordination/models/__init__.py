from coordination.models.component import RoleComponent
from coordination.models.playbook import Playbook, PlaybookItem, PlaybookVersion

__all__ = ["Playbook", "PlaybookItem", "PlaybookVersion", "RoleComponent"]
