"""The audit trail in words: each app says what its actions, objects and states are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise

from common.display import by_word

Word = str | Promise


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What one kind of object, its actions and its states are called."""

    label: Word
    actions: Mapping[str, Word]
    states: Mapping[str, Word]


_known: dict[str, Vocabulary] = {}


def register(
    object_type: str,
    label: Word,
    actions: Mapping[str, Word],
    *,
    states: Mapping[str, Word] | None = None,
) -> None:
    """Say what is written about objects of this type; in ``AppConfig.ready``."""
    _known[object_type] = Vocabulary(label, actions, states or {})


def extend(
    object_type: str, actions: Mapping[str, Word], *, states: Mapping[str, Word] | None = None
) -> None:
    """Say what else is written about objects of a type, by an upper floor or another machine.
    Raises ``KeyError`` for a type that nobody registered.
    """
    known = _known[object_type]
    _known[object_type] = replace(
        known,
        actions={**known.actions, **actions},
        states={**known.states, **(states or {})},
    )


def has_words(object_type: str) -> bool:
    """Whether somebody registered the type."""
    return object_type in _known


def knows(object_type: str, action: str) -> bool:
    """Whether the action has a word."""
    return object_type in _known and action in _known[object_type].actions


def choices() -> list[tuple[Word, list[tuple[str, Word]]]]:
    """Every action by its kind of object, for a select; a value is the object's type, a colon and
    the action.
    """
    return [
        (one.label, [(f"{kind}:{action}", word) for action, word in one.actions.items()])
        for kind, one in _by_word()
    ]


def kinds() -> list[tuple[str, Word]]:
    """Every kind of object with its word, for a select."""
    return [(kind, one.label) for kind, one in _by_word()]


def _by_word() -> list[tuple[str, Vocabulary]]:
    """The kinds as the words for them are looked up in the active language."""
    return sorted(_known.items(), key=lambda one: by_word(str(one[1].label)))


def object_word(object_type: str) -> Word:
    """What an object of this type is called; a type that nobody names stays as it is."""
    return _known[object_type].label if object_type in _known else object_type


def action_word(object_type: str, action: str) -> Word:
    """What was done; an action that nobody names stays as it is."""
    return _known[object_type].actions.get(action, action) if object_type in _known else action


def state_word(object_type: str, state: str) -> Word:
    """A state as its kind of object calls it."""
    return _known[object_type].states.get(state, state) if object_type in _known else state
