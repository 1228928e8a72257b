"""One step of a machine as a row, and what a row may ask of the page that it was pressed on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common import icons
from common.audit import Actor
from common.errors import Reason
from common.write import STALE

Text = str | Promise
O = TypeVar("O")  # noqa: E741 - the object that is moved
U = TypeVar("U", bound=Actor)  # whoever moves it
S = TypeVar("S")  # the step under way
Who = Callable[[U, O], Reason | None]
Guard = Callable[[U | None, O], Iterable[Reason]]
SAY_WHY = _("Say why.")


class Weight(StrEnum):
    """Where the button of a step stands: the one that leads on, beside it, or behind "more"."""

    PRIMARY = "primary"
    BESIDE = "beside"
    MORE = "more"


# Without slots: calling the alias of a generic class sets an attribute beside the fields.
@dataclass(frozen=True, kw_only=True)
class Transition(Generic[O, U, S]):
    """One row of a machine. Raises ``ValueError`` for a row that forgets what its kind needs.

    ``who`` is None for what only the system does; people's steps need ``icon`` and ``done`` (the
    sentence after it), those that ask first a ``question``. ``target`` None leaves the state alone;
    an effect may lead elsewhere. ``reason`` says when words are needed, ``page_reason`` when a page
    asks for words that a REST client may leave out, ``is_dangerous`` that the step is confirmed
    first.
    """

    name: str
    label: Text
    sources: frozenset[Any]
    target: str | None
    # Whose step it is, and what has to be true first; a docstring of each says it in docs/.
    who: Callable[[U, O], Reason | None] | None = None
    guards: tuple[Callable[[U | None, O], Iterable[Reason]], ...] = ()
    # What follows: under the object's lock before it is saved; and whom to tell once it is.
    effect: Callable[[S], None] | None = None
    notices: Callable[[S], None] | None = None
    # A named lock that is taken before the object's own.
    lock: str = ""
    # The step takes nothing from its object: no write, no audit row of it.
    leaves_object: bool = False
    # What the person is asked and told.
    icon: str = ""
    done: Text = ""
    question: Text = ""
    reason: Callable[[O], bool] | None = None
    page_reason: Callable[[O], bool] | None = None
    is_dangerous: bool = False
    # The precondition of the machine by which a stale page is refused.
    precondition: str = ""
    weight: Weight = Weight.BESIDE
    # States in which a primary step stands beside instead.
    aside_in: frozenset[Any] = frozenset()
    # Codes of reasons that hide the button, apart from "no-permission" and "wrong-state".
    hidden_by: frozenset[str] = frozenset()
    # Who sees the step of others refused, because it is what they wait for.
    awaited_by: Callable[[U, O], bool] | None = None
    # What the audit trail calls it, where that is not the label.
    audit_label: Text = ""

    def __post_init__(self) -> None:
        if self.is_for_people:
            asks = self.may_ask_reason or self.is_dangerous
            self._need(self.icon in icons.NAMES, f"there is no icon {self.icon!r}")
            self._need(self.done, "no sentence says that it is done")
            self._need(self.question or not asks, "it asks first, but no question is given")
        else:
            words = (self.icon, self.done, self.question, self.precondition)
            self._need(not any(words), "a step of the system has no button")
        self._need(self.label, "no label")
        self._need(self.sources, "it starts nowhere")
        self._need(
            self.aside_in <= self.sources and (self.weight == Weight.PRIMARY or not self.aside_in),
            "only a primary step stands aside, and in one of its sources",
        )

    def _need(self, holds: object, what: str) -> None:
        if not holds:
            raise ValueError(f"step {self.name!r}: {what}")

    @property
    def is_for_people(self) -> bool:
        return self.who is not None

    @property
    def word_in_audit(self) -> Text:
        return self.audit_label or self.label

    @property
    def asks_first(self) -> bool:
        """Whether it is confirmed before it is done: what is dangerous, and what has a question but
        never needs words.
        """
        return self.is_dangerous or (bool(self.question) and not self.may_ask_reason)

    @property
    def may_ask_reason(self) -> bool:
        return self.reason is not None or self.page_reason is not None

    def asks_reason(self, obj: O, *, on_page: bool = True) -> bool:
        """Whether this step on this object has to be explained."""
        asked = (self.reason, self.page_reason if on_page else None)
        return any(one is not None and one(obj) for one in asked)

    @property
    def asks_why(self) -> Text:
        """What is said where the explanation is missing: the question, if it comes only with it."""
        return self.question if self.question and self.reason is not always else SAY_WHY

    def weight_in(self, state: str) -> Weight:
        """Where the button stands while the object is in ``state``."""
        if self.weight == Weight.PRIMARY and (state in self.aside_in or state not in self.sources):
            return Weight.BESIDE
        return self.weight


@dataclass(frozen=True, kw_only=True)
class Precondition(Generic[O]):
    """A counter of the object by which a step on a stale page is refused.

    ``name`` is what the command calls it, ``field`` the field of the page's form; empty where only
    programs say it.
    """

    name: str
    field: str
    value: Callable[[O], int]
    refusal: Callable[[O], Reason]


def always(obj: object) -> bool:
    """Always."""
    return True


def stale(obj: object) -> Reason:
    """The refusal (412) of what was written on an older state of the object."""
    return STALE
