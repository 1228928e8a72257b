from tests.campaigns.pages.conftest import page
from tests.world import client_of, compare_with, known_rule, silent_recheck

__all__ = ["client_of", "compare_with", "known_rule", "page", "silent_recheck"]
