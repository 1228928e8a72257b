"""Limits by which many plans end up with leadership: leadership decides what is rare, so that a
limit which more than a tenth of the plans break is set wrongly, and its owner should know.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, F, JSONField, OuterRef, Q, Subquery
from django.utils.translation import ngettext

from campaigns.models import Campaign
from campaigns.policies import LARGE_BUDGET
from common import clock
from common.models import JobState
from findings.enums import UNSETTLED
from findings.models import CheckRun, FindingSide
from organization.enums import Role
from organization.models import User
from organization.policies import declared, values_on
from preflight.policies import PREFIX
from preflight.rules import all_rules

A_TENTH = 10
GRADES = f"{PREFIX}risk_grades"
HARM = [{"case": "harm"}]


@dataclass(frozen=True, slots=True)
class SentUp:
    """How many of the plans in play a policy, by its key, sends to leadership."""

    key: str
    plans: int
    of: int

    @property
    def is_many(self) -> bool:
        return self.plans * A_TENTH > self.of

    @property
    def text(self) -> str:
        return ngettext(
            "This limit sends %(plans)s of %(of)s plan in play to leadership, more than a tenth.",
            "This limit sends %(plans)s of %(of)s plans in play to leadership, more than a tenth.",
            self.of,
        ) % {"plans": self.plans, "of": self.of}


def limits_of_rules() -> dict[str, Q]:
    """Which findings each policy of the rules that leadership accepts leads to."""
    found: dict[str, list[Q]] = {}
    for rule in all_rules():
        for case, name in rule.leadership_limits.items():
            found.setdefault(PREFIX + name, []).append(
                Q(finding__rule=rule.code, finding__case=case)
            )
    return {key: reduce(or_, parts) for key, parts in found.items()}


def sent_up() -> list[SentUp]:
    """What each limit sends to leadership of the plans in play; two queries."""
    runs = CheckRun.objects.filter(version=OuterRef("working"), job__state=JobState.DONE)
    newest = Subquery(runs.order_by("-created_at").values("risk")[:1], output_field=JSONField())
    sides = FindingSide.objects.filter(campaign=OuterRef("pk"), finding__state__in=UNSETTLED)
    by_rule = limits_of_rules()
    broken = {f"breaks_{place}": which for place, which in enumerate(by_rule.values())}
    plans = Campaign.objects.active().annotate(
        risk=newest,
        budget=F("working__budget"),
        **{name: Exists(sides.filter(which)) for name, which in broken.items()},
    )
    largest = values_on(clock.today())[LARGE_BUDGET]
    found = plans.aggregate(
        every=Count("pk"),
        graded=Count("pk", filter=Q(risk__grade="D") & ~Q(risk__lines__contains=HARM)),
        large=Count("pk", filter=Q(budget__gt=largest)),
        **{f"n_{name}": Count("pk", filter=Q(**{name: True})) for name in broken},
    )
    counts = {GRADES: found["graded"], LARGE_BUDGET: found["large"]}
    counts |= {key: found[f"n_{name}"] for key, name in zip(by_rule, broken, strict=True)}
    return [SentUp(key, count, found["every"]) for key, count in counts.items()]


def too_many() -> list[SentUp]:
    """The limits that send more than a tenth of the plans in play to leadership."""
    return [one for one in sent_up() if one.is_many]


def owned_by(user: User) -> list[SentUp]:
    """Those of them whose owner the person is; no query for who owns none."""
    owners = {key: Role(declared()[key].owner_role or Role.LEADERSHIP) for key in policies()}
    if not any(user.has_role(role) for role in set(owners.values())):
        return []
    return [one for one in too_many() if user.has_role(owners[one.key])]


def policies() -> list[str]:
    """The keys of all limits that may send plans to leadership."""
    return [GRADES, LARGE_BUDGET, *limits_of_rules()]


def remarks() -> dict[str, str]:
    """What the pages of policies say beside them."""
    return {one.key: one.text for one in too_many()}
