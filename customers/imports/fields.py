"""The fields of the customer import: how each is called, read and staged. A new field is one row
here, with its value in ``Parsed``, and a field of the model.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from channels.enums import AGREEABLE
from customers.imports import values
from customers.imports.choices import DECISION_PLACES, KINDS, ROLES, contact_classes
from customers.imports.columns import Column, OwnColumn, array
from customers.imports.field_kinds import Field, chosen, dated, looked_up, text_to
from customers.imports.lookups import GridRef, ProductRef


@dataclass(slots=True)
class Parsed:
    """A row's values; None where the file says nothing."""

    number: str
    name: str | None = None
    phone: str | None = None
    kind: str | None = None
    group: int | None = None
    tier: str | None = None
    arpu: Decimal | None = None
    joined_on: dt.date | None = None
    unit: int | None = None
    grid: GridRef | None = None
    product: ProductRef | None = None
    holding_starts_on: dt.date | None = None
    holding_ends_on: dt.date | None = None
    organisation: str | None = None
    organisation_name: str | None = None
    role: str | None = None
    title: str | None = None
    decides: str | None = None
    marketing_customer: str | None = None
    marketing_name: str | None = None
    do_not_contact: tuple[str, ...] | None = None
    consent: tuple[str, ...] | None = None
    attributes: dict[str, str] | None = None


FIELDS: dict[str, Field] = {
    "number": Field(
        _("Customer number"),
        (
            "number",
            "customernumber",
            "customerid",
            "customer_id",
            "客户编号",
            "客户号",
            "客户id",
            "用户编号",
            "用户id",
            "用户号",
            "客户号码",
        ),
        None,
        (Column("number", "text"),),
    ),
    "name": Field(
        _("Name"),
        ("name", "customername", "名称", "姓名", "客户名称", "客户姓名", "用户姓名"),
        text_to(120),
        (OwnColumn("name", "text", empty="''"),),
    ),
    "phone": Field(
        _("Phone"),
        ("phone", "mobile", "手机", "手机号", "手机号码", "联系电话", "电话"),
        None,
        (OwnColumn("phone", "text", empty="''"),),
    ),
    "kind": Field(
        _("Person or organisation"),
        ("kind", "客户性质", "个人或单位"),
        chosen(KINDS),
        (Column("kind", "text"),),
    ),
    "group": Field(
        _("Customer group"),
        ("group", "customergroup", "客户类别", "客户群"),
        looked_up("groups"),
        (OwnColumn("group_id", "bigint", lambda row: row.group),),
    ),
    "tier": Field(
        _("Tier"),
        ("tier", "grade", "等级", "客户等级", "客户星级", "客户星级标识", "星级"),
        text_to(20),
        (OwnColumn("tier", "text", empty="''"),),
    ),
    "arpu": Field(
        _("Average monthly spend (yuan)"),
        ("arpu", "当月arpu", "平均月消费", "月均消费"),
        lambda column, _file: values.amount(column),
        (OwnColumn("arpu", "numeric(14, 2)"),),
    ),
    "joined_on": Field(
        _("Customer since"),
        ("joined_on", "joined", "入网日期", "入网时间", "开户日期"),
        dated,
        (OwnColumn("joined_on", "date"),),
    ),
    "unit": Field(
        _("Unit"),
        ("unit", "单位", "单元", "组织单元", "归属单位", "分公司", "支局"),
        looked_up("units"),
        (OwnColumn("unit_id", "bigint", lambda row: row.unit),),
    ),
    "grid": Field(
        _("Grid"),
        ("grid", "网格", "网格编号", "网格编码"),
        looked_up("grids"),
        (OwnColumn("grid_id", "bigint", lambda row: row.grid.id if row.grid else None),),
        implies=("unit",),
    ),
    "product": Field(
        _("Product held"),
        ("product", "产品", "产品编码", "业务", "合约", "套餐"),
        looked_up("products"),
        (
            Column("product_id", "bigint", lambda row: row.product.id if row.product else None),
            Column(
                "exclusive_group",
                "text",
                lambda row: row.product.exclusive_group if row.product else None,
            ),
        ),
    ),
    "holding_starts_on": Field(
        _("Held from"),
        ("holding_starts_on", "合约开始", "合约开始日期", "生效日期"),
        dated,
        (Column("starts_on", "date", lambda row: row.holding_starts_on),),
    ),
    "holding_ends_on": Field(
        _("Held until"),
        ("holding_ends_on", "合约到期", "合约到期日期", "合约结束日期", "失效日期"),
        dated,
        (Column("ends_on", "date", lambda row: row.holding_ends_on),),
    ),
    "organisation": Field(
        _("Number of the organisation"),
        ("organisation", "organization", "集团编号", "集团编码", "单位编号"),
        None,
        (Column("organisation", "text"),),
        implies=("role",),
    ),
    "organisation_name": Field(
        _("Name of the organisation"),
        ("organisation_name", "集团名称", "单位名称"),
        text_to(120),
        (Column("organisation_name", "text"),),
    ),
    "role": Field(
        _("Role in the organisation"),
        ("role", "集团角色"),
        chosen(ROLES),
        (Column("link_kind", "text", lambda row: row.role),),
    ),
    "title": Field(
        _("Title in the organisation"), ("title", "职务"), text_to(60), (Column("title", "text"),)
    ),
    "decides": Field(
        _("Place in the decision chain"),
        ("decides", "决策角色", "决策链角色"),
        chosen(DECISION_PLACES),
        (Column("decides", "text"),),
    ),
    "marketing_customer": Field(
        _("Code of the marketing customer"),
        ("marketing_customer", "营销客户编码", "营销客户编号"),
        lambda column, _file: values.code(column),
        (Column("marketing_customer", "text"),),
    ),
    "marketing_name": Field(
        _("Name of the marketing customer"),
        ("marketing_name", "营销客户", "营销客户名称"),
        text_to(120),
        (Column("marketing_name", "text"),),
    ),
    "do_not_contact": Field(
        _("Do not contact"),
        ("do_not_contact", "免打扰"),
        lambda column, _file: contact_classes(column, ("",)),
        (
            Column("do_not_contact", "text[]", lambda row: array(row.do_not_contact)),
            Column(
                "contact_again", "boolean", lambda row: "t" if row.do_not_contact == () else None
            ),
        ),
    ),
    "consent": Field(
        _("Consent"),
        ("consent", "营销同意", "同意营销"),
        lambda column, _file: contact_classes(column, AGREEABLE),
        (
            Column("consent", "text[]", lambda row: array(row.consent)),
            Column("consent_withdrawn", "boolean", lambda row: "t" if row.consent == () else None),
        ),
    ),
}
