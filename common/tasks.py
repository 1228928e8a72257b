"""What the broker's messages call: one task for every kind of job."""

from celery import shared_task

from common import jobs


@shared_task(name="common.run_job", ignore_result=True)
def run_job(*, job_id: int) -> None:
    jobs.heartbeat("worker")
    jobs.run(job_id)
