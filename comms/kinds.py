"""The master data of this floor: the words that the advertising law speaks of."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from comms.commands.terms import KEEPERS, remove_term, save_term
from comms.first_terms import FIRST_TERMS
from comms.models import AdvertisingTerm
from comms.term_form import TermForm
from organization.master_data import Kind, register
from organization.models import User
from organization.permissions import Permission


def save(form: TermForm, actor: User) -> str:
    save_term(term=form.instance, actor=actor)
    return ""


def remove(term: AdvertisingTerm, actor: User) -> None:
    remove_term(term=term, actor=actor)


ADVERTISING_TERMS = Kind(
    code="advertising-terms",
    object_type="advertising_term",
    title=_("Advertising terms"),
    one=_("Advertising term"),
    text=_("Words that the advertising law forbids, or allows only with proof."),
    icon="block",
    order=140,
    model=AdvertisingTerm,
    form=TermForm,
    key=("word",),
    may_see=(Permission.SEE_PLANS, Permission.SEE_COMMS),
    may_write=KEEPERS,
    save=save,
    remove=remove,
    first_rows=FIRST_TERMS,
    unread=_("Checks cannot find forbidden words while the list of advertising terms is empty."),
)

register(ADVERTISING_TERMS)
