"""Every module here holds one rule; being here is all it needs."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from preflight.rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """One instance of each rule of this package, by code, those that read others' findings last."""
    found = []
    for module_info in pkgutil.iter_modules(__path__):
        module = import_module(f"{__name__}.{module_info.name}")
        found += [
            value()
            for value in vars(module).values()
            if isinstance(value, type)
            and issubclass(value, Rule)
            and value.__module__ == module.__name__
        ]
    return tuple(sorted(found, key=lambda rule: (rule.runs_last, rule.code)))
