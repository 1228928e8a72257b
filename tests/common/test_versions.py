from __future__ import annotations

import pytest
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from common.versions import refuse_newer_database, unfit

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def record(app: str, name: str) -> None:
    MigrationRecorder(connection).migration_qs.create(pk=100_000, app=app, name=name)


@pytest.fixture
def newer():
    record("campaigns", "9999_from_the_future")


def complaints():
    return [str(one.msg) for one in run_checks(tags=[Tags.database], databases=["default"])]


def test_this_database_fits():
    assert complaints() == []
    refuse_newer_database()


def test_an_older_version_does_not_start_on_a_newer_database(newer, monkeypatch):
    monkeypatch.setattr(connection, "close", lambda: None)  # of the test's transaction

    with pytest.raises(SystemExit, match=r"newer version of Jiepai.*9999_from_the_future"):
        refuse_newer_database()


def test_an_older_version_does_not_migrate_a_newer_database(newer):
    with pytest.raises(SystemCheckError, match="newer version of Jiepai"):
        call_command("migrate", interactive=False, verbosity=0, skip_checks=False)


def test_packages_of_others_are_not_ours_to_judge():
    record("elsewhere", "0001_initial")

    assert complaints() == []


def test_a_database_that_does_not_fit_is_refused_in_words():
    ascii_, without_rights = unfit("SQL_ASCII", "jiepai", may_create=False)

    assert "encoding is SQL_ASCII" in str(ascii_.msg)
    assert 'GRANT CREATE ON SCHEMA public TO "jiepai"' in str(without_rights.msg)
    assert unfit("UTF8", "jiepai", may_create=True) == []
