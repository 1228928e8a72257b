"""The web server: what it writes down of requests, and how it answers those that reach no view."""

from __future__ import annotations

import datetime as dt
import json
import socket
from typing import Any

from gunicorn import util
from gunicorn.glogging import Logger

from common.paths import path_to_log
from common.request_numbers import HEADER

TOO_LONG = 414
SENTENCES = {
    TOO_LONG: "地址过长。 The address is too long.",
    431: "请求头过大。 The headers are too large.",
}
OTHERWISE = "无法读取这个请求。 The request cannot be read."


class AccessLog(Logger):
    """Writes neither query strings nor secrets of addresses nor the page before: they may name
    customers, and a feed's address opens it to whoever reads it.
    """

    def atoms(
        self, resp: Any, req: Any, environ: dict[str, Any], request_time: dt.timedelta
    ) -> dict[str, Any]:
        found: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        path = path_to_log(str(environ.get("PATH_INFO", "")))
        line = f"{environ.get('REQUEST_METHOD')} {path} {environ.get('SERVER_PROTOCOL')}"
        return found | {"U": path, "q": "", "r": line, "f": "-", "{referer}i": "-"}

    def access(
        self, resp: Any, req: Any, environ: dict[str, Any], request_time: dt.timedelta
    ) -> None:
        """One line of JSON, in the clock of all other lines, with the number of the request."""
        if not self.access_log_enabled:
            return
        found = self.atoms(resp, req, environ, request_time)
        answered = dict(resp.headers)
        line = {
            "at": dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"),
            "level": "info",
            "logger": "access",
            "message": f"{found['r']} {found['s']}",
            "request": answered.get(HEADER, ""),
            "client": found["h"],
            "method": environ.get("REQUEST_METHOD"),
            "path": found["U"],
            "status": int(found["s"]),
            "bytes": found["B"],
            "ms": round(request_time.total_seconds() * 1000, 1),
        }
        self.access_log.info(json.dumps(line, ensure_ascii=False))

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        shown = [
            path_to_log(one) if isinstance(one, str) and one.startswith("/") else one
            for one in args
        ]
        super().exception(msg, *shown, **kwargs)


def write_error(sock: socket.socket, status_int: int, reason: str, mesg: str) -> None:
    """What gunicorn answers where it cannot read a request: the API's shape instead of HTML. In
    both languages, for nobody knows yet who asks.
    """
    kind = "client_error" if status_int < 500 else "server_error"
    detail = SENTENCES.get(status_int, OTHERWISE)
    code = reason.lower().replace(" ", "-")
    body = json.dumps(
        {"type": kind, "errors": [{"code": code, "detail": detail, "attr": None}]},
        ensure_ascii=False,
    ).encode()
    head = (
        f"HTTP/1.1 {status_int} {reason}\r\nConnection: close\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    util.write_nonblock(sock, head.encode("latin-1") + body)


# gunicorn offers no setting for it: its workers call this function of the module.
util.write_error = write_error
