"""The role components and playbooks that a company begins with. Source: the case of domain.md, §1:
what was missing when plans were launched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from campaigns.enums import Category
from common import clock
from coordination.enums import Gate, Mode
from coordination.models import Playbook, RoleComponent
from coordination.playbooks.composing import Line, code_of, new_version
from organization.enums import Role

R = Role
Row = tuple[str, str, str, Role, str, str, int, Gate]

ROWS: tuple[Row, ...] = (
    (
        "channels",
        "渠道承接安排",
        "Channels ready to carry it",
        R.CHANNEL_MANAGER,
        "各渠道的上线时间、承接量和加载内容已排定。",
        "Start, volume and content are arranged for each channel.",
        10,
        Gate.FINALISE,
    ),
    (
        "materials",
        "物料礼品到位",
        "Materials and gifts in place",
        R.RESOURCE_KEEPER,
        "所需数量上线前送达各执行分公司，到货有记录。",
        "The numbers asked for are with each branch before the launch, arrivals on record.",
        8,
        Gate.FINALISE,
    ),
    (
        "drafts",
        "宣传稿编审发布",
        "Drafts written and released",
        R.COMMS_EDITOR,
        "宣传稿经策划会签并发布到分公司。",
        "Drafts are signed by the planner and released to the branches.",
        6,
        Gate.FINALISE,
    ),
    (
        "contingency",
        "服务预案确认",
        "Contingency plan confirmed",
        R.SERVICE_MANAGER,
        "投诉处理口径、升级路径和应急联系人已确认。",
        "What is said to complaints, the way up and whom to call are settled.",
        5,
        Gate.FINALISE,
    ),
    (
        "configuration",
        "计费与业务配置",
        "Billing and product configured",
        R.SUPPORT,
        "BOSS 档位、互斥关系和生效规则配置完成。",
        "Tiers, exclusions and start rules stand in the billing system.",
        5,
        Gate.LAUNCH,
    ),
    (
        "testing",
        "上线前业务测试",
        "Tested before the launch",
        R.SUPPORT,
        "办理、扣费、退订全流程测试通过，有测试记录。",
        "Ordering, charging and leaving are tested, with a record.",
        3,
        Gate.LAUNCH,
    ),
    (
        "words",
        "解释口径宣贯",
        "Front line knows what to say",
        R.FRONT_OFFICE,
        "营业厅和热线掌握解释口径，抽查合格。",
        "Halls and hotline know the script; a spot check says so.",
        3,
        Gate.LAUNCH,
    ),
    (
        "branches",
        "分公司上线准备",
        "Branch ready for the launch",
        R.BRANCH_VIEWER,
        "物料已签收，人员已培训，公示已张贴。",
        "Materials are confirmed, staff trained, notices up.",
        1,
        Gate.NONE,
    ),
)
FIRST_COMPONENTS: tuple[Mapping[str, Any], ...] = tuple(
    {
        "code": code,
        "name": name,
        "name_en": name_en,
        "performer_role": role.value,
        "customer_role": Role.PLANNER.value,
        "conditions": conditions,
        "conditions_en": conditions_en,
        "days_before": days,
        "gate": gate.value,
    }
    for code, name, name_en, role, conditions, conditions_en, days, gate in ROWS
)
WAITS: Mapping[str, tuple[str, ...]] = {
    "testing": ("configuration",),
    "words": ("contingency",),
    "branches": ("materials", "words"),
}
# What sells asks for everything; what serves has nothing to configure.
SELLING = tuple(row[0] for row in ROWS)
SERVING = ("contingency", "words", "branches")
USES: Mapping[Category, tuple[str, ...]] = {
    Category.BASIC: SERVING,
    Category.MOBILE_SERVICE: SELLING,
    Category.GROUP: SELLING,
    Category.DATA: SELLING,
    Category.TARIFF: SELLING,
    Category.DEVICE: SELLING,
    Category.PROMOTION: SELLING,
    Category.SERVICE: SERVING,
    Category.CHANNEL: ("channels", "materials", "words", "branches"),
}


def lines_for(category: Category, mode: Mode) -> Iterator[Line]:
    """The lines of a first playbook: in a workgroup all at once, in half the time."""
    used = USES.get(category, ())
    days = {row["code"]: int(row["days_before"]) for row in FIRST_COMPONENTS}
    gates = {row["code"]: Gate(row["gate"]) for row in FIRST_COMPONENTS}
    for code in used:
        if mode == Mode.WORKGROUP:
            yield Line(code, (days[code] + 1) // 2, gates[code])
        else:
            waits = tuple(one for one in WAITS.get(code, ()) if one in used)
            yield Line(code, days[code], gates[code], waits)


def found_playbooks() -> None:
    """Compose what a company begins with, of its first components."""
    now = clock.now()
    components = RoleComponent.objects.in_bulk(field_name="code")
    for category in USES:
        for mode in Mode:
            playbook = Playbook.objects.create(
                code=code_of(category, mode), category=category, mode=mode
            )
            lines = sorted(
                lines_for(category, mode), key=lambda line: (-line.days_before, line.component)
            )
            new_version(playbook, lines, components, actor=None, at=now)
