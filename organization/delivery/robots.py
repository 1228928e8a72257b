"""The forms in which receivers want a message, and how they say that they took it."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from common import clock
from organization.delivery.failures import Failed
from organization.delivery.posting import Answer, post
from organization.models import Webhook, WebhookForm

JSON = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "Jiepai"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is told: ``key`` is the same however often it is sent, ``link`` a whole address."""

    key: str
    kind: str
    case: str
    title: str
    text: str
    link: str
    told_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Request:
    url: str
    body: bytes
    headers: Mapping[str, str]


def deliver(webhook: Webhook, message: Message, now: dt.datetime) -> None:
    """Hand the message over. Raises ``Failed``."""
    request = FORMS[WebhookForm(webhook.form)](webhook, message, now)
    answer = post(request.url, request.body, request.headers)
    if answer.status not in range(200, 300):
        raise Failed("status", answer.status)
    if webhook.form != WebhookForm.GENERIC:
        _look_at(answer, webhook)


def generic(webhook: Webhook, message: Message, now: dt.datetime) -> Request:
    """JSON with the message as it is. ``X-Jiepai-Signature`` is the hexadecimal HMAC-SHA-256, by
    the secret, of the timestamp, a full stop and the body.
    """
    body = _json(
        {
            "id": message.key,
            "kind": message.kind,
            "case": message.case,
            "text": message.text,
            "url": message.link,
            "told_at": clock.iso(message.told_at),
        }
    )
    stamp = str(int(now.timestamp()))
    signed = hmac.new(webhook.secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256)
    headers = {
        **JSON,
        "Idempotency-Key": message.key,
        "X-Jiepai-Timestamp": stamp,
        "X-Jiepai-Signature": f"sha256={signed.hexdigest()}",
    }
    return Request(webhook.url, body, headers)


def wecom(webhook: Webhook, message: Message, now: dt.datetime) -> Request:
    """A text message of a WeCom group robot; its key stands in the address."""
    content = {"msgtype": "text", "text": {"content": _plain(message)}}
    return Request(webhook.url, _json(content), _keyed(message))


def dingtalk(webhook: Webhook, message: Message, now: dt.datetime) -> Request:
    """A text message of a DingTalk group robot. With a secret the address is signed: base64 of the
    HMAC-SHA-256, by the secret, of the milliseconds, a line break and the secret.
    """
    url = webhook.url
    if webhook.secret:
        stamp = str(int(now.timestamp() * 1000))
        signed = hmac.new(
            webhook.secret.encode(), f"{stamp}\n{webhook.secret}".encode(), hashlib.sha256
        )
        sign = quote_plus(base64.b64encode(signed.digest()))
        joint = "&" if "?" in url else "?"
        url = f"{url}{joint}timestamp={stamp}&sign={sign}"
    content = {"msgtype": "text", "text": {"content": _plain(message)}}
    return Request(url, _json(content), _keyed(message))


def feishu(webhook: Webhook, message: Message, now: dt.datetime) -> Request:
    """A text message of a Feishu group robot. With a secret the body is signed: base64 of the
    HMAC-SHA-256 of nothing, by the seconds, a line break and the secret.
    """
    content: dict[str, Any] = {"msg_type": "text", "content": {"text": _plain(message)}}
    if webhook.secret:
        stamp = str(int(now.timestamp()))
        key = f"{stamp}\n{webhook.secret}".encode()
        signed = hmac.new(key, b"", hashlib.sha256)
        content |= {"timestamp": stamp, "sign": base64.b64encode(signed.digest()).decode()}
    return Request(webhook.url, _json(content), _keyed(message))


FORMS = {
    WebhookForm.GENERIC: generic,
    WebhookForm.WECOM: wecom,
    WebhookForm.DINGTALK: dingtalk,
    WebhookForm.FEISHU: feishu,
}


def _plain(message: Message) -> str:
    return "\n".join(part for part in (message.title, message.text, message.link) if part)


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def _keyed(message: Message) -> dict[str, str]:
    return {**JSON, "Idempotency-Key": message.key}


def _look_at(answer: Answer, webhook: Webhook) -> None:
    """Robots answer 200 and say in the body whether they took it: ``errcode`` (WeCom, DingTalk) or
    ``code`` (Feishu) is 0. Raises ``Failed``.
    """
    try:
        said = json.loads(answer.body)
        code = said.get("errcode", said.get("code", said.get("StatusCode")))
        why = str(said.get("errmsg") or said.get("msg") or said.get("StatusMessage") or code)
    except (ValueError, AttributeError, UnicodeDecodeError) as error:
        raise Failed("broken", webhook.host) from error
    if code != 0:
        hidden = [part for part in (webhook.secret, webhook.url) if part]
        for part in hidden:
            why = why.replace(part, "…")
        raise Failed("robot", why)
