"""What the broker's messages call: one task, whatever there is to do."""

from typing import Any

from celery import shared_task

from common import heartbeats, jobs


@shared_task(name="common.work", bind=True, ignore_result=True)
def work(self: Any) -> None:
    heartbeats.took(heartbeats.worker(self.request.hostname or ""))
    jobs.work_for()
