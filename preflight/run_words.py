"""The parts of a context in words, and which changes make each of them another."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# By the context's fields: what people call it, and the kind of change in the change log.
INPUTS: Mapping[str, tuple[str | Promise, str]] = {
    "as_of": (_("The day of the check"), ""),
    "plans": (_("Other plans in the window"), "campaign"),
    "intentions": (_("Intentions made known"), "campaign"),
    "touches": (_("Contacts made"), "touches"),
    "channels": (_("Channels and their capacity"), "channels"),
    "fits": (_("Loading rules"), "channels"),
    "hotline": (_("Calls and rosters of the hotline"), "channels"),
    "closed": (_("Freezes, bill runs, blackout days"), "days"),
    "holidays": (_("Public holidays"), "days"),
    "workdays": (_("Working days"), "days"),
    "launches": (_("Plans that start in weeks nearby"), "campaign"),
    "holdings": (_("Contracts that customers hold"), "customers"),
    "unevaluated": (_("Ended plans without evaluation"), "campaign"),
    "results": (_("Results of past plans"), "campaigns"),
    "targets": (_("Whom joint products are meant for"), "product-targets"),
    "has_targets": (_("Whether target segments are entered"), "product-targets"),
    "brands_apart": (_("Brands not sold together"), "brands"),
    "themes": (_("Themes"), "comms"),
    "communications": (_("Communication plans"), "comms"),
    "media_slots": (_("Media slots"), "resources"),
    "gifts": (_("Gifts of the catalogue"), "resources"),
    "tariffs": (_("Published tariffs"), "tariffs"),
    "moments": (_("Customer moments"), "campaigns"),
    "terms": (_("Advertising terms"), "comms"),
    "checklists": (_("Pre-assessment checklists"), "checklists"),
    "assessment": (_("Answers of the pre-assessment"), "assessments"),
    "drafts": (_("Drafts about the plan"), "comms"),
    "given": (_("Benefits given and promised"), "benefits"),
    "supplies": (_("Stock, deliveries and what is held"), "resources"),
    "do_not_contact": (_("Do-not-contact lists"), "customers"),
    "consented": (_("Consents"), "customers"),
    "groups": (_("Who is in which customer group"), "customers"),
    "branches": (_("Which branch customers live in"), "customers"),
    "members": (_("Members and key contacts"), "customers"),
    "people_of": (_("The people of each organisation"), "customers"),
    "is_submission": (_("Whether it is the check of a submission"), ""),
    "earlier": (_("What other rules found"), ""),
}
