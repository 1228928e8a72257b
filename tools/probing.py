"""Whether the product answers, and at which port."""

from __future__ import annotations

import http.client
import json
import socket
import urllib.request

from tools.console import Trouble


def open_jobs(port: int) -> int:
    """How many jobs are due or under way; none where nobody says so."""
    try:
        with opener().open(f"http://127.0.0.1:{port}/health/ready", timeout=5) as reply:
            return int(json.load(reply).get("open_jobs", 0))
    except (OSError, http.client.HTTPException, ValueError):
        return 0


def answers(url: str) -> bool:
    try:
        with opener().open(url, timeout=5) as reply:
            return bool(reply.status == 200)
    except (OSError, http.client.HTTPException):
        return False


def opener() -> urllib.request.OpenerDirector:
    """Asks this machine itself, whatever proxy the environment names."""
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))


def free_port(port: int) -> int:
    """The port itself when nothing listens on it; for 0 one that is free."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Trouble(
                f"Port {port} may not be used by the current user; take one above 1023 with --port."
            ) from None
        except OSError:
            raise Trouble(
                f"Port {port} is taken by another program; choose another one with --port."
            ) from None
        chosen: int = probe.getsockname()[1]
        return chosen
