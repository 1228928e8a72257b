"""The suite itself: how tests are shared out, which database each finds, what runs again on
PostgreSQL 15.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import time
from types import SimpleNamespace

import pytest
from django.db import connection

from common import clock
from common.models import Job
from organization.models import Unit, User
from tests import lanes
from tests.cluster import Given, Kept, Shared, ThrowAway, tables
from tests.databases import EMPTY, SCRATCH, WORLD, kind_for
from tests.live import AT_WORK
from tests.seeds import times
from tools import suite
from tools.launch import ROOT

# What only a test about the database or the queue touches.
ABOUT_DATABASE = re.compile(
    r"transaction=True|transactional_db|\b(?:DatabaseError|IntegrityError|OperationalError)\b"
    r"|\bimport psycopg2|\bRedisServer\(|\bjobs\.(?:claim|register)\(|\.cursor\(\)"
)


def item(path="tests/common/test_a.py", *, fixtures=(), **marks):
    """A collected test, as far as it matters here."""
    known = {name: getattr(pytest.mark, name)(**values).mark for name, values in marks.items()}
    return SimpleNamespace(nodeid=path, fixturenames=list(fixtures), get_closest_marker=known.get)


@pytest.mark.parametrize(
    ("test", "kind"),
    [
        (item(), None),
        (item(django_db={}), EMPTY),
        (item(fixtures=["django_db_setup"]), EMPTY),
        (item(fixtures=["world", "db"]), WORLD),
        (item(fixtures=["world"], django_db={"transaction": True}), SCRATCH),
        (item(fixtures=["transactional_db"]), SCRATCH),
    ],
)
def test_database_of_a_test(test, kind):
    assert kind_for(test) == kind


@pytest.mark.django_db
def test_company_is_empty_unless_asked_for():
    assert not Unit.objects.exists()
    assert not User.objects.exists()


def test_world_is_there_before_the_test(world):
    assert world.planner.username == "planner.consumer"
    assert connection.settings_dict["NAME"].endswith(WORLD)


def test_keys_of_the_kinds_differ(world):
    assert world.planner.pk > 1_000_000


def test_waiting_groups_begin_first_and_large_modules_follow():
    large = [item(f"tests/common/test_kernel.py::test_{n}[a::b]") for n in range(3)]
    small = item("tests/common/test_display.py::test_x")
    waiting = item("tests/setup/test_up.py::test_x")
    drive = [item(f"tests/e2e/test_{name}.py::test_x") for name in ("keyboard", "story", "pages")]

    turn = lanes.in_turn([small, *large, drive[2], waiting, *drive[:2]])

    assert turn == [*drive, waiting, *large, small]
    assert len({lanes.group_of(test.nodeid) for test in turn}) == 5


@pytest.mark.parametrize(
    ("arguments", "workers"),
    [
        ([], "auto"),
        (["-m", suite.ON_OLDEST], "auto"),
        (["tests/preflight", "-k", "grade"], str(os.cpu_count())),
        (["tests/common/test_kernel.py"], None),
        (["tests/common/test_kernel.py::test_x"], None),
        (["tests/common", "-n", "0"], None),
        (["--pdb"], None),
    ],
)
def test_workers_are_as_many_as_the_part_needs(arguments, workers):
    found = suite.workers(arguments)

    assert found[:2] == (["-n", workers] if workers else [])


def test_what_is_about_the_database_is_marked():
    unmarked = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if ABOUT_DATABASE.search(text := path.read_text()) and "mark.database" not in text
    ]

    assert unmarked == []


def test_tables_are_made_once_for_all_workers():
    assert isinstance(tables({}), ThrowAway)
    assert isinstance(tables({"JIEPAI_TEST_TABLES": "postgresql://x@/t"}), Shared)


def test_given_database_is_not_touched():
    given = tables({"DATABASE_URL": "postgresql://ann@db.example:5433/jie%2Fpai?sslmode=require"})

    assert isinstance(given, Given)
    assert given.name == "test_jie/pai"
    assert given.url == "postgresql://ann@db.example:5433/test_jie%2Fpai?sslmode=require"


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.cluster.tempfile.tempdir", str(tmp_path))
    return Kept("thing", "mark")


def test_kept_folder_is_copied(kept, tmp_path):
    assert not kept.copy(tmp_path / "before")

    kept.save(lambda into: (into.mkdir(), (into / "file").write_text("x")))

    assert kept.copy(tmp_path / "after")
    assert (tmp_path / "after" / "file").read_text() == "x"
    assert not list(tmp_path.glob("*half*"))


def test_kept_folder_that_others_may_write_is_not_trusted(kept, tmp_path):
    kept.save(lambda into: into.mkdir())
    kept.place.chmod(0o777)

    assert not kept.copy(tmp_path / "after")


def test_kept_folder_that_nobody_uses_goes(kept):
    kept.save(lambda into: into.mkdir())
    week_ago = time.time() - 7 * 24 * 3600
    os.utime(kept.place, (week_ago, week_ago))

    Kept("thing", "newer").save(lambda into: into.mkdir())

    assert not kept.place.exists()


def test_more_seeds_on_demand(monkeypatch):
    monkeypatch.delenv("JIEPAI_SEEDS")
    assert times(20) == 20

    monkeypatch.setenv("JIEPAI_SEEDS", "10")
    assert times(20) == 200


@pytest.mark.database
@pytest.mark.django_db
def test_a_product_is_quiet_when_nothing_runs_or_is_about_to():
    """What is put off for seconds is still to come; what is done, and the coming midnight, not."""
    now = clock.now()

    def at_work(state, later=0):
        due = now + dt.timedelta(seconds=later)
        Job.objects.create(
            kind="test", key=f"{state}/{later}", state=state, not_before=due, created_at=now
        )
        with connection.cursor() as cursor:
            cursor.execute(AT_WORK)
            return cursor.fetchone()[0]

    counts = [at_work("done"), at_work("failed"), at_work("pending", 3600)]

    assert counts == [0, 0, 0]
    assert [at_work("running"), at_work("pending"), at_work("pending", 5)] == [1, 2, 3]
