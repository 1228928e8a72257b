"""How the body of a request is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any, NoReturn

from django.utils.translation import gettext_lazy as _
from rest_framework import parsers
from rest_framework.exceptions import ParseError

from common.text import is_storable


class JSONParser(parsers.JSONParser):
    """JSON in UTF-8. What no column and no answer could hold is found here, in names as in values:
    half characters (lone surrogates), a name said twice, a number that is none, nesting deeper than
    Python can read: a recursion that never ends anywhere else is ours. NUL is left to the fields,
    which refuse it at its place.
    """

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            body = json.loads(
                stream.read().decode(), object_pairs_hook=_object, parse_constant=_no_number
            )
        except UnicodeDecodeError as error:
            raise ParseError(_("The body is not text in UTF-8.")) from error
        except json.JSONDecodeError as error:
            raise ParseError(
                _("The body is not JSON: line %(line)s, character %(character)s.")
                % {"line": error.lineno, "character": error.colno}
            ) from error
        except RecursionError as error:
            raise ParseError(_("The JSON is nested too deeply.")) from error
        except ValueError as error:
            raise ParseError(_("The body holds a number with too many digits.")) from error
        if body is None:
            raise ParseError(_("The body is empty; send a JSON object."))
        _refuse_half_characters(body)
        return body


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ParseError(_("The body says a name twice in one object."))
    return found


def _no_number(name: str) -> NoReturn:
    raise ParseError(_("%(name)s is no number in JSON.") % {"name": name})


def _refuse_half_characters(body: Any) -> None:
    """Raise ``ParseError`` for a text that cannot be written in UTF-8. Without recursion: depth is
    the business of the fields.
    """
    waiting = [body]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            if not is_storable(value):
                raise ParseError(_("The body holds half a character (a lone surrogate)."))
        elif isinstance(value, dict):
            waiting += [*value, *value.values()]
        elif isinstance(value, list):
            waiting += value
