"""Units, people, roles, permissions, delegation, tokens, notices, policies, working days."""
