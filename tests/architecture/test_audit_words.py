"""Whatever is written into the audit trail has a word for those who read it."""

from __future__ import annotations

import ast
from functools import cache
from importlib import import_module
from itertools import product
from pathlib import Path

from common import audit_details, audit_labels
from tools.catalogues import ROOT

APPS = (
    "campaigns",
    "channels",
    "comms",
    "customers",
    "desk",
    "operations",
    "findings",
    "organization",
    "preflight",
    "resources",
)


@cache
def sources() -> list[tuple[Path, ast.Module]]:
    """The modules that write into the trail, parsed."""
    paths = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    return [(path, ast.parse(path.read_text())) for path in paths if "migrations" not in path.parts]


def recorded() -> set[tuple[str, str]]:
    """Type of object and action of every call that writes both as texts or as constants of its
    module.
    """
    found = set()
    for path, tree in sources():
        names = vars(import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)))

        def texts(node: ast.AST, names: dict[str, object] = names) -> set[str]:
            if any(isinstance(one, ast.JoinedStr) for one in ast.walk(node)):
                return set()
            parts = [
                one.value if isinstance(one, ast.Constant) else names.get(getattr(one, "id", ""))
                for one in ast.walk(node)
            ]
            return {one for one in parts if isinstance(one, str)}

        for node in ast.walk(tree):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if called not in {"written", "write.written", "audit.record"} or not node.args:
                continue
            kind = next((one.value for one in node.keywords if one.arg == "object_type"), None)
            kind = kind or next(iter(node.args[1:2]), None)
            if kind is not None:
                found |= set(product(texts(kind), texts(node.args[0])))
    return found


def detail_keys() -> set[str]:
    """The keys that are written as constants into ``details``."""
    found = set()
    for _path, tree in sources():
        for node in ast.walk(tree):
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


def test_every_action_has_a_word() -> None:
    actions = recorded()

    assert len(actions) > 40
    assert {one for one in actions if not audit_labels.knows(*one)} == set()


def test_what_nobody_names_stays_as_it_is() -> None:
    assert audit_labels.action_word("comet", "pass") == "pass"
    assert audit_labels.object_word("comet") == "comet"
    assert audit_labels.state_word("campaign", "nova") == "nova"
