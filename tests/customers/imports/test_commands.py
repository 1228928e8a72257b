"""Uploads, the import job and the command line."""

from __future__ import annotations

import datetime as dt
import hashlib
from io import StringIO

import pytest
from django.core.management import call_command

from common import clock, jobs
from common.errors import Refused
from common.models import AuditEvent, Change, Job, JobState
from customers.imports import commands, files
from customers.imports.job import LeaseLost, mark_import_failed, run_import_job
from customers.imports.mapping import Mapping
from customers.imports.problems import error_text
from customers.models import Customer, ImportBatch
from organization.enums import Role
from tests.factories.organization import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TABLE = b"number,arpu\nA,1\nB,2\n"
NUMBER = Mapping({"number": "number", "arpu": "arpu"})


@pytest.fixture
def planner(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return make_user(Role.PLANNER)


def upload(planner, content=TABLE, name="customers.csv"):
    return commands.keep_upload(actor=planner, name=name, chunks=[content[:5], content[5:]])


def start(batch, planner, mapping=NUMBER, **options):
    return commands.start_import(batch_id=batch.pk, mapping=mapping, actor=planner, **options)


def test_upload_then_job_imports_and_tells(planner, django_capture_on_commit_callbacks):
    batch = upload(planner, name="../../etc/客户.csv")
    assert (batch.file_name, batch.digest, batch.encoding) == (
        "客户.csv",
        hashlib.sha256(TABLE).hexdigest(),
        "utf-8",
    )

    start(batch, planner)
    with django_capture_on_commit_callbacks(execute=True):
        assert jobs.drain()

    batch.refresh_from_db()
    assert (batch.state, batch.rows, batch.created, batch.rejected) == ("done", 2, 2, 0)
    assert Customer.objects.count() == 2
    assert AuditEvent.objects.filter(
        action="customers.import", actor=planner.username, details__created=2
    ).exists()
    assert Change.objects.filter(kind="customers", operation="import").count() == 1
    assert list(files.folder().iterdir()) == []


def test_same_file_again_changes_nothing_and_is_not_announced(planner):
    for _ in range(2):
        start(upload(planner), planner)
        jobs.drain()

    assert list(ImportBatch.objects.order_by("pk").values_list("created", "unchanged")) == [
        (2, 0),
        (0, 2),
    ]
    assert Change.objects.filter(kind="customers").count() == 1


def test_rejected_rows_fail_the_batch_and_can_be_started_again(planner):
    batch = upload(planner, b"number,arpu\nA,1\nB,x\n")
    start(batch, planner)
    jobs.drain()
    batch.refresh_from_db()
    assert (batch.state, batch.rejected, Customer.objects.count()) == ("failed", 1, 0)
    assert "1" in error_text(batch.error)
    assert (files.folder() / batch.rejects_file).exists()

    start(batch, planner, partial=True)
    jobs.drain()

    batch.refresh_from_db()
    assert (batch.state, batch.created, batch.rejected, batch.error) == ("done", 1, 1, "")


@pytest.mark.parametrize("content", [b"", b"<html>", b"number\n", b"PK\x03\x04"])
def test_unusable_upload_is_refused_and_leaves_no_file(planner, content):
    with pytest.raises(Refused) as refusal:
        upload(planner, content)

    assert refusal.value.status == 422
    assert list(files.folder().iterdir()) == []
    assert not ImportBatch.objects.exists()


def test_upload_that_grows_too_large_is_refused(planner, monkeypatch):
    monkeypatch.setattr(commands, "MAX_UPLOAD", 10)

    with pytest.raises(Refused) as refusal:
        upload(planner)

    assert refusal.value.status == 413
    assert list(files.folder().iterdir()) == []


@pytest.mark.parametrize(
    "role", [Role.BRANCH_VIEWER, Role.LEADERSHIP, Role.ACCOUNT_MANAGER, Role.AUDITOR]
)
def test_other_roles_may_not_import(planner, role):
    outsider, batch = make_user(role), upload(planner)

    colleague = make_user(Role.PLANNER)
    for attempt in (
        lambda: upload(outsider),
        lambda: start(batch, outsider),
        lambda: commands.discard_import(batch_id=batch.pk, actor=outsider),
        lambda: commands.discard_import(batch_id=batch.pk, actor=colleague),
    ):
        with pytest.raises(Refused) as refusal:
            attempt()
        assert refusal.value.status == 403
    assert ImportBatch.objects.get().state == "previewed"


@pytest.mark.parametrize(
    ("mapping", "status"),
    [(Mapping({}), None), (Mapping({"number": "nothing"}), 422), (Mapping({"name": "arpu"}), 422)],
)
def test_mapping_must_fit_before_the_job_is_made(planner, mapping, status):
    batch = upload(planner)

    if status is None:
        start(batch, planner, mapping)
        assert Job.objects.count() == 1
    else:
        with pytest.raises(Refused) as refusal:
            start(batch, planner, mapping)
        assert refusal.value.status == status
        assert not Job.objects.exists()


def test_double_start_makes_one_job(planner):
    batch, twin = upload(planner), upload(planner)
    start(batch, planner)

    for again in (batch, twin):
        with pytest.raises(Refused) as refusal:
            start(again, planner)
        assert refusal.value.status == 409
    assert Job.objects.count() == 1


def test_discard_takes_the_file_away_but_not_what_is_done(
    planner, django_capture_on_commit_callbacks
):
    batch, done = upload(planner), upload(planner)
    start(done, planner)
    jobs.drain()

    with django_capture_on_commit_callbacks(execute=True):
        commands.discard_import(batch_id=batch.pk, actor=planner)

    assert list(ImportBatch.objects.all()) == [done]
    with pytest.raises(Refused):
        commands.discard_import(batch_id=done.pk, actor=planner)


def test_old_uploads_and_rejected_rows_are_removed(planner, django_capture_on_commit_callbacks):
    kept, old = upload(planner), upload(planner)
    long_ago = clock.now() - dt.timedelta(days=8)
    ImportBatch.objects.filter(pk=old.pk).update(created_at=long_ago)
    rejects = files.folder() / "0123.rejected"
    rejects.write_text("[]")
    done = ImportBatch.objects.create(
        file_name="x.csv",
        digest="x",
        stored_as="0124",
        state="done",
        rejects_file=rejects.name,
        started_by=planner.username,
        created_at=long_ago,
    )

    with django_capture_on_commit_callbacks(execute=True):
        commands.remove_old_files(clock.now())

    done.refresh_from_db()
    assert set(ImportBatch.objects.all()) == {kept, done}
    assert (done.rejects_file, rejects.exists()) == ("", False)
    assert not (files.folder() / old.stored_as).exists()
    assert (files.folder() / kept.stored_as).exists()


def test_upload_that_vanished_fails_the_batch(planner):
    batch = upload(planner)
    start(batch, planner)
    (files.folder() / batch.stored_as).unlink()

    jobs.drain()

    assert error_text(ImportBatch.objects.get().error)
    assert Job.objects.get().state == JobState.DONE


def test_job_that_was_lost_writes_nothing(planner, monkeypatch):
    batch = upload(planner)
    _batch, job = start(batch, planner)
    held = jobs.claim(job.pk)
    Job.objects.filter(pk=job.pk).update(attempt=2)

    with pytest.raises(LeaseLost):
        run_import_job(held)

    assert not Customer.objects.exists()
    assert ImportBatch.objects.get().state == "running"


def test_job_whose_attempts_all_failed_says_so(planner):
    batch = upload(planner)
    _batch, job = start(batch, planner)

    mark_import_failed(job)

    batch.refresh_from_db()
    assert batch.state == "failed"
    assert error_text(batch.error)


# The command line
# ------------------------------------------------------------------------------


def command(*arguments):
    """Run it; (exit code, what it said)."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_customers", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as end:
        return end.code, out.getvalue() + err.getvalue()
    return 0, out.getvalue() + err.getvalue()


@pytest.fixture
def table(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    path = tmp_path / "customers.csv"
    path.write_bytes(TABLE)
    return path


def test_command_imports_once(table):
    assert command(table)[0] == 0
    code, said = command(table)

    assert code == 0
    assert Customer.objects.count() == 2
    assert list(
        ImportBatch.objects.order_by("pk").values_list("state", "created", "unchanged")
    ) == [("done", 2, 0), ("done", 0, 2)]
    assert "utf-8" in said


def test_command_dry_run_shows_rows_masked_and_changes_nothing(table):
    table.write_text("number,name,phone\nA,王小明,13800138000\n", encoding="utf-8")

    code, said = command(table, "--dry-run")

    assert code == 0
    assert "王**" in said
    assert "138****8000" in said
    assert not Customer.objects.exists()
    assert not ImportBatch.objects.exists()


def test_command_with_rejected_rows(table, tmp_path):
    table.write_text("number,arpu\nA,1\nB,x\n", encoding="utf-8")
    target = tmp_path / "out.csv"

    assert command(table, "--rejected", target)[0] == 1
    assert not Customer.objects.exists()
    assert target.read_text(encoding="utf-8-sig").splitlines()[1].startswith("3,")
    assert command(table, "--partial")[0] == 1
    assert Customer.objects.get().number == "A"
    assert command(table, "--dry-run")[0] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--sheet", "x", "--encoding", "klingon"], id="unknown encoding"),
        pytest.param(["--mapping", "no-such-file.toml"], id="no mapping file"),
    ],
)
def test_command_that_cannot_be_done(table, arguments):
    assert command(table, *arguments)[0] == 2
    assert not ImportBatch.objects.exists()


def test_command_on_a_file_without_a_number_column(table):
    table.write_text("rownames,state\n1,KS\n", encoding="utf-8")

    assert command(table)[0] == 2


def test_command_takes_mapping_and_its_options(table, tmp_path):
    table.write_bytes("编号,开户,说明\n1,2015/3/1,x\n".encode("gb18030"))
    mapping = tmp_path / "m.toml"
    mapping.write_text(
        "[columns]\nnumber='编号'\njoined_on='开户'\n[options]\ndate_format='YYYY/M/D'\nnumber_prefix='X-'\nkeep_unmapped=true",
        encoding="utf-8",
    )

    assert command(table, "--mapping", mapping)[0] == 0
    customer = Customer.objects.get()
    assert (customer.number, str(customer.joined_on), customer.attributes) == (
        "X-1",
        "2015-03-01",
        {"说明": "x"},
    )
