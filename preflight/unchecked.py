"""What is said when a rule could not answer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from findings.enums import Acceptor
from findings.facts import Facts, Word
from findings.rule_info import RuleInfo, register_rule
from preflight.rules import all_rules

UNCHECKED = "not-checked"

TEXTS = {
    "process": _(
        "“%(rule)s” could not be checked, so a finding cannot be ruled out. The check is repeated"
        " with the next run."
    ),
    "harm": _(
        "“%(rule)s” could not be checked, so harm to customers cannot be ruled out. The plan waits"
        " until it is."
    ),
}


def register() -> None:
    """Make the sentences known, with the rules' titles as words for their codes."""
    rule = Facts(rule=Word({rule.code: rule.title for rule in all_rules()}))
    info = RuleInfo(
        code=UNCHECKED,
        title=_("Not checked"),
        accepted_by=Acceptor.SERVICE_AND_LEADERSHIP,
        subject=rule,
        facts=rule + Facts(missing=Word.bare("answer")),
    )
    register_rule(info, TEXTS)
