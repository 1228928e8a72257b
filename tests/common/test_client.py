from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from common.client import RealClient, client_of, without_port


def seen(settings, *, proxies, peer, said=None, **headers):
    """The address that the product goes by."""
    settings.PROXIES = proxies
    extra = {"HTTP_X_FORWARDED_FOR": said} if said is not None else {}
    request = RequestFactory().get("/", REMOTE_ADDR=peer, **extra, **headers)
    RealClient(lambda request: HttpResponse())(request)
    return request.META


@pytest.mark.parametrize(
    ("proxies", "peer", "said", "address"),
    [
        (0, "203.0.113.7", "10.0.0.1", "203.0.113.7"),
        (0, "127.0.0.1", "10.0.0.1", "127.0.0.1"),
        (1, "127.0.0.1", "203.0.113.7", "203.0.113.7"),
        (1, "172.18.0.1", "10.0.0.1, 203.0.113.7", "203.0.113.7"),
        (2, "172.18.0.1", "10.0.0.1, 203.0.113.7, 10.1.1.1", "203.0.113.7"),
        (2, "172.18.0.1", "203.0.113.7", "172.18.0.1"),
        (1, "", "203.0.113.7:4711", "203.0.113.7"),
        (1, "127.0.0.1", "nonsense", "127.0.0.1"),
        (1, "127.0.0.1", None, "127.0.0.1"),
        (1, "203.0.113.9", "10.0.0.1", "203.0.113.9"),
    ],
)
def test_real_client(settings, proxies, peer, said, address):
    assert seen(settings, proxies=proxies, peer=peer, said=said)["REMOTE_ADDR"] == address


def test_a_stranger_claims_no_scheme(settings):
    meta = seen(settings, proxies=1, peer="203.0.113.9", HTTP_X_FORWARDED_PROTO="https")

    assert "HTTP_X_FORWARDED_PROTO" not in meta


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("[2001:db8::1]:80", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        (" 1.2.3.4 ", "1.2.3.4"),
        ("unknown", ""),
        ("", ""),
    ],
)
def test_addresses_as_proxies_write_them(said, address):
    assert without_port(said) == address


def test_an_ipv6_client_is_its_network():
    request = RequestFactory().get("/", REMOTE_ADDR="2001:db8:1:2:3:4:5:6")

    assert client_of(request) == "2001:db8:1:2::"
