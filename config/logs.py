"""Log lines as JSON, one per line, so that line breaks in a message cannot forge a second line."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

from common.outages import is_from_database, sentence

PLAIN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
SCALARS = (str, int, float, bool, type(None))


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        from common.request_numbers import about  # as above

        line |= about()
        line |= {
            key: value
            for key, value in vars(record).items()
            if key not in PLAIN and isinstance(value, SCALARS)
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
        """The traceback, of what a database says only the sentence: its details are whole rows."""
        told = traceback.TracebackException(*ei)
        inner: traceback.TracebackException | None = told
        while inner is not None:
            if inner.exc_type is not None and is_from_database(inner.exc_type):
                inner._str = sentence(str(inner))  # type: ignore[attr-defined]  # no public way
            inner = inner.__cause__ or inner.__context__
        return "".join(told.format()).rstrip()


class WithoutSecrets(logging.Filter):
    """Takes what is secret or about a person out of the addresses that Django writes down."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.") and isinstance(record.args, tuple):
            from common.paths import path_to_log  # the settings, not the apps, read this module

            record.args = tuple(
                path_to_log(one) if isinstance(one, str) and one.startswith("/") else one
                for one in record.args
            )
        return True


def logging_settings(level: str) -> dict[str, object]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLines}},
        "filters": {
            "outages": {"()": "common.outages.OneLine"},
            "without_secrets": {"()": WithoutSecrets},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "json",
                "filters": ["outages", "without_secrets"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
        },
    }
