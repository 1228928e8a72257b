"""What the OpenAPI document says of every operation alike, added to what drf-spectacular reads off
the views: a summary, the refusals in their one shape, and the headers that go both ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from drf_spectacular.plumbing import get_lib_doc_excludes

Schema = dict[str, Any]

METHODS = frozenset({"get", "post", "patch", "put", "delete"})
WRITES = frozenset({"post", "patch", "put", "delete"})
EMPTY: Schema = {"type": "string", "maxLength": 0}
PATCHED, WRITTEN = "Patched", "Request"
SENTENCE = re.compile(r"^(.+?)(?:\.(?=\s|$)|[:;] )", re.DOTALL)
MOST_OF_SUMMARY = 120

ERROR: Schema = {
    "type": "object",
    "description": "Why something was not done: one entry for each reason.",
    "required": ["type", "errors"],
    "properties": {
        "type": {"type": "string", "enum": ["validation_error", "client_error", "server_error"]},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "detail", "attr"],
                "properties": {
                    "code": {"type": "string", "description": "Stable, for programs."},
                    "detail": {
                        "type": "string",
                        "description": "A sentence in the language of Accept-Language.",
                    },
                    "attr": {
                        "type": ["string", "null"],
                        "description": "The field that it is about, such as offers.0.pay.",
                    },
                },
            },
        },
    },
}
# The refusals by status: the name of the component, and what each means.
REFUSALS = {
    "400": ("Invalid", "A value, filter or field is not understood."),
    "401": ("NotSignedIn", "No token, or one that is unknown, expired or revoked."),
    "403": ("NotYours", "The role or the scopes of the token do not allow this."),
    "404": ("NotThere", "There is no such thing, or none that the caller may see."),
    "406": ("NotAcceptable", "The answer does not come in the form that Accept asks for."),
    "409": (
        "NotNow",
        "The state does not allow this, or somebody else is changing it (Retry-After).",
    ),
    "412": ("Stale", "If-Match names an older state of the object."),
    "413": ("TooBig", "The body is larger than 2.5 MB."),
    "415": ("NotJson", "The body is not application/json."),
    "429": ("TooMany", "Too many requests; Retry-After says for how many seconds."),
    "503": ("Away", "The database is away."),
}
WAITS = frozenset({"409", "429", "503"})
HEADERS: Schema = {
    "ETag": {
        "description": "The state of the answer, for If-None-Match, and of its object, for"
        " If-Match.",
        "schema": {"type": "string"},
    },
    "Location": {
        "description": "Where the new object stands from now on.",
        "schema": {"type": "string", "format": "uri-reference"},
    },
    "Retry-After": {
        "description": "After how many seconds it is worth trying again.",
        "schema": {"type": "integer", "minimum": 1},
    },
    "Idempotent-Replayed": {
        "description": "There, and true, when this is the kept answer to an earlier call.",
        "schema": {"type": "string", "enum": ["true"]},
    },
}
PARAMETERS: Schema = {
    "IdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "description": "A key of your own for this one write. The same key and body within 24"
        " hours get the same answer again; another body is refused.",
        "schema": {"type": "string", "maxLength": 255},
    },
}


def of_all(result: Schema, generator: Any, request: Any, public: bool) -> Schema:
    """The hook of drf-spectacular: the document with what is the same for all operations."""
    components = result["components"]
    components["schemas"]["Error"] = ERROR
    components["responses"] = {
        name: _refusal(status, meaning) for status, (name, meaning) in REFUSALS.items()
    }
    components["headers"] = HEADERS
    components["parameters"] = PARAMETERS
    for name, schema in components["schemas"].items():
        if name.startswith(PATCHED):
            without_defaults(schema)
        _loosen_patterns(schema, is_written=name.endswith(WRITTEN))
    _plain_words(components["schemas"])
    for path, method, operation in operations(result):
        _describe(operation)
        _add_headers(operation, is_created=method == "post" and _has_address(path, result))
        if method in WRITES:
            operation.setdefault("parameters", []).append(
                {"$ref": "#/components/parameters/IdempotencyKey"}
            )
        for status in statuses(method, operation):
            reference = {"$ref": f"#/components/responses/{REFUSALS[status][0]}"}
            operation["responses"].setdefault(status, reference)
        operation["responses"] = dict(sorted(operation["responses"].items()))
    _plain_words(result["paths"])
    return result


def silent_bases() -> list[type]:
    """Classes whose words are for who works on the product, not for clients."""
    from common.api import serializers, steps, views

    ours = [serializers.StrictSerializer, serializers.CleanModelSerializer, steps.StepView]
    return [*get_lib_doc_excludes(), *ours, views.ApiView]


def operations(document: Schema) -> Iterator[tuple[str, str, Schema]]:
    """Path, method and description of every operation."""
    for path, item in document["paths"].items():
        for method in METHODS & set(item):
            yield path, method, item[method]


def without_defaults(schema: Schema) -> None:
    """What a change does not name stays as it is: a default would have clients send it."""
    for one in schema.get("properties", {}).values():
        one.pop("default", None)


def _loosen_patterns(node: Any, *, is_written: bool) -> None:
    """A field that may stay empty takes an empty text, whatever its pattern is; what is only read
    needs none.
    """
    if isinstance(node, list):
        for value in node:
            _loosen_patterns(value, is_written=is_written)
    if not isinstance(node, dict):
        return
    if EMPTY in node.get("oneOf", ()):
        # An empty text must not be two of them: clients that choose by what fits would refuse it.
        others = [one for one in node.pop("oneOf") if one != EMPTY]
        node |= others[0]
    if isinstance(node.get("pattern"), str) and node.get("format") != "decimal":
        if not is_written:
            del node["pattern"]
        elif not node.get("minLength"):
            node["pattern"] = f"^$|{node['pattern']}"
    for value in node.values():
        _loosen_patterns(value, is_written=is_written)


def _plain_words(node: Any) -> None:
    """Descriptions in Markdown, as readers of the document expect them."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name == "description" and isinstance(value, str):
                node[name] = value.replace("``", "`")
            else:
                _plain_words(value)
    elif isinstance(node, list):
        for value in node:
            _plain_words(value)


