"""What the broker carries: nudges that say "there is work", never a job.

However long the work or an outage lasts, no more of them lie there than workers could take, and no
more than there is work. One that is lost is replaced at the next sweep.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from celery import current_app
from django.conf import settings

from common import heartbeats, jobs
from common.tasks import work

NOT_FOUND = "404"


class Broker:
    """A connection to the broker, made anew after every trouble."""

    def __init__(self) -> None:
        self.connection: Any = None

    def nudge(self) -> int:
        """Bring the nudges up to what is due, and return how many lie there then.

        Raises whatever the transport raises when the broker is away.
        """
        try:
            lying = self.lying()
            hands = heartbeats.Signs.read().hands()
            missing = len(jobs.due().values_list("pk")[:hands]) - lying
            for _ in range(missing):
                work.apply_async(connection=self.connection, retry=False)
        except Exception:
            self.drop()
            raise
        return lying + max(missing, 0)

    def lying(self) -> int:
        """How many messages nobody took yet; a queue that does not exist is empty."""
        if self.connection is None:
            self.connection = current_app.connection_for_write()
            self.connection.ensure_connection(max_retries=1, interval_start=0, interval_step=0)
        channel = self.connection.default_channel
        try:
            found = channel.queue_declare(current_app.conf.task_default_queue, passive=True)
        except self.connection.channel_errors as error:
            if str(getattr(error, "reply_code", "")) == NOT_FOUND:
                return 0
            raise
        return int(found.message_count)

    def drop(self) -> None:
        connection, self.connection = self.connection, None
        if connection is not None:
            with suppress(Exception):
                connection.release()
        remove_empty_messages()


def remove_empty_messages() -> None:
    """A full disk leaves message files without a message, which no worker can read."""
    folder = settings.CELERY_BROKER_TRANSPORT_OPTIONS.get("data_folder_out")
    with suppress(OSError):
        for file in Path(str(folder)).glob("*.msg") if folder else ():
            if file.stat().st_size == 0:
                file.unlink()
