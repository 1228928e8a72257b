"""Typed reading of environment variables: a value that makes no sense stops the start with one
sentence.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ON = frozenset({"1", "true", "yes", "on"})
OFF = frozenset({"0", "false", "no", "off", ""})


@contextmanager
def in_words() -> Iterator[None]:
    """End the process with the sentence alone, where nobody else would turn it into one."""
    try:
        yield
    except ImproperlyConfigured as error:
        sys.exit(f"jiepai: {error}")


def text(name: str, default: str | None = None) -> str:
    """The variable as written, without surrounding blanks; without a default it must be set and not
    empty.
    """
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return default


def choice(name: str, choices: tuple[str, ...], default: str) -> str:
    value = text(name, default)
    if value not in choices:
        raise ImproperlyConfigured(
            f"{name} is '{value}', but must be one of: {', '.join(choices)}."
        )
    return value


def flag(name: str, *, default: bool = False) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in ON:
        return True
    if value.strip().lower() in OFF:
        return False
    raise ImproperlyConfigured(f"{name} is '{value}', but must be 1 or 0.")


def number(name: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
    value = text(name, str(default))
    try:
        result = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is '{value}', but must be a whole number.") from None
    if not least <= result <= most:
        raise ImproperlyConfigured(f"{name} is {result}, but must lie between {least} and {most}.")
    return result


def names(name: str, default: str | None = None) -> list[str]:
    """A list separated by commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def networks(name: str, default: str) -> list[IPv4Network | IPv6Network]:
    """Addresses and networks separated by commas, such as 127.0.0.1,10.0.0.0/8."""
    try:
        return [ip_network(part) for part in names(name, default)]
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} must be addresses or networks such as 127.0.0.1,10.0.0.0/8: {error}."
        ) from None


def rate(name: str, default: str) -> str | None:
    """A limit as REST framework writes it, such as 600/min; 'none' switches it off."""
    value = text(name, default)
    if value == "none":
        return None
    count, slash, period = value.partition("/")
    if not (slash and count.isdigit() and period in {"s", "sec", "min", "hour", "day"}):
        raise ImproperlyConfigured(f"{name} is '{value}', but must look like 600/min, or be none.")
    return value


def folder(name: str, default: Path) -> Path:
    return Path(text(name, str(default))).expanduser().resolve()


def database(name: str, default: str | None = None) -> dict[str, Any]:
    """A PostgreSQL URL as Django's connection settings; a socket folder goes into ?host=."""
    parts = urlsplit(text(name, default))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"{name} must begin with postgresql://, because the product needs PostgreSQL."
        )
    database_name = unquote(parts.path.lstrip("/"))
    if not database_name:
        raise ImproperlyConfigured(
            f"{name} names no database: postgresql://user:password@host:port/name."
        )
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    try:
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} has a port that is not a number between 1 and 65535."
        ) from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database_name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": options,
    }
