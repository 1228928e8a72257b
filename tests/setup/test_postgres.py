import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import is_psycopg3


@pytest.mark.django_db
def test_database_is_postgresql_15_or_newer():
    assert connection.cursor().connection.server_version >= 150000


def test_driver_is_psycopg2():
    assert not is_psycopg3
