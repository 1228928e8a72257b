"""Cells that choose among known words: yes or no, kinds, roles, ways of contact."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from channels.enums import ContactClass
from customers.enums import DecisionPlace, LinkKind, PartyKind
from customers.imports.cells import Cell
from customers.imports.problems import RowProblem
from customers.imports.values import Convert, text_of

YES = frozenset({"1", "y", "yes", "true", "是", "有", "同意"})
NO = frozenset({"0", "n", "no", "false", "否", "无", "不同意"})
KINDS = {
    "person": PartyKind.PERSON,
    "个人": PartyKind.PERSON,
    "organisation": PartyKind.ORGANISATION,
    "organization": PartyKind.ORGANISATION,
    "单位": PartyKind.ORGANISATION,
    "企业": PartyKind.ORGANISATION,
    "集团": PartyKind.ORGANISATION,
}
ROLES = {
    "member": LinkKind.MEMBER,
    "成员": LinkKind.MEMBER,
    "集团成员": LinkKind.MEMBER,
    "key_contact": LinkKind.KEY_CONTACT,
    "key contact": LinkKind.KEY_CONTACT,
    "关键联系人": LinkKind.KEY_CONTACT,
    "关键人": LinkKind.KEY_CONTACT,
}
DECISION_PLACES = {
    "decides": DecisionPlace.DECIDES,
    "决策者": DecisionPlace.DECIDES,
    "决策人": DecisionPlace.DECIDES,
    "advises": DecisionPlace.ADVISES,
    "影响者": DecisionPlace.ADVISES,
    "影响人": DecisionPlace.ADVISES,
    "carries_out": DecisionPlace.CARRIES_OUT,
    "carries out": DecisionPlace.CARRIES_OUT,
    "经办人": DecisionPlace.CARRIES_OUT,
    "uses": DecisionPlace.USES,
    "使用者": DecisionPlace.USES,
    "使用人": DecisionPlace.USES,
}
CONTACTS = {word: one for one in ContactClass for word in one.words}


def one_of(column: str, values: Mapping[str, Any]) -> Convert:
    """A value by its code or name. Raises ``RowProblem`` for what is unknown, or a name that
    several things have (None).
    """

    def convert(cell: Cell) -> Any:
        written = text_of(cell, column)
        if not written:
            return None
        key = written if written in values else written.lower()
        if key not in values:
            raise RowProblem("unknown-value", column=column, value=written[:40])
        if values[key] is None:
            raise RowProblem("ambiguous-value", column=column, value=written[:40])
        return values[key]

    return convert


def contact_classes(column: str, yes: tuple[str, ...]) -> Convert:
    """Ways of contact: a yes stands for ``yes``, a no for none, else a list such as ``sms, call``;
    None where nothing is said.
    """

    def convert(cell: Cell) -> tuple[str, ...] | None:
        written = text_of(cell, column).lower()
        if not written:
            return None
        if written in YES:
            return yes
        if written in NO:
            return ()
        parts = [part for part in re.split(r"[\s,;，；、/]+", written) if part]
        if unknown := [part for part in parts if part not in CONTACTS]:
            raise RowProblem("unknown-value", column=column, value=unknown[0][:40])
        return tuple(sorted({CONTACTS[part] for part in parts}))

    return convert
