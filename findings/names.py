"""The names of the codes that findings speak of: channels, products, units, resources, groups,
plans.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from assessment.models import AssessmentLine, ChecklistItem
from campaigns.access import intentions_for, visible_to
from campaigns.models import Campaign, Moment, PlanResult
from channels.models import Channel, CustomerGroup, Product
from common.display import in_language
from common.written import OneOf
from customers.models import Segment
from findings.facts import Noun
from findings.rule_info import RuleInfo
from findings.way_forms import FORMS
from organization.models import Unit, User
from resources.models import Resource

MODELS: Mapping[Noun, type[Any]] = {
    Noun.CHANNEL: Channel,
    Noun.PRODUCT: Product,
    Noun.GROUP: CustomerGroup,
    Noun.UNIT: Unit,
    Noun.RESOURCE: Resource,
    Noun.MOMENT: Moment,
    Noun.SEGMENT: Segment,
}
PAST = "past"  # as the kind of a plan that is known by its results alone
Codes = Iterable[tuple[Noun, str]]


class NameResolver:
    """Names for codes, read once, as one person may know them: one query."""

    def __init__(self, user: User, codes: Codes) -> None:
        wanted: dict[Noun, set[str]] = defaultdict(set)
        for noun, code in codes:
            wanted[noun].add(code)
        self.names: dict[tuple[Noun, str], str] = {}
        self.measures: dict[str, str] = {}  # what one piece of a resource is called
        self.past: dict[str, str] = {}  # plans from before, which have no page here
        nouns = tuple(sorted(wanted))
        lists = (sorted(wanted[noun]) for noun in nouns)
        for kind, code, name, name_en, measure in (
            user.read(_all_named, *lists, nouns=nouns) if nouns else ()
        ):
            if kind == PAST:
                self.past[code] = name
                continue
            self.names[Noun(kind), code] = in_language(name, name_en)
            if kind == Noun.RESOURCE:
                self.measures[code] = measure

    def name(self, noun: Noun, code: str) -> str:
        """The name; a plan that the person may not know is said to be one, anything else without a
        name is its code.
        """
        return self.plan(code) if noun == Noun.PLAN else self.names.get((noun, code), code)

    def plan(self, code: str) -> str:
        """The name of a plan, the code of one from before this product, or that it is somebody
        else's secret.
        """
        known = self.names.get((Noun.PLAN, code)) or self.past.get(code)
        return known or str(_("a plan of another department"))

    def knows_plan(self, code: str) -> bool:
        return (Noun.PLAN, code) in self.names


def _all_named(user: User, *lists: Any, nouns: tuple[Noun, ...]) -> QuerySet[Any]:
    """The names of rows of some kinds by a list of codes of each."""
    named = []
    for noun, codes in zip(nouns, lists, strict=True):
        rows: list[QuerySet[Any]]
        if noun == Noun.QUESTION:
            rows = [AssessmentLine.objects.all(), ChecklistItem.objects.all()]
        elif noun == Noun.PLAN:
            rows = [visible_to(user), intentions_for(user)]
            named.append(_past(codes, user))
        else:
            rows = [MODELS[noun].objects.all()]
        named += [_named(noun, one.filter(OneOf("code", codes))) for one in rows]
    return named[0].union(*named[1:])


def _named(noun: Noun, rows: QuerySet[Any]) -> QuerySet[Any, tuple[str, ...]]:
    """The names of rows in both languages, and what one piece is called where it is counted."""
    nothing = Value("", output_field=CharField())
    named = rows.order_by().annotate(
        of_kind=Value(str(noun), output_field=CharField()),
        english=nothing if noun == Noun.PLAN else F("name_en"),
        piece=F("measure") if noun == Noun.RESOURCE else nothing,
    )
    return named.values_list("of_kind", "code", "name", "english", "piece")


def _past(codes: Any, user: User) -> QuerySet[Any, tuple[str, ...]]:
    """Plans whose results are on record under a code that no plan here has: by the name of the plan
    that the billing system calls so, where the person may see it, else by that code.
    """
    nothing = Value("", output_field=CharField())
    billed = visible_to(user).filter(external_code=OuterRef("campaign")).order_by("code")
    rows = PlanResult.objects.filter(
        ~Exists(Campaign.objects.filter(code=OuterRef("campaign"))), OneOf("campaign", codes)
    )
    named = rows.order_by().annotate(
        of_kind=Value(PAST, output_field=CharField()),
        code=F("campaign"),
        name=Coalesce(Subquery(billed.values("name")[:1]), F("campaign")),
        english=nothing,
        piece=nothing,
    )
    return named.values_list("of_kind", "code", "name", "english", "piece")


def codes_in(
    rule: RuleInfo,
    case: str,
    *,
    subject: Mapping[str, Any],
    facts: Mapping[str, Any],
    ways_out: Iterable[Mapping[str, Any]],
    plans: Iterable[str],
) -> Iterator[tuple[Noun, str]]:
    """The codes that a finding speaks of, its ways out (as JSON) and its plans among them."""
    yield from rule.subject.of_case(case).codes(subject)
    yield from rule.facts.of_case(case).codes(facts)
    for way in ways_out:
        yield from FORMS[way["kind"]].params.codes(way["params"])
    yield from ((Noun.PLAN, code) for code in plans if code)
