"""Benefits that were reserved and that nobody handed over: after some days they are free again."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from django.db import transaction

from common import clock, locks
from common.write import came_about
from resources.commands.ledger import append_touches
from resources.enums import BenefitState
from resources.models import Benefit
from resources.notices import tell_of_expiry
from resources.policies import Terms


@transaction.atomic
def expire_benefits(*, now: dt.datetime) -> int:
    """Release what is reserved for a day that lies further back than the policy of today allows;
    returns how many that were. Who reserved them is told. Raises ``Busy``.
    """
    today = clock.today(now)
    last = today - Terms.on(today).expiry
    late = Benefit.objects.filter(state=BenefitState.RESERVED, day__lt=last)
    rows = locks.many(late.select_related("unit", "resource"))
    if not rows:
        return 0
    for row in rows:
        row.state, row.changed_at = BenefitState.EXPIRED, now
    Benefit.objects.bulk_update(rows, ["state", "changed_at"], batch_size=500)
    append_touches(rows, actor=None, day=today)
    for person, count in sorted(Counter(row.reserved_by for row in rows).items()):
        tell_of_expiry(person, count, now=now)
    came_about("benefits", "record", of=[str(rows[0].key)], now=now)
    return len(rows)
