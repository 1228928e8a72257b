"""A POST to an address that somebody typed: never into a private network, nowhere else than asked,
bounded in time and size. What is checked is the very address that is connected to, so that a name
which answers differently the second time gains nothing.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from organization.delivery.failures import Failed

SECONDS = 5
DEADLINE = 15
MOST_BYTES = 64 * 1024
PORTS = {"https": 443, "http": 80}
# Beside its own, a scheme takes only ports that no well-known service listens on.
FIRST_FREE_PORT = 1024
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes


def checked_url(url: str) -> SplitResult:
    """The parts of an address that may be asked. Raises ``Failed``."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Failed("port") from error
    if parts.scheme not in PORTS:
        raise Failed("scheme")
    if not parts.hostname or parts.username is not None or parts.password is not None:
        raise Failed("host")
    if port is not None and port != PORTS[parts.scheme] and port < FIRST_FREE_PORT:
        raise Failed("port")
    return parts


def is_allowed(address: Address) -> bool:
    """Whether an address is out in the world, or in a network that the settings allow."""
    inside = getattr(address, "ipv4_mapped", None) or address
    if any(inside in network for network in settings.WEBHOOK_NETWORKS):
        return True
    return inside.is_global and not inside.is_multicast


def address_of(host: str, port: int) -> str:
    """The address to connect to. Raises ``Failed`` where any that the name has is not allowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Failed("unknown-host", host) from error
    addresses = [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    if not all(is_allowed(one) for one in addresses):
        raise Failed("private", host)
    return str(addresses[0])


class Connection(http.client.HTTPConnection):
    """A connection to an address that was looked at before; TLS asks for the name's certificate."""

    def __init__(self, host: str, port: int, address: str, *, is_safe: bool) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self.address, self.is_safe = address, is_safe

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        if self.is_safe:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Send it once and read the answer. Raises ``Failed``: what is not allowed, what did not
    answer, a redirection; other statuses are the answer's.
    """
    parts = checked_url(url)
    host, port = str(parts.hostname), parts.port or PORTS[parts.scheme]
    connection = Connection(host, port, address_of(host, port), is_safe=parts.scheme == "https")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("POST", path, body, dict(headers))
        return _read(connection, host)
    except ssl.SSLError as error:
        raise Failed("tls", host) from error
    except TimeoutError as error:
        raise Failed("timeout", host) from error
    except (OSError, http.client.HTTPException) as error:
        raise Failed("refused" if isinstance(error, OSError) else "broken", host) from error
    finally:
        connection.close()


def _read(connection: Connection, host: str) -> Answer:
    answer = connection.getresponse()
    if answer.status in range(300, 400):
        raise Failed("redirect", answer.status)
    end, body = time.monotonic() + DEADLINE, b""
    while len(body) < MOST_BYTES and (part := answer.read1(MOST_BYTES - len(body))):
        body += part
        if time.monotonic() > end:
            raise Failed("timeout", host)
    return Answer(answer.status, body)
