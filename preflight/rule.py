"""What every rule is: a code, its sentences, who may accept its findings, and a pure ``run``."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django.utils.functional import Promise
from pyroaring import AbstractBitMap, BitMap

from campaigns.enums import FindingClass, Severity
from campaigns.findings import Acceptor, FindingDraft, RuleInfo, WayOut
from preflight.context import Context
from preflight.snapshot import PlanSnapshot


def one_or_all(codes: Iterable[str]) -> str | list[str]:
    """The codes of a subject, sorted and each once; a single one stands for itself."""
    each = sorted(set(codes))
    return each[0] if len(each) == 1 else each


class Rule(ABC):
    """One question asked of a plan and its context, answered by findings. No database, no clock, no
    translation at run time.

    ``vocabulary`` gives words for the codes of a fact, by the fact's key. ``depends_on_dates`` is
    False where moving the plan cannot change the answer, so the date finder skips it; ``runs_last``
    is True where it reads what the others found from ``context.earlier``.
    """

    code: ClassVar[str]
    title: ClassVar[str | Promise]
    accepted_by: ClassVar[Acceptor]
    finding_class: ClassVar[FindingClass] = FindingClass.PROCESS
    messages: ClassVar[Mapping[str, str | Promise]]
    vocabulary: ClassVar[Mapping[str, Mapping[str, str | Promise]]] = {}
    depends_on_dates: ClassVar[bool] = True
    runs_last: ClassVar[bool] = False

    @abstractmethod
    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        """The findings of the rule."""

    @property
    def info(self) -> RuleInfo:
        return RuleInfo(
            code=self.code,
            title=self.title,
            accepted_by=self.accepted_by,
            vocabulary=self.vocabulary,
        )

    def finding(
        self,
        plan: PlanSnapshot,
        *,
        case: str,
        severity: Severity,
        subject: Mapping[str, Any] | None = None,
        facts: Mapping[str, Any] | None = None,
        ways_out: Sequence[WayOut] = (),
        persons: AbstractBitMap | None = None,
        other: PlanSnapshot | None = None,
    ) -> FindingDraft:
        """A finding of this rule on the plan, and on ``other`` where it concerns two."""
        if case not in self.messages:
            raise KeyError(f"{self.code} has no sentence for the case {case}")
        return FindingDraft(
            rule=self.code,
            case=case,
            severity=severity,
            finding_class=self.finding_class,
            campaigns=(plan.code, other.code) if other else (plan.code,),
            subject=subject or {},
            facts=facts or {},
            ways_out=tuple(ways_out),
            persons=BitMap(persons) if persons is not None else None,
        )
