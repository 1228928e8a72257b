"""Whether this version of the product fits the database that it is given."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.loader import MigrationLoader

logger = logging.getLogger(__name__)


def unknown_migrations() -> list[str]:
    """What a newer version did to this database, as app.name."""
    loader = MigrationLoader(connection, ignore_no_migrations=True)
    ours = set(settings.LOCAL_APPS)
    unknown = set(loader.applied_migrations) - set(loader.disk_migrations)
    return sorted(f"{app}.{name}" for app, name in unknown if app in ours)


def sentence(unknown: list[str]) -> str:
    return (
        "This database was made by a newer version of Jiepai, which knows"
        f" {', '.join(unknown[:3])}{' and more' if len(unknown) > 3 else ''}. Start that version,"
        " or restore the backup from before the upgrade."
    )


def refuse_newer_database() -> None:
    """End the process where an older version would write rows that the newer one cannot read. A
    database that is away is asked by whoever serves from it.
    """
    try:
        unknown = unknown_migrations()
    except DatabaseError:
        return
    finally:
        connection.close()
    if unknown:
        logger.critical(sentence(unknown))
        sys.exit(f"jiepai: {sentence(unknown)}")


@register(Tags.database)
def database_fits(databases: Sequence[str] | None = None, **rest: Any) -> list[CheckMessage]:
    """Asked before a migration: a newer database, another encoding and a role that may not make
    tables are refused before anything is changed.
    """
    if not databases:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_encoding'), current_user,"
            " has_schema_privilege(current_user, 'public', 'CREATE')"
        )
        encoding, role, may_create = cursor.fetchone()
    found = unfit(encoding, role, may_create=may_create)
    if unknown := unknown_migrations():
        found.append(Error(sentence(unknown), id="jiepai.E001"))
    return found


def unfit(encoding: str, role: str, *, may_create: bool) -> list[CheckMessage]:
    """What speaks against a database with this encoding, used by this role."""
    found: list[CheckMessage] = []
    if encoding != "UTF8":
        found.append(
            Error(
                f"The database's encoding is {encoding}, but must be UTF8, or Chinese text is"
                " damaged. Make it anew: CREATE DATABASE jiepai ENCODING 'UTF8' TEMPLATE"
                " template0.",
                id="jiepai.E002",
            )
        )
    if not may_create:
        found.append(
            Error(
                f"The role {role} may not make tables in the schema public. Let its owner say:"
                f' GRANT CREATE ON SCHEMA public TO "{role}".',
                id="jiepai.E003",
            )
        )
    return found
