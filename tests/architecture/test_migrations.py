"""Migrations that an older version, which still runs or starts again, can live with."""

from __future__ import annotations

from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField, CreateModel
from django.db.models import NOT_PROVIDED

# Made before the rule; the column has its default by a later migration.
BEFORE = {("campaigns", "0002_proposals", "way_out")}


def test_new_columns_have_database_defaults():
    """An older version writes rows without the column; the database must know what to put there."""
    loader = MigrationLoader(None)
    without = set()
    for (app, name), migration in loader.disk_migrations.items():
        if app not in settings.LOCAL_APPS:
            continue
        made = {one.name.lower() for one in migration.operations if isinstance(one, CreateModel)}
        without |= {
            (app, name, one.name)
            for one in migration.operations
            if isinstance(one, AddField)
            and one.model_name.lower() not in made
            and not one.field.null
            and not one.field.many_to_many
            and not one.field.generated
            and one.field.db_default is NOT_PROVIDED
        }

    assert without == BEFORE
