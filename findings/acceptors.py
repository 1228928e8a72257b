"""Who may accept a finding, by what its rule says: whose signatures, and who decides on others'
plans.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from campaigns.access import principals_of
from campaigns.models import Campaign
from findings.enums import Acceptor, FindingClass
from findings.facts import Noun
from findings.models import Finding
from findings.rule_info import RuleInfo, rule_of
from findings.workgroup import SIDES, signature_of, works_in_a_group
from organization.enums import Role
from organization.models import Unit, User
from organization.permissions import Permission


@dataclass(frozen=True, slots=True)
class Signature:
    """One yes that an acceptance needs: its role as it is stored, the permission that gives it, and
    for which unit.
    """

    role: str
    permission: Permission
    unit: Unit

    def signer(self, actor: User) -> str | None:
        """For whom the actor may give it: empty for themselves, a user name as deputy, None if they
        may not.
        """
        if actor.may(self.permission, self.unit):
            return ""
        return next(
            (one.username for one in principals_of(actor, self.permission, self.unit)), None
        )


Sets = Callable[[Sequence[Unit]], list[list[Signature]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """How the findings of a rule are accepted. ``sets`` are, for the owner units of the plans
    concerned, the sets of signatures each of which is enough; ``decides`` is the permission of who
    decides on the plans of others, so that the findings come into their inbox: None where only the
    owners do, who meet them at their plans.
    """

    sets: Sets
    decides: Permission | None = None


def heads(units: Sequence[Unit]) -> list[Signature]:
    return [Signature(f"head:{unit.code}", Permission.APPROVE_PLAN, unit) for unit in units]


def leadership(units: Sequence[Unit]) -> Signature:
    return Signature("leadership", Permission.APPROVE_COMPANY, units[0])


def one_role(role: str, permission: Permission) -> Acceptance:
    """One person of a role."""
    return Acceptance(
        sets=lambda units: [[Signature(role, permission, units[0])]], decides=permission
    )


ACCEPTANCES: Mapping[Acceptor, Acceptance] = {
    Acceptor.NOBODY: Acceptance(sets=lambda _units: []),
    Acceptor.PLANNER: Acceptance(
        sets=lambda units: [
            [Signature(f"planner:{unit.code}", Permission.WRITE_PLAN, unit)] for unit in units
        ]
    ),
    Acceptor.HEAD: Acceptance(
        sets=lambda units: [[head] for head in heads(units)] + [[leadership(units)]],
        decides=Permission.APPROVE_PLAN,
    ),
    Acceptor.BOTH_HEADS: Acceptance(
        sets=lambda units: [heads(units), [leadership(units)]], decides=Permission.APPROVE_PLAN
    ),
    Acceptor.SUPPORT_AND_HEAD: Acceptance(
        sets=lambda units: [
            [Signature("support", Permission.ACCEPT_SUPPORT, units[0]), head]
            for head in heads(units)
        ]
    ),
    Acceptor.COMMS_AND_HEAD: Acceptance(
        sets=lambda units: [
            [Signature("comms_reviewer", Permission.REVIEW_DRAFT, units[0]), head]
            for head in heads(units)
        ],
        decides=Permission.REVIEW_DRAFT,
    ),
    Acceptor.SERVICE_AND_LEADERSHIP: Acceptance(
        sets=lambda units: [
            [
                Signature("service_manager", Permission.APPROVE_SERVICE, units[0]),
                leadership(units),
            ]
        ],
        decides=Permission.APPROVE_COMPANY,
    ),
    Acceptor.CHANNEL_MANAGER: one_role("channel_manager", Permission.MANAGE_CHANNELS),
    Acceptor.SERVICE_MANAGER: one_role("service_manager", Permission.APPROVE_SERVICE),
    Acceptor.RESOURCE_KEEPER: one_role("resource_keeper", Permission.MANAGE_STOCK),
    Acceptor.LEADERSHIP: one_role("leadership", Permission.APPROVE_COMPANY),
}
if missing := set(Acceptor) - set(ACCEPTANCES):
    raise LookupError(f"acceptors that nobody stands for: {sorted(missing)}")


def signatures_for(finding: Finding) -> list[list[Signature]]:
    """The sets of signatures each of which accepts the finding; none where nobody may. By the
    rule's entry in rules.md.
    """
    plans = sorted((side.campaign for side in finding.sides.all()), key=lambda plan: plan.pk)
    units = {plan.owner_unit_id: plan.owner_unit for plan in plans}
    rule = rule_of(finding.rule)
    if rule.accepted_by == Acceptor.BOTH_HEADS and len(plans) == 1:
        units |= {unit.pk: unit for unit in named_units(rule, finding)}
    ways = ACCEPTANCES[rule.accepted_by].sets(list(units.values()))
    return [*ways, *by_workgroup(finding, plans)]


def by_workgroup(finding: Finding, plans: Sequence[Campaign]) -> list[list[Signature]]:
    """The four signatures with which the workgroup of an urgent plan lives with it; none for what
    two plans share and for harm.
    """
    is_process = finding.finding_class == FindingClass.PROCESS
    if not is_process or len(plans) != 1 or not works_in_a_group(plans[0]):
        return []
    unit = plans[0].owner_unit
    return [
        [
            Signature(signature_of(side), permission, unit)
            for side, (_word, _role, permission) in SIDES.items()
        ]
    ]


def named_units(rule: RuleInfo, finding: Finding) -> list[Unit]:
    """The other side of a finding on one plan: a unit that its subject names, such as the one whose
    product is joined.
    """
    codes = rule.subject.of_case(finding.case).codes(finding.subject)
    named = {code for noun, code in codes if noun == Noun.UNIT}
    return list(Unit.objects.filter(code__in=named)) if named else []


def signature_label(signature: Signature) -> str:
    """Whose signature it is, in words."""
    role = signature.role.split(":")[0]
    word = str(Role(role).label)
    if ":" in signature.role:
        return str(_("%(role)s of %(unit)s") % {"role": word, "unit": signature.unit.label})
    return word
