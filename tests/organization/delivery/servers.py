"""Real servers on this machine: one that takes mail, one that takes posts."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Posted:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """A web server that keeps what was posted; ``answers`` are taken in turn, the last one for
    ever: status, headers, body.
    """

    url: str = ""
    port: int = 0
    posts: list[Posted] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str], bytes]] = field(
        default_factory=lambda: [(200, {}, b"{}")]
    )


@contextmanager
def receiver() -> Iterator[Receiver]:
    kept = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            kept.posts.append(Posted(self.path, dict(self.headers), self.rfile.read(length)))
            status, headers, body = kept.answers[0]
            if len(kept.answers) > 1:
                kept.answers.pop(0)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept.port = server.server_address[1]
    kept.url = f"http://127.0.0.1:{kept.port}/hook"
    with running(server):
        yield kept


@dataclass
class Mailbox:
    """A mail server that keeps what it took; ``refuse`` answers an address with a code, or None."""

    port: int = 0
    messages: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    refuse: Callable[[str], str | None] = lambda address: None


class MailHandler(socketserver.StreamRequestHandler):
    """As much of SMTP as a client of ours speaks."""

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.say("220 test")
        while line := self.rfile.readline():
            word, _blank, rest = line.decode().strip().partition(" ")
            if word.upper() == "QUIT":
                self.say("221 bye")
                return
            self.say(self.answer(word.upper(), rest))

    def answer(self, word: str, rest: str) -> str:
        kept: Mailbox = self.server.kept
        if word == "RCPT":
            address = rest.partition("<")[2].partition(">")[0]
            if (said := kept.refuse(address)) is not None:
                return said
            kept.recipients.append(address)
        elif word == "DATA":
            self.say("354 go on")
            kept.messages.append(self.message())
        return "250 ok"

    def message(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b"..") else line)
        return message_from_bytes(b"".join(lines), policy=policy.default)


class MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    kept: Mailbox


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    server = MailServer(("127.0.0.1", 0), MailHandler)
    server.kept = kept = Mailbox(port=server.server_address[1])
    with running(server):
        yield kept


@contextmanager
def running(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
