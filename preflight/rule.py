"""What every rule is: a code, its sentences, who may accept its findings, and a pure ``run``."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar

from django.utils.functional import Promise
from pyroaring import AbstractBitMap, BitMap

from findings.effects import EFFECTS
from findings.enums import Acceptor, FindingClass, Severity, WayOutKind
from findings.facts import Facts
from findings.rule_info import Causes, RuleInfo
from findings.types import FindingDraft, WayOut
from findings.way_forms import FORMS
from preflight.context import Context
from preflight.snapshot import PlanSnapshot


def one_or_all(codes: Iterable[str]) -> str | list[str]:
    """The codes of a subject, sorted and each once; a single one stands for itself."""
    each = sorted(set(codes))
    return each[0] if len(each) == 1 else each


class Rule(ABC):
    """One question asked of a plan and its context, answered by findings. No database, no clock, no
    translation at run time.

    A rule declares what its findings may be: ``severities``, the sentence of each case, what its
    ``subject`` names, its ``facts`` and the kinds of ``ways_out``; ``causes`` says by case which
    lines of two plans make the finding. ``depends_on_dates`` is False where moving the plan cannot
    change the answer, so the date finder skips it; ``only_at_submission`` is True where a later
    check asks nothing, so that what stands stays open; ``runs_last`` is True where it reads what
    the others found from ``context.earlier``; ``untouched_by`` are ways out that cannot change the
    answer, so that it is not asked again when they are tried; ``judges_channels`` is True where it
    says, with the channel as its subject, that a placement does not belong there;
    ``leadership_limits`` names by case the policy (a field of ``Policies``) by which a plan ends up
    with leadership; ``compares_plans`` is True where it reads other plans of the
    context.
    """

    code: ClassVar[str]
    title: ClassVar[str | Promise]
    accepted_by: ClassVar[Acceptor]
    finding_class: ClassVar[FindingClass] = FindingClass.PROCESS
    severities: ClassVar[tuple[Severity, ...]]
    messages: ClassVar[Mapping[str, str | Promise]]
    subject: ClassVar[Facts] = Facts()
    facts: ClassVar[Facts]
    way_out_kinds: ClassVar[tuple[WayOutKind, ...]] = ()
    causes: ClassVar[Mapping[str, Causes]] = {}
    depends_on_dates: ClassVar[bool] = True
    only_at_submission: ClassVar[bool] = False
    runs_last: ClassVar[bool] = False
    untouched_by: ClassVar[frozenset[WayOutKind]] = frozenset()
    judges_channels: ClassVar[bool] = False
    leadership_limits: ClassVar[Mapping[str, str]] = {}
    compares_plans: ClassVar[bool] = False

    @abstractmethod
    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        """The findings of the rule."""

    def back_orders(
        self, subject: Mapping[str, Any], facts: Mapping[str, Any]
    ) -> Iterable[tuple[str, str]]:
        """The resources and units (codes) of which a plan may take a part now and the rest later,
        once a finding with this subject and these facts is accepted.
        """
        return ()

    @property
    def info(self) -> RuleInfo:
        return RuleInfo(
            code=self.code,
            title=self.title,
            accepted_by=self.accepted_by,
            subject=self.subject,
            facts=self.facts,
            causes=self.causes,
            back_orders=self.back_orders,
        )

    def finding(
        self,
        plan: PlanSnapshot,
        *,
        case: str,
        severity: Severity,
        facts: Mapping[str, Any],
        subject: Mapping[str, Any] | None = None,
        ways_out: Sequence[WayOut] = (),
        persons: AbstractBitMap | None = None,
        parts: Mapping[tuple[Any, ...], AbstractBitMap] = MappingProxyType({}),
        other: PlanSnapshot | None = None,
        names: Iterable[str] = (),
        is_counted: bool = False,
    ) -> FindingDraft:
        """A finding of this rule on the plan, and on ``other`` where it concerns two; ``names`` as
        in ``FindingDraft``. With ``is_counted`` only its number matters and facts may be left out.

        Raises ``TypeError`` for anything that the rule does not declare.
        """
        if case not in self.messages:
            raise TypeError(f"{self.code} has no sentence for the case {case}")
        if severity not in self.severities:
            raise TypeError(f"{self.code} declares no findings that are {severity}")
        if others := {way.kind for way in ways_out} - set(self.way_out_kinds):
            raise TypeError(f"{self.code} declares no ways out of the kinds {sorted(others)}")
        try:
            named_facts, told_facts = declared(self, case)
            named = named_facts.encode(subject or {})
            told = told_facts.encode(facts, is_whole=not is_counted)
            for way in ways_out:
                FORMS[way.kind].params.encode(way.params)
                EFFECTS.encode(way.effect, is_whole=False)
        except TypeError as error:
            raise TypeError(f"{self.code}, {case}: {error}") from error
        return FindingDraft(
            rule=self.code,
            case=case,
            severity=severity,
            finding_class=self.finding_class,
            campaigns=(plan.code, other.code) if other else (plan.code,),
            subject=named,
            facts=told,
            ways_out=tuple(ways_out),
            persons=BitMap(persons) if persons is not None else None,
            parts=parts,
            names=frozenset(names),
        )

    def counted_pair(
        self,
        plan: PlanSnapshot,
        other: PlanSnapshot,
        case: str,
        severity: Severity,
        subject: Mapping[str, Any],
    ) -> FindingDraft:
        """A finding on two plans without its numbers, for who only counts."""
        return self.finding(
            plan,
            other=other,
            case=case,
            severity=severity,
            subject=subject,
            facts={},
            names=[other.code],
            is_counted=True,
        )


@cache
def declared(rule: Rule, case: str) -> tuple[Facts, Facts]:
    """What a finding of the case carries as its subject and as its facts."""
    return rule.subject.of_case(case), rule.facts.of_case(case)
