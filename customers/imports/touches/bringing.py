"""Staged touches, set by set, into the record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection

from common import locks
from common.errors import Refused
from customers import access
from customers.imports.problems import Unusable
from customers.imports.staging import ROUGHLY, Merged
from customers.imports.subject import Conflict, Setting
from customers.imports.touches import statements
from customers.lookups import note_counted
from customers.months import make_months
from customers.touch_checks import meant
from organization.models import Unit, User
from organization.permissions import Permission

MOST_MONTHS = 60  # further ones wait with the rest for the next day
Found = tuple[int, str, str]  # line, number, value


def run(statement: str, params: dict[str, Any] | None = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return int(cursor.rowcount)


def rows(statement: str, params: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return list(cursor.fetchall())


def prepare(setting: Setting) -> None:
    """Find whom each number means, put on record that phones were asked for, and have the months
    that the rows lie in. Raises ``Unusable`` for more phones than one may ask for.
    """
    actor = setting.actor
    if setting.who and actor is None:
        raise Unusable("crashed")  # nobody knows any more of whom they might tell
    run("DROP TABLE IF EXISTS import_named")
    run(ROUGHLY)
    run("ANALYZE import_row")
    run(statements.NAMED, {"units": units_of(actor)})
    run("ANALYZE import_named")
    ((phones, found),) = rows(statements.PHONES)
    if phones and actor is not None:
        try:
            note_counted(phones, found, f"import {setting.batch or ''}", actor=actor)
        except Refused as refusal:
            params = refusal.reasons[0].params
            raise Unusable("too-many-lookups", most=params.get("most", "")) from refusal
    months = sorted(first for (first,) in rows(statements.MONTHS))
    make_months(months[-MOST_MONTHS:])


def units_of(actor: User | None) -> list[int] | None:
    """The units of whose customers the actor may tell; None for all, as on the command line."""
    if actor is None or access.sees_all_customers(actor, Permission.RECORD_TOUCHES):
        return None
    units = Unit.objects.filter(actor.scope(Permission.RECORD_TOUCHES).q())
    return sorted(units.values_list("pk", flat=True))


def take_conflicts(setting: Setting) -> Iterable[Conflict]:
    """Remove the staged rows that cannot be taken."""
    locks.advisory(f"touches {setting.source}")
    run(statements.CODES)
    fill_codes()
    run(statements.WHOLE)
    run(ROUGHLY)
    run("ANALYZE import_touch")
    run(statements.AGAIN)
    run("ANALYZE import_again")
    found: dict[int, Conflict] = {}

    def note(case: str, wrong: Iterable[Found], **params: str) -> None:
        for line, number, value in wrong:
            found.setdefault(line, Conflict(line, number, case, {**params, "value": value}))

    note("unknown-customer", rows(statements.NOBODY))
    note("shared-phone", rows(statements.SHARED))
    for name, statement in statements.UNKNOWN_CODES.items():
        if name in setting.columns.fields:
            note("unknown-value", rows(statement), column=setting.header(name))
    params = {"source": setting.source}
    note("told-otherwise", rows(statements.TOLD_TWICE))
    note("told-otherwise", rows(statements.TOLD_BEFORE, params))
    if found:
        run("DELETE FROM import_touch WHERE line = ANY(%(lines)s)", {"lines": list(found)})
    return [found[line] for line in sorted(found)]


def fill_codes() -> None:
    """What the texts mean that name something of an upper floor."""
    campaigns = meant("campaign", texts("campaign"))
    owners = meant("unit", set(campaigns.values()))
    resources = meant("resource", texts("resource"))
    codes = [("campaign", text, code, owners.get(code)) for text, code in campaigns.items()]
    codes += [("resource", text, text, None) for text in resources]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO import_code VALUES (%s, %s, %s, %s)", codes)


def texts(name: str) -> set[str]:
    return {text for (text,) in rows(statements.TEXTS.format(name=name))}


def merge(setting: Setting) -> Merged:
    """Append what is new; what was told before is counted."""
    done = Merged()
    params = {"source": setting.source, "who": setting.who}
    done.repeated = run(statements.REPEATED)
    done.unchanged = run(statements.KNOWN, params)
    done.created = run(statements.INSERT, params)
    run("DROP TABLE import_touch, import_again, import_code")
    return done
