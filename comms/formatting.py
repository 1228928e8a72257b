"""Draft states as people see them: always a word, an icon and a colour together."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.terms import Term
from comms.enums import DraftKind, DraftState
from comms.queries import PendingAction

STATES: dict[str, Term] = {
    DraftState.WRITING: Term(DraftState.WRITING.label, "edit"),
    DraftState.IN_REVIEW: Term(DraftState.IN_REVIEW.label, "eye", "now"),
    DraftState.CHANGES_REQUIRED: Term(DraftState.CHANGES_REQUIRED.label, "undo", "warn"),
    DraftState.APPROVED: Term(DraftState.APPROVED.label, "stamp", "now"),
    DraftState.RELEASED: Term(DraftState.RELEASED.label, "check-circle", "ok"),
    DraftState.WITHDRAWN: Term(DraftState.WITHDRAWN.label, "cross-circle", "line"),
}
KIND_ICONS: dict[str, str] = {
    DraftKind.LEAFLET: "document",
    DraftKind.POSTER: "grid",
    DraftKind.SMS: "chat",
    DraftKind.WEB: "globe",
    DraftKind.SCRIPT: "quote",
}
PENDING_LABELS: dict[PendingAction, tuple[str | Promise, str | Promise, str]] = {
    PendingAction.REVIEW: (_("to review"), _("Review"), "eye"),
    PendingAction.SIGN: (_("to sign for your plan"), _("Read and sign"), "stamp"),
    PendingAction.REWRITE: (_("to rewrite"), _("Write the next version"), "edit"),
    PendingAction.RELEASE: (_("ready for release"), _("Release"), "send"),
}
