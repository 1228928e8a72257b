"""Whatever is written into the audit trail has a word for those who read it."""

from __future__ import annotations

import ast

import pytest

from common import audit_details, audit_labels
from tools.catalogues import ROOT

APPS = (
    "campaigns",
    "channels",
    "comms",
    "customers",
    "desk",
    "organization",
    "preflight",
    "resources",
)


def recorded() -> set[tuple[str, str]]:
    """Type of object and action of every call that writes both as constants."""
    found = set()
    for path in (path for app in APPS for path in (ROOT / app).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func) == "audit.record"
                and node.args
            ):
                kinds = [
                    one.value.value
                    for one in node.keywords
                    if one.arg == "object_type" and isinstance(one.value, ast.Constant)
                ]
                actions = [
                    one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant)
                ]
                found |= {(str(kind), str(action)) for kind in kinds for action in actions}
    return found


def detail_keys() -> set[str]:
    """The keys that are written as constants into ``details``."""
    found = set()
    for path in (path for app in APPS for path in (ROOT / app).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            value: ast.AST | None = None
            if isinstance(node, ast.keyword) and node.arg == "details":
                value = node.value
            elif isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                names = {ast.unparse(target) for target in targets}
                value = node.value if names & {"details", "step.details"} else None
            for part in ast.walk(value) if value is not None else ():
                if isinstance(part, ast.Dict):
                    found |= {str(key.value) for key in part.keys if isinstance(key, ast.Constant)}
    return found


def test_every_detail_has_a_word() -> None:
    keys = detail_keys() - {audit_details.CHANGES}

    assert len(keys) > 30
    assert keys <= set(audit_details.KEYS)


@pytest.mark.parametrize(("kind", "action"), sorted(recorded()))
def test_action_has_a_word(kind: str, action: str) -> None:
    assert audit_labels.knows(kind, action)


def test_what_nobody_names_stays_as_it_is() -> None:
    assert audit_labels.action_word("comet", "pass") == "pass"
    assert audit_labels.object_word("comet") == "comet"
    assert audit_labels.state_word("campaign", "nova") == "nova"
