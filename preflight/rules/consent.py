from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from findings.enums import Acceptor, FindingClass, Severity, WayOutKind
from findings.facts import CHANNEL, Facts, Many, Percent, Persons, Record
from findings.types import FindingDraft, WayOut
from findings.way_forms import PLACEMENT
from preflight.context import Context, percent
from preflight.parties import NOBODY
from preflight.rule import Rule
from preflight.shared_facts import CONCERNED_PART, TERMS_ONLY
from preflight.snapshot import PlanSnapshot


class Consent(Rule):
    """Persons on a do-not-contact list for a push channel of the plan, or without the consent that
    it needs. Only at submission: whoever opts out later drops out of the execution list anyway.
    Source: rules.md, consent.
    """

    code = "consent"
    title = _("Consent")
    accepted_by = Acceptor.NOBODY
    finding_class = FindingClass.HARM
    severities = (Severity.BLOCKING,)
    depends_on_dates = False
    only_at_submission = True
    untouched_by = TERMS_ONLY
    messages = {
        "listed": ngettext_lazy(
            "%(persons)s person is on the do-not-contact list for %(channel)s.",
            "%(persons)s persons are on the do-not-contact list for %(channel)s.",
            "persons",
        ),
        "not_agreed": ngettext_lazy(
            "%(persons)s person has not agreed to be contacted through %(channel)s.",
            "%(persons)s persons have not agreed to be contacted through %(channel)s.",
            "persons",
        ),
        "both": ngettext_lazy(
            "%(persons)s person may not be contacted through %(channel)s: "
            "%(persons_listed)s are on the do-not-contact list, "
            "%(persons_without_consent)s have not agreed.",
            "%(persons)s persons may not be contacted through %(channel)s: "
            "%(persons_listed)s are on the do-not-contact list, "
            "%(persons_without_consent)s have not agreed.",
            "persons",
        ),
    }
    subject = Facts(channel=CHANNEL)
    facts = Facts(
        persons=CONCERNED_PART,
        persons_listed=Persons(),
        persons_without_consent=Persons(),
        percent_own=Percent(),
        by_placement=Many(Record({**PLACEMENT, "persons": Persons()})),
    )
    way_out_kinds = (WayOutKind.EXCLUDE_PERSONS,)

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        if not context.is_submission:
            return
        for channel in sorted(plan.channels):
            facts = context.channels.get(channel)
            if facts is None or not facts.is_push:
                continue
            placements = [one for one in plan.placements if one.channel == channel]
            meant = NOBODY
            for placement in placements:
                meant = meant | placement.persons
            listed = meant & context.do_not_contact.get(facts.contact_class, NOBODY)
            silent = (
                meant - context.consented.get(facts.contact_class, NOBODY)
                if facts.needs_consent
                else NOBODY
            )
            if not listed and not silent:
                continue
            persons = listed | silent
            yield self.finding(
                plan,
                case="both" if listed and silent else ("listed" if listed else "not_agreed"),
                severity=Severity.BLOCKING,
                subject={"channel": channel},
                facts={
                    "persons": len(persons),
                    "persons_listed": len(listed),
                    "persons_without_consent": len(silent),
                    "percent_own": percent(len(persons), len(meant)),
                    "by_placement": [
                        {**one.key, "persons": len(one.persons & persons)} for one in placements
                    ],
                },
                ways_out=[
                    WayOut(
                        kind=WayOutKind.EXCLUDE_PERSONS,
                        campaign=plan.code,
                        params={"placements": [one.key for one in placements]},
                        effect={
                            "persons_excluded": len(persons),
                            "contacts_before": len(meant),
                            "contacts_after": len(meant) - len(persons),
                        },
                    )
                ],
                persons=persons,
            )
