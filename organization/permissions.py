"""Role to permissions, in one place. ``User.may`` asks here, for pages and API alike."""

from __future__ import annotations

from enum import StrEnum

from organization.enums import Role, Scope


class Permission(StrEnum):
    """One thing that a role may do for its unit and what lies below it."""

    SEE_PLANS = "see_plans"  # submitted and later plans of all units
    SEE_OWN_PLANS = "see_own_plans"  # own unit's drafts, budgets, targets, lists
    SEE_ALL_PLANS = "see_all_plans"  # budgets and targets of all units
    SEE_BRANCH_SCHEDULE = "see_branch_schedule"  # approved plans of the own branch
    WRITE_PLAN = "write_plan"
    SETTLE_FINDING = "settle_finding"
    APPROVE_PLAN = "approve_plan"  # as head of the owner unit
    APPROVE_SERVICE = "approve_service"  # grade C, as service manager
    APPROVE_COMPANY = "approve_company"  # grade D and large budgets, as leadership
    OVERRIDE_LAUNCH = "override_launch"
    SUSPEND_PLAN = "suspend_plan"
    EVALUATE_PLAN = "evaluate_plan"
    ANSWER_ASSESSMENT = "answer_assessment"  # questions of the pre-assessment to one's own role
    ACCEPT_SUPPORT = "accept_support"  # findings about system days, as back office
    SPEAK_FOR_FRONT = "speak_for_front"  # in the workgroup of an urgent plan: halls and hotline
    MANAGE_PRODUCTS = "manage_products"
    MANAGE_CHANNELS = "manage_channels"
    SEE_CHANNELS = "see_channels"
    MANAGE_HOTLINE = "manage_hotline"  # its calls, rosters and call rates
    MANAGE_SEGMENTS = "manage_segments"
    IMPORT_CUSTOMERS = "import_customers"
    SEE_CUSTOMERS = "see_customers"  # masked
    MATCH_CUSTOMERS = "match_customers"  # say which accounts are one person's
    UNMASK_CUSTOMERS = "unmask_customers"  # own customers, with a purpose
    RECORD_TOUCHES = "record_touches"  # what was done to customers
    RECORD_RESULTS = "record_results"  # what came of placements
    SEE_STOCK = "see_stock"
    MANAGE_STOCK = "manage_stock"
    CONFIRM_ARRIVAL = "confirm_arrival"
    SEE_COMMS = "see_comms"
    WRITE_DRAFT = "write_draft"
    REVIEW_DRAFT = "review_draft"
    SEE_RELEASED_DRAFTS = "see_released_drafts"
    REPORT_PROBLEM = "report_problem"  # from the street, with a clock on whoever decides
    WRITE_WORK_NOTICE = "write_work_notice"  # what halls, outlets and the hotline do and say
    ISSUE_WORK_NOTICE = "issue_work_notice"
    PERFORM = "perform"  # claim, answer and accept commitments of the own role
    SEE_AUDIT = "see_audit"
    MANAGE_POLICIES = "manage_policies"
    MANAGE_SETUP = "manage_setup"  # units, users, roles


