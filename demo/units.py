"""The unit tree of Feiteng: departments and sections, four branches with centres and
sub-branches.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from organization.enums import UnitKind
from organization.models import Unit


@dataclass(frozen=True, slots=True)
class Node:
    """One unit as it stands in the tree below."""

    code: str
    name: str
    name_en: str
    kind: UnitKind
    mark: str = ""
    mark_en: str = ""
    colour: str = "fg"
    below: tuple[Node, ...] = field(default=())


K = UnitKind
OFFICES = (
    Node("consumer", "个人客户部", "Consumer department", K.DEPARTMENT, "个", "C", "gk"),
    Node("enterprise", "政企客户部", "Enterprise department", K.DEPARTMENT, "政", "E", "zq"),
    Node("product", "产品部", "Product department", K.DEPARTMENT, "产", "P", "cp"),
    Node("comms", "传播科", "Communication section", K.SECTION, "传", "M"),
    Node("channel", "渠道科", "Channel section", K.SECTION, "渠", "D"),
    Node("service", "客户服务科", "Customer service section", K.SECTION, "服", "S"),
    Node("resource", "营销资源科", "Resource section", K.SECTION, "资", "R"),
    Node("support", "系统支撑室", "System support", K.SECTION, "支", "T"),
    Node("front-office", "前台支撑室", "Front office", K.SECTION, "前", "F"),
    Node("leadership", "公司领导", "Leadership", K.SECTION, "领", "L"),
)
# Branch: code, name, English name, and its centres with their sub-branches.
BRANCHES = (
    (
        ("branch-east", "东湖", "East Lake"),
        (
            (("霞浦", "Xiapu"), (("湖滨", "Lakeside"), ("霞浦里", "Xiapu Lane"))),
            (("青杉", "Qingshan"), (("青杉路", "Qingshan Road"), ("学苑", "Campus"))),
            (("望湖", "Wanghu"), (("望湖台", "Wanghu Terrace"), ("雁桥", "Wild Goose Bridge"))),
        ),
    ),
    (
        ("branch-west", "西岭", "West Ridge"),
        (
            (("枫林", "Maple Wood"), (("枫林口", "Maple Gate"), ("石坪", "Stone Terrace"))),
            (("云岭", "Cloud Ridge"), (("云岭北", "Cloud Ridge North"), ("茶亭", "Tea Pavilion"))),
            (("磐溪", "Panxi"), (("磐溪镇", "Panxi Town"),)),
        ),
    ),
    (
        ("branch-south", "南浦", "South Quay"),
        (
            (("渔港", "Fishing Harbour"), (("渔港街", "Harbour Street"), ("潮音", "Tide Sound"))),
            (("锦帆", "Brocade Sail"), (("锦帆渡", "Sail Ferry"), ("盐仓", "Salt House"))),
        ),
    ),
    (
        ("branch-north", "北苑开发区", "North Park"),
        (
            (("智造园", "Works Park"), (("一号园", "Park One"), ("宿舍区", "Dormitories"))),
            (("北苑", "North Garden"), (("苑前", "Garden Front"),)),
        ),
    ),
)


def tree() -> Node:
    """The whole company."""
    branches = tuple(
        _branch(code, name, name_en, centres) for (code, name, name_en), centres in BRANCHES
    )
    return Node("feiteng", "飞腾公司", "Feiteng", K.COMPANY, "飞", "F", "fg", (*OFFICES, *branches))


def load_units() -> dict[str, Unit]:
    """Write the tree and return its units by code."""
    made: dict[str, Unit] = {}

    def plant(node: Node, parent: Unit | None, position: int) -> None:
        unit = Unit(
            code=node.code,
            name=node.name,
            name_en=node.name_en,
            kind=node.kind,
            parent=parent,
            mark=node.mark,
            mark_en=node.mark_en,
            colour=node.colour,
            position=position,
        )
        unit.save()
        made[node.code] = unit
        for number, child in enumerate(node.below, start=1):
            plant(child, unit, number)

    plant(tree(), None, 0)
    return made


def _branch(code: str, name: str, name_en: str, centres: tuple) -> Node:
    short = code.removeprefix("branch-")
    nodes = []
    for number, ((centre, centre_en), subs) in enumerate(centres, start=1):
        below = tuple(
            Node(f"{short}-{number}-{index}", f"{sub}支局", f"{sub_en} sub-branch", K.SUB_BRANCH)
            for index, (sub, sub_en) in enumerate(subs, start=1)
        )
        nodes.append(
            Node(
                f"{short}-{number}",
                f"{centre}营销服务中心",
                f"{centre_en} service centre",
                K.CENTRE,
                below=below,
            )
        )
    return Node(
        code,
        f"{name}分公司",
        f"{name_en} branch",
        K.BRANCH,
        name[0],
        name_en[0],
        "fg",
        tuple(nodes),
    )