def statuses(method: str, operation: Schema) -> list[str]:
    """With which statuses an operation may be refused."""
    found = {"400", "401", "403", "404", "406", "429", "503"}
    if method in WRITES:
        found |= {"409"}
    if "requestBody" in operation:
        found |= {"413", "415"}
    if takes(operation, "If-Match"):
        found |= {"412"}
    return sorted(found)


def takes(operation: Schema, header: str) -> bool:
    """Whether an operation reads this header."""
    return any(one.get("name") == header for one in operation.get("parameters", ()))


def _refusal(status: str, meaning: str) -> Schema:
    answer: Schema = {
        "description": meaning,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
    }
    if status in WAITS:
        answer["headers"] = _header("Retry-After")
    return answer


def _header(name: str) -> Schema:
    return {name: {"$ref": f"#/components/headers/{name}"}}


def _describe(operation: Schema) -> None:
    """The summary is the first sentence of the description."""
    words = " ".join(operation.get("description", "").replace("``", "").split())
    if words and "summary" not in operation:
        found = SENTENCE.match(words)
        operation["summary"] = (found[1] if found else words)[:MOST_OF_SUMMARY]


def _has_address(path: str, document: Schema) -> bool:
    """Whether what is posted to a list has an address of its own below it."""
    return any(re.fullmatch(re.escape(path) + r"\{\w+\}/", other) for other in document["paths"])


def _add_headers(operation: Schema, *, is_created: bool) -> None:
    has_tag = takes(operation, "If-None-Match") or takes(operation, "If-Match")
    for status, answer in operation["responses"].items():
        if not status.startswith("2"):
            continue
        headers: Schema = _header("ETag") if has_tag and status != "204" else {}
        if status == "201" and is_created:
            headers |= _header("Location")
        if headers:
            answer["headers"] = answer.get("headers", {}) | headers
    if takes(operation, "If-None-Match"):
        operation["responses"]["304"] = {
            "description": "The caller holds this state already.",
            "headers": _header("ETag"),
        }
