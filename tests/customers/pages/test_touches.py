"""Telling what was done by a file: uploaded, looked at, taken by a worker."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from common import clock, jobs
from common.models import Job
from customers.imports import job
from customers.imports.speed import speed_of
from customers.models import ImportBatch, Touch
from organization.enums import Role
from organization.models import Unit
from tests.factories.customers import make_customers
from tests.factories.organization import make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    make_customers(2)
    client.force_login(make_user(Role.PLANNER, make_unit("consumer"), language="en"))
    return client


def send(client, text, source="crm"):
    upload = SimpleUploadedFile("done.csv", text.encode())
    return client.post(reverse("customers:touches"), {"source": source, "file": upload})


@pytest.mark.database
def test_a_file_is_looked_at_and_then_taken_by_a_worker(planner):
    sent = send(
        planner, "number,day,什么,way\nN0001,2026-01-01,contact,短信\nX,2026-01-01,visit,\n"
    )
    page = planner.get(sent.url).content.decode()
    assert "Say which columns hold the customer number or phone" in page
    assert "Keep the other columns" not in page

    columns = {
        f"{what}-{place}": value
        for place, (name, field) in enumerate(
            (
                ("number", "number"),
                ("day", "happened_on"),
                ("什么", "kind"),
                ("way", "contact_class"),
            )
        )
        for what, value in (("name", name), ("column", field))
    }
    looked = planner.post(sent.url, {**columns, "do": "preview"}).content.decode()
    assert "campaign contact" in looked
    started = planner.post(sent.url, {**columns, "do": "start", "partial": "on"})
    assert started.status_code == 302
    job.run_import_job(jobs.claim(Job.objects.get(kind=job.JOB).pk))

    batch = ImportBatch.objects.get()
    assert (batch.state, batch.created, batch.rejected) == ("done", 1, 1)
    assert list(Touch.objects.values_list("source", "contact_class")) == [("crm", "sms")]
    result = planner.get(sent.url).content.decode()
    assert "import_touches" in result
    assert "Changed" not in result
    assert (
        "N"
        in planner.get(reverse("customers:import-rejected", args=[batch.stored_as]))
        .getvalue()
        .decode()
    )
    assert "done.csv" in planner.get(reverse("customers:touches")).content.decode()


def test_the_products_own_source_is_refused_at_its_field(planner):
    answer = send(planner, "number,day,kind\nN0001,2026-01-01,visit\n", source="jiepai")

    assert (answer.status_code, ImportBatch.objects.count()) == (422, 0)
    assert "own" in answer.content.decode()


def test_who_only_imports_customers_does_not_see_a_file_of_touches(planner, client):
    url = send(planner, "number,day,kind\nN0001,2026-01-01,visit\n").url
    client.force_login(make_user(Role.ADMINISTRATOR, Unit.objects.get(code="company")))

    assert client.get(url).status_code == 403


def test_how_fast_and_how_long_is_told_while_the_file_is_read():
    now = clock.now()
    batch = ImportBatch(rows=30_000, read_since=now - dt.timedelta(seconds=60))

    with override("en"):
        told = speed_of(batch, Job(progress=20), now=now)

    assert (told.rows, told.per_second, told.minutes_left) == (30_000, 500, 4)
    assert speed_of(batch, Job(progress=0), now=now) is None
    assert speed_of(ImportBatch(rows=3), Job(progress=20), now=now) is None
