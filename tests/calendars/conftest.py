"""The calendar is tried in the same small company, by the same people, as the desk."""

from tests.desk.conftest import (  # noqa: F401
    api,
    compare_with,
    fresh_memory,
    known_rule,
    page,
    silent_recheck,
)
