"""`python3 -m tests.load.company FILE PLANS FINDINGS PEOPLE`: writes the busy company of the
benchmarks and its people, signed in, into the database of DATABASE_URL; the file tells of them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from organization.models import User

# Of twelve people.
SHARES = {"planner": 8, "head": 1, "branch": 1, "other": 2}
PERSONS = 10_000
SHOWN = 200


def main(file: str, plans: str, findings: str, people: str) -> None:
    import django

    django.setup()
    from django.db import connection, transaction

    from tests.bench.busy import make_busy

    with transaction.atomic():
        company = make_busy(PERSONS, int(plans), int(findings))
        told = told_of(company.planner, company.head, company.branch, int(people))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    Path(file).write_text(json.dumps(told))


def told_of(planner: User, head: User, branch: User, people: int) -> dict[str, Any]:
    """Everybody with their session; planners with drafts of their own and plans of their unit."""
    from campaigns.enums import CampaignState as S
    from campaigns.models import Campaign
    from organization.enums import Role
    from tests.factories.organization import make_user

    unit = Campaign.objects.filter(state=S.DRAFT).order_by("-id")[0].owner_unit
    drafts = _codes(state=S.DRAFT, owner_unit=unit)
    here = _codes(state=S.COORDINATING, owner_unit=unit)
    count = -(-people * SHARES["planner"] // sum(SHARES.values()))
    planners = []
    for n in range(count):
        one = make_user(Role.PLANNER, unit, username=f"planner-{n}")
        planners.append(
            {"session": _session(one), "drafts": drafts[n::count], "plans": here[n::count][:20]}
        )
    return {
        "people": {
            "planner": planners,
            "head": [{"session": _session(head)}],
            "branch": [{"session": _session(branch)}],
            "other": [{"session": _session(planner)}],
        },
        "plans": here[:SHOWN],
    }


def _codes(**values: object) -> list[str]:
    from campaigns.models import Campaign

    rows = Campaign.objects.filter(code__startswith="C2024-", **values)
    return list(rows.order_by("pk").values_list("code", flat=True))


def _session(user: User) -> str:
    """Somebody who signed in before; passwords are dear on purpose and not what is measured."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    main(*sys.argv[1:])
