"""What a result of a placement says, field by field: its words, and the headers that mean it in a
file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Sort(Enum):
    """How a value is written."""

    CODE = auto()
    TEXT = auto()
    DAY = auto()
    PERSONS = auto()
    YUAN = auto()


@dataclass(frozen=True, slots=True)
class ResultField:
    """``headers`` are those that mean the field beside its label in either language. ``most`` are
    the characters of a text.
    """

    label: str | Promise
    sort: Sort
    headers: tuple[str, ...]
    is_needed: bool = False
    most: int = 60


FIELDS: Mapping[str, ResultField] = {
    "key": ResultField(
        _("Serial number of the record"), Sort.TEXT, ("key", "流水号", "编号"), most=120
    ),
    "campaign": ResultField(
        _("Campaign"), Sort.TEXT, ("campaign", "营销案", "营销案编码"), most=20
    ),
    "unit": ResultField(_("Unit"), Sort.CODE, ("unit", "单位", "部门")),
    "channel": ResultField(_("Channel"), Sort.CODE, ("channel", "渠道"), is_needed=True),
    "product": ResultField(_("Product"), Sort.CODE, ("product", "业务", "产品")),
    "customer_group": ResultField(
        _("Customer group"), Sort.CODE, ("customer_group", "group", "客户类别", "客群")
    ),
    "branch": ResultField(_("Branch"), Sort.CODE, ("branch", "分公司", "区县")),
    "happened_on": ResultField(
        pgettext_lazy("result", "Day"),
        Sort.DAY,
        ("happened_on", "day", "date", "日期", "投放日期", "接触日期"),
        is_needed=True,
    ),
    "contacted": ResultField(
        pgettext_lazy("result", "Contacted"),
        Sort.PERSONS,
        ("contacted", "接触", "接触人数", "接触量", "发送量", "外呼量"),
        is_needed=True,
    ),
    "reached": ResultField(
        pgettext_lazy("result", "Reached"),
        Sort.PERSONS,
        ("reached", "触达", "触达人数", "接通量", "送达量"),
    ),
    "answered": ResultField(
        pgettext_lazy("result", "Answered"),
        Sort.PERSONS,
        ("answered", "回应", "回应人数", "响应量", "回复量"),
    ),
    "taken": ResultField(
        pgettext_lazy("result", "Taken"),
        Sort.PERSONS,
        ("taken", "办理", "办理人数", "办理量", "订购量", "成功量"),
        is_needed=True,
    ),
    "complained": ResultField(
        pgettext_lazy("result", "Complained"),
        Sort.PERSONS,
        ("complained", "投诉", "投诉人数", "投诉量"),
    ),
    "opted_out": ResultField(
        pgettext_lazy("result", "Opted out"),
        Sort.PERSONS,
        ("opted_out", "退订", "退订人数", "退订量"),
    ),
    "held_out": ResultField(
        pgettext_lazy("result", "Control group"),
        Sort.PERSONS,
        ("held_out", "对照组", "对照组人数"),
    ),
    "held_out_taken": ResultField(
        pgettext_lazy("result", "Taken in the control group"),
        Sort.PERSONS,
        ("held_out_taken", "对照组办理", "对照组办理人数"),
    ),
    "cost": ResultField(
        pgettext_lazy("result", "Cost (yuan)"), Sort.YUAN, ("cost", "成本", "费用")
    ),
    "revenue": ResultField(
        pgettext_lazy("result", "Revenue (yuan)"), Sort.YUAN, ("revenue", "收入")
    ),
    "reason": ResultField(
        pgettext_lazy("result", "Why it is corrected"),
        Sort.TEXT,
        ("reason", "更正原因", "说明"),
        most=200,
    ),
}
NEEDED = tuple(name for name, field in FIELDS.items() if field.is_needed)
PERSONS = tuple(name for name, field in FIELDS.items() if field.sort is Sort.PERSONS)
# What is counted among the contacted; no more than they.
AMONG_CONTACTED = ("reached", "answered", "taken", "complained", "opted_out")
CODES = ("channel", "product", "customer_group", "branch", "unit")
# What a result says beside its source and key, in the order of the model; the reason is of the
# telling, not of what came about.
CONTENT = tuple(name for name in FIELDS if name not in {"key", "reason"})
