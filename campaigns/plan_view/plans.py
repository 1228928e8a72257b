"""The lines that a version says, and those that two versions are compared by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from campaigns.differences import changes
from campaigns.enums import Category, Enrolment, SourceSide, SourceUse
from campaigns.models import AudienceSource, PlanVersion
from campaigns.plan_view import formatting
from common import display
from customers.filter_fields import FieldInfo

SECTIONS: dict[str, str | Promise] = {
    "basics": gettext_lazy("Basics"),
    "offers": pgettext_lazy("section", "Offers"),
    "audience": gettext_lazy("Audience"),
    "channels": gettext_lazy("Channels and waves"),
    "resources": gettext_lazy("Resources"),
    "service": gettext_lazy("Service plan"),
    "comms": gettext_lazy("Communication"),
}


def sources(version: PlanVersion, use: SourceUse, side: SourceSide) -> list[AudienceSource]:
    """The lines of an audience that include, or those that exclude."""
    return [row for row in version.sources.all() if row.use == use and row.side == side]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a plan says. ``key`` tells which line of another version speaks of the
    same.
    """

    section: str
    key: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that two versions do not share; an empty side means that the version lacks it."""

    section: str
    label: str
    before: str
    after: str


def differences(before: Iterable[Line], after: Iterable[Line]) -> list[Difference]:
    """What changed, in the order of the newer plan, then what it lacks."""
    old, new = ({(one.section, one.key): one for one in side} for side in (before, after))
    before_texts, after_texts = (
        {key: line.value for key, line in side.items()} for side in (old, new)
    )
    found = {one.path[0]: one for one in changes(before_texts, after_texts)}
    order = list(SECTIONS)
    keys = [key for key in dict.fromkeys([*new, *old]) if key in found]
    rows = []
    for key in sorted(keys, key=lambda key: order.index(key[0])):
        line = new.get(key) or old[key]
        rows.append(
            Difference(line.section, line.label, found[key].before or "", found[key].after or "")
        )
    return rows


def lines(
    version: PlanVersion,
    *,
    with_budget: bool,
    with_audience: bool,
    fields: Mapping[str, FieldInfo] | None = None,
) -> list[Line]:
    """Everything that a version says, as far as the reader may see it."""
    parts = [
        _basics(version),
        _offers(version),
        _channels(version),
        _resources(version),
        _service(version),
        _comms(version),
    ]
    if with_budget:
        parts.append(_money(version))
    if with_audience:
        parts.append(_audience(version, {} if fields is None else fields))
    return [line for part in parts for line in part]


def _basics(version: PlanVersion) -> Iterator[Line]:
    yield Line("basics", "category", _("Category"), str(Category(version.category).label))
    yield Line(
        "basics", "window", _("Window"), display.date_range(version.starts_on, version.ends_on)
    )
    yield Line("basics", "branches", _("Branches"), formatting.branches(version))
    yield Line("basics", "enrolment", _("Enrolment"), str(Enrolment(version.enrolment).label))
    yield Line("basics", "urgent", _("Urgent"), _("yes") if version.is_urgent else _("no"))
    days = ngettext("%(n)s day", "%(n)s days", version.flex_days) % {"n": version.flex_days}
    yield Line("basics", "flex", _("May be moved by"), days)


def _money(version: PlanVersion) -> Iterator[Line]:
    yield Line("basics", "budget", _("Budget"), display.money(version.budget))
    for target in version.targets.all():
        if target.participation_id is None:
            yield Line(
                "basics",
                f"target {target.indicator}",
                _("Target: %(name)s") % {"name": target.label},
                formatting.amount(target.value),
            )


def numbered(words: Iterable[str]) -> list[str]:
    """Keys that stay unique when a word comes twice."""
    seen: dict[str, int] = {}
    keys = []
    for word in words:
        seen[word] = seen.get(word, 0) + 1
        keys.append(f"{word} {seen[word]}")
    return keys


def _offers(version: PlanVersion) -> Iterator[Line]:
    offers = list(version.offers.all())
    for key, offer in zip(
        numbered(f"{one.product.code} {one.description}" for one in offers), offers, strict=True
    ):
        label = _("Offer: %(product)s") % {"product": offer.product.label}
        if offer.description:
            label = _("Offer: %(product)s, %(name)s") % {
                "product": offer.product.label,
                "name": offer.description,
            }
        parts = [
            formatting.terms(offer),
            formatting.rate_text(offer),
            formatting.bound(offer),
            formatting.stacking(offer),
            offer.exclusive_group,
        ]
        yield Line("offers", key, label, " · ".join(part for part in parts if part))
    for one in version.participants.all():
        text = " · ".join(
            [
                one.product.label,
                str(one.get_enrolment_display()),
                display.percent(one.cost_share, 0),
            ]
        )
        yield Line(
            "offers",
            f"{one.unit.code} {one.product.code}",
            _("With %(unit)s") % {"unit": one.unit.label},
            text,
        )


def _audience(version: PlanVersion, fields: Mapping[str, FieldInfo]) -> Iterator[Line]:
    uses = [(SourceUse.AUDIENCE, _("Approached"), _("Not approached"))]
    if version.has_own_eligibility:
        uses.append((SourceUse.ELIGIBILITY, _("May take it"), _("May not take it")))
    for use, included, excluded in uses:
        for side, label in ((SourceSide.INCLUDE, included), (SourceSide.EXCLUDE, excluded)):
            texts = [formatting.source(row, fields) for row in sources(version, use, side)]
            for key, text in zip(numbered(texts), texts, strict=True):
                yield Line("audience", f"{use} {side} {key}", label, text)


def _channels(version: PlanVersion) -> Iterator[Line]:
    for placement in version.placements.all():
        product = placement.product.label if placement.product else ""
        label = f"{placement.channel.label} · {product}" if product else placement.channel.label
        key = f"{placement.channel.code} {placement.product.code if placement.product else ''}"
        expected = placement.expected_orders
        orders = ngettext("%(n)s order expected", "%(n)s orders expected", expected) % {
            "n": display.number(expected)
        }
        left_out = [row.members.size if row.members else 0 for row in placement.exclusions.all()]
        without = ngettext("%(n)s exclusion", "%(n)s exclusions", len(left_out)) % {
            "n": len(left_out)
        }
        waves = "; ".join(formatting.wave(wave) for wave in placement.waves.all())
        yield Line(
            "channels",
            key,
            label,
            " · ".join(part for part in (orders, without if left_out else "", waves) if part),
        )


def _resources(version: PlanVersion) -> Iterator[Line]:
    for row in version.resource_requests.all():
        text = _("%(quantity)s by %(day)s") % {
            "quantity": display.number(row.quantity),
            "day": display.full_date(row.needed_by),
        }
        yield Line(
            "resources",
            f"{row.resource.code} {row.unit.code}",
            f"{row.resource.label} · {row.unit.label}",
            " · ".join(part for part in (text, row.get_occasion_display()) if part),
        )


def _service(version: PlanVersion) -> Iterator[Line]:
    words = {
        "script": (_("What front-line staff say"), version.script),
        "contingency": (_("If something goes wrong"), version.contingency),
        "terms": (_("Terms"), version.terms),
        "exit": (_("How customers get out"), version.exit_rule),
    }
    for key, (label, text) in words.items():
        if text:
            yield Line("service", key, label, text)
    if version.training_on:
        yield Line("service", "training", _("Training on"), display.full_date(version.training_on))
    for one in version.explanations.all():
        yield Line(
            "service",
            f"script {one.against.code}",
            _("Script beside “%(name)s”") % {"name": one.against.name},
            one.text,
        )


def _comms(version: PlanVersion) -> Iterator[Line]:
    texts = [point.text for point in version.selling_points.all()]
    for key, text in zip(numbered(texts), texts, strict=True):
        yield Line("comms", key, _("Selling point"), text)
