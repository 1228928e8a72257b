"""A Redis of our own for tests and continuous integration: a unix socket in a private folder,
nothing on disk, no port.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from pathlib import Path

from tools import children
from tools.console import Trouble

START_SECONDS = 10


class RedisServer:
    def __init__(self, folder: Path) -> None:
        self.socket = folder / "redis.sock"
        self.log = folder / "redis.log"
        self.url = f"redis+socket://{self.socket}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        program = shutil.which("redis-server")
        if program is None:
            raise Trouble("No redis-server was found; install the package redis-server.")
        options = (
            "--port",
            "0",
            "--unixsocket",
            str(self.socket),
            "--unixsocketperm",
            "700",
            "--save",
            "",
            "--maxmemory-policy",
            "noeviction",
        )
        self.process = children.start([program, *options], log=self.log, cwd=self.socket.parent)
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise Trouble(f"Redis did not start; the reason stands in {self.log}.")
            time.sleep(0.02)

    def answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self.socket))
                probe.sendall(b"PING\r\n")
                return probe.recv(16).startswith(b"+PONG")
            except OSError:
                return False

    def stop(self) -> None:
        if self.process is not None:
            children.stop(self.process, patience=5)
            self.process = None
