"""Who asks: the real client behind the proxies that this installation trusts."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FORWARDED = (*(f"HTTP_X_FORWARDED_{one}" for one in ("FOR", "PROTO", "HOST")), "HTTP_FORWARDED")
ONE_HOUSEHOLD = 64  # bits: an IPv6 client has at least such a network to itself


class RealClient:
    """Puts the client's address where everything looks for it (limits, access log, audit trail).

    Each of ``settings.PROXIES`` proxies appends the address that it was asked from, so the last so
    many entries of X-Forwarded-For are theirs and whatever stands before them is the client's own
    word. From anybody but a trusted proxy no such header is believed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        meta = request.META
        if is_trusted(meta.get("REMOTE_ADDR", "")):
            said = meta.get("HTTP_X_FORWARDED_FOR", "").split(",")
            named = without_port(said[-settings.PROXIES]) if len(said) >= settings.PROXIES else ""
            meta["REMOTE_ADDR"] = named or meta.get("REMOTE_ADDR", "")
            meta.pop("HTTP_X_FORWARDED_FOR", None)
        else:
            for name in FORWARDED:
                meta.pop(name, None)
        return self.get_response(request)


def is_trusted(peer: str) -> bool:
    """Whether the peer is one of our proxies; one that asks through a socket has no address."""
    if not settings.PROXIES:
        return False
    trusted: list[IPv4Network | IPv6Network] = settings.TRUSTED_PROXIES
    try:
        address = ip_address(peer) if peer else None
    except ValueError:
        return False
    return address is None or any(address in network for network in trusted)


def without_port(said: str) -> str:
    """An address as proxies write it (1.2.3.4:5678, [2001:db8::1]:80), alone; nothing where it is
    none.
    """
    text = said.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ip_address(text))
    except ValueError:
        return ""


def client_of(request: HttpRequest) -> str:
    """The address by which a client is counted; for IPv6 its network."""
    text = without_port(request.META.get("REMOTE_ADDR", ""))
    if text and isinstance(ip_address(text), IPv6Address):
        return str(IPv6Network((text, ONE_HOUSEHOLD), strict=False).network_address)
    return text