P = Permission
_PLANNING = {
    P.PERFORM,
    P.SEE_PLANS,
    P.SEE_OWN_PLANS,
    P.SEE_CHANNELS,
    P.SEE_STOCK,
    P.SEE_COMMS,
    P.SEE_CUSTOMERS,
    P.ANSWER_ASSESSMENT,
}
_STAFF = {P.PERFORM, P.SEE_PLANS, P.SEE_CHANNELS, P.SEE_STOCK, P.SEE_COMMS}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.PLANNER: frozenset(
        _PLANNING
        | {
            P.REPORT_PROBLEM,
            P.WRITE_WORK_NOTICE,
            P.WRITE_PLAN,
            P.SETTLE_FINDING,
            P.MANAGE_SEGMENTS,
            P.IMPORT_CUSTOMERS,
            P.MATCH_CUSTOMERS,
            P.RECORD_TOUCHES,
            P.RECORD_RESULTS,
        }
    ),
    Role.PRODUCT_MANAGER: frozenset(_PLANNING | {P.MANAGE_PRODUCTS}),
    Role.HEAD: frozenset(
        _PLANNING
        | {
            P.REPORT_PROBLEM,
            P.WRITE_WORK_NOTICE,
            P.ISSUE_WORK_NOTICE,
            P.APPROVE_PLAN,
            P.SUSPEND_PLAN,
            P.SETTLE_FINDING,
            P.MANAGE_SEGMENTS,
            P.MANAGE_POLICIES,
        }
    ),
    Role.LEADERSHIP: frozenset(
        _STAFF
        | {
            P.ISSUE_WORK_NOTICE,
            P.SEE_ALL_PLANS,
            P.APPROVE_COMPANY,
            P.OVERRIDE_LAUNCH,
            P.SUSPEND_PLAN,
            P.SETTLE_FINDING,
            P.MANAGE_POLICIES,
        }
    ),
    Role.CHANNEL_MANAGER: frozenset(
        _STAFF
        | {
            P.REPORT_PROBLEM,
            P.WRITE_WORK_NOTICE,
            P.ISSUE_WORK_NOTICE,
            P.MANAGE_CHANNELS,
            P.SETTLE_FINDING,
            P.ANSWER_ASSESSMENT,
            P.RECORD_TOUCHES,
            P.RECORD_RESULTS,
            P.MANAGE_POLICIES,
        }
    ),
    Role.COMMS_EDITOR: frozenset(_STAFF | {P.WRITE_DRAFT}),
    Role.COMMS_REVIEWER: frozenset(
        _STAFF | {P.REVIEW_DRAFT, P.SETTLE_FINDING, P.ANSWER_ASSESSMENT}
    ),
    Role.SERVICE_MANAGER: frozenset(
        _STAFF
        | {
            P.REPORT_PROBLEM,
            P.WRITE_WORK_NOTICE,
            P.ISSUE_WORK_NOTICE,
            P.APPROVE_SERVICE,
            P.MANAGE_HOTLINE,
            P.SUSPEND_PLAN,
            P.EVALUATE_PLAN,
            P.ANSWER_ASSESSMENT,
            P.SETTLE_FINDING,
            P.SEE_CUSTOMERS,
            P.MATCH_CUSTOMERS,
            P.RECORD_TOUCHES,
            P.RECORD_RESULTS,
            P.MANAGE_POLICIES,
        }
    ),
    Role.RESOURCE_KEEPER: frozenset(
        {P.PERFORM, P.SEE_PLANS, P.SEE_STOCK, P.MANAGE_STOCK, P.SETTLE_FINDING, P.ANSWER_ASSESSMENT}
    ),
    Role.SUPPORT: frozenset(
        {
            P.PERFORM,
            P.SEE_PLANS,
            P.SEE_CHANNELS,
            P.SEE_STOCK,
            P.SETTLE_FINDING,
            P.ACCEPT_SUPPORT,
            P.ANSWER_ASSESSMENT,
        }
    ),
    Role.FRONT_OFFICE: frozenset(
        {
            P.REPORT_PROBLEM,
            P.SPEAK_FOR_FRONT,
            P.PERFORM,
            P.SEE_PLANS,
            P.SEE_CHANNELS,
            P.SEE_RELEASED_DRAFTS,
            P.ANSWER_ASSESSMENT,
        }
    ),
    Role.ACCOUNT_MANAGER: frozenset(
        {
            P.REPORT_PROBLEM,
            P.PERFORM,
            P.SEE_BRANCH_SCHEDULE,
            P.SEE_CUSTOMERS,
            P.MATCH_CUSTOMERS,
            P.UNMASK_CUSTOMERS,
            P.RECORD_TOUCHES,
            P.SEE_RELEASED_DRAFTS,
        }
    ),
    Role.BRANCH_VIEWER: frozenset(
        {
            P.REPORT_PROBLEM,
            P.PERFORM,
            P.SEE_BRANCH_SCHEDULE,
            P.SEE_STOCK,
            P.CONFIRM_ARRIVAL,
            P.SEE_RELEASED_DRAFTS,
        }
    ),
    Role.AUDITOR: frozenset({P.SEE_AUDIT}),
    Role.ADMINISTRATOR: frozenset(
        {P.MANAGE_SETUP, P.SEE_AUDIT, P.IMPORT_CUSTOMERS, P.MANAGE_POLICIES}
    ),
}

# Roles that answer for the whole company wherever their unit stands in the tree.
COMPANY_WIDE = frozenset(
    {
        Role.LEADERSHIP,
        Role.CHANNEL_MANAGER,
        Role.COMMS_EDITOR,
        Role.COMMS_REVIEWER,
        Role.SERVICE_MANAGER,
        Role.RESOURCE_KEEPER,
        Role.SUPPORT,
        Role.FRONT_OFFICE,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
    }
)

# What a token needs, beside the user's role, to use a permission; those not named need ``plans``.
PERMISSION_SCOPES: dict[Permission, Scope] = {
    P.SEE_PLANS: Scope.READ,
    P.SEE_OWN_PLANS: Scope.READ,
    P.SEE_ALL_PLANS: Scope.READ,
    P.SEE_BRANCH_SCHEDULE: Scope.READ,
    P.SEE_CHANNELS: Scope.READ,
    P.SEE_STOCK: Scope.READ,
    P.SEE_COMMS: Scope.READ,
    P.SEE_RELEASED_DRAFTS: Scope.READ,
    P.APPROVE_PLAN: Scope.APPROVE,
    P.APPROVE_SERVICE: Scope.APPROVE,
    P.APPROVE_COMPANY: Scope.APPROVE,
    P.OVERRIDE_LAUNCH: Scope.APPROVE,
    P.SUSPEND_PLAN: Scope.APPROVE,
    P.SEE_CUSTOMERS: Scope.CUSTOMERS,
    P.UNMASK_CUSTOMERS: Scope.CUSTOMERS,
    P.IMPORT_CUSTOMERS: Scope.CUSTOMERS,
    P.MATCH_CUSTOMERS: Scope.CUSTOMERS,
    P.RECORD_TOUCHES: Scope.TOUCHES,
    P.EVALUATE_PLAN: Scope.RESULTS,
    P.RECORD_RESULTS: Scope.RESULTS,
    P.SEE_AUDIT: Scope.ADMIN,
    P.MANAGE_POLICIES: Scope.ADMIN,
    P.MANAGE_SETUP: Scope.ADMIN,
}


# The scopes that open something; the contract names more, for what is not built yet.
USED_SCOPES = frozenset({PERMISSION_SCOPES.get(one, Scope.PLANS) for one in Permission})


def required_scope(permission: Permission) -> Scope:
    """The token scope that a permission needs."""
    return PERMISSION_SCOPES.get(permission, Scope.PLANS)
