"""From the stored plan to the values of the editor's fields: texts, nested as
``campaigns.formdata`` gives them back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from campaigns.enums import SourceKind, SourceSide, SourceUse
from campaigns.models import AudienceSource, Campaign, PlanVersion
from campaigns.plan_view import formatting
from campaigns.plan_view.plans import sources
from customers.filters import FieldInfo
from customers.formatting import choice_words

MAX_SIMPLE = 30


def number(value: Decimal | None) -> str:
    """A sum as it is typed; nothing for none."""
    return "" if value is None else f"{value:.2f}"


def per_cent(value: Decimal) -> str:
    return f"{value * 100:.0f}%"


def values_of(
    campaign: Campaign, version: PlanVersion, fields: Mapping[str, FieldInfo]
) -> dict[str, Any]:
    """All fields of all sections."""
    return {
        **_basics(campaign, version),
        "offers": [_offer(one) for one in version.offers.all()],
        "participants": [_participant(one) for one in version.participants.all()],
        "sources": _sources(version, SourceUse.AUDIENCE, fields),
        "eligibility_own": "own" if version.has_own_eligibility else "",
        "eligible": _sources(version, SourceUse.ELIGIBILITY, fields),
        "placements": [_placement(one, fields) for one in version.placements.all()],
        "resource_requests": [
            {
                "resource": row.resource.code,
                "unit": row.unit.code,
                "quantity": str(row.quantity),
                "needed_by": row.needed_by.isoformat(),
            }
            for row in version.resource_requests.all()
        ],
        "service_plan": {
            "contingency": version.contingency,
            "script": version.script,
            "training_on": version.training_on.isoformat() if version.training_on else "",
            "terms": version.terms,
            "exit_rule": version.exit_rule,
            "scripts": [
                {"campaign": row.against.code, "label": row.against.name, "text": row.text}
                for row in version.explanations.all()
            ],
        },
        "selling_points": "\n".join(point.text for point in version.selling_points.all()),
    }


def _basics(campaign: Campaign, version: PlanVersion) -> dict[str, Any]:
    return {
        "name": campaign.name,
        "category": version.category,
        "starts_on": version.starts_on.isoformat(),
        "ends_on": version.ends_on.isoformat(),
        "branches": [unit.code for unit in version.branches.all()],
        "objective": campaign.objective,
        "external_code": campaign.external_code,
        "initiative": campaign.initiative.code if campaign.initiative else "",
        "contacts": campaign.contacts,
        "notes": campaign.notes,
        "enrolment": version.enrolment,
        "flex_days": str(version.flex_days),
        "budget": number(version.budget),
        "urgent": "on" if version.is_urgent else "",
        "targets": [
            {"indicator": row.indicator, "value": number(row.value)}
            for row in version.targets.all()
            if row.participation_id is None
        ],
    }


def _offer(one: Any) -> dict[str, str]:
    return {
        "product": one.product.code,
        "description": one.description,
        "kind": one.kind,
        "pay": number(one.pay),
        "get": number(one.get),
        "get_kind": one.get_kind,
        "get_value": number(one.get_value),
        "payout_months": str(one.payout_months),
        "min_spend": number(one.min_spend),
        "lock_months": str(one.lock_months),
        "stackable": "" if one.stackable is None else "yes" if one.stackable else "no",
        "exclusive_group": one.exclusive_group,
    }


def _participant(one: Any) -> dict[str, str]:
    targets = [{"indicator": row.indicator, "value": str(row.value)} for row in one.targets.all()]
    return {
        "unit": one.unit.code,
        "product": one.product.code,
        "enrolment": one.enrolment,
        "cost_share": per_cent(one.cost_share),
        "targets": json.dumps(targets, ensure_ascii=False) if targets else "",
    }


def _placement(one: Any, fields: Mapping[str, FieldInfo]) -> dict[str, Any]:
    return {
        "channel": one.channel.code,
        "product": one.product.code if one.product else "",
        "expected_orders": str(one.expected_orders),
        "exclude": [source_values(row, fields) for row in one.exclusions.all()],
        "waves": [
            {
                "on": wave.on.isoformat(),
                "from": f"{wave.starts_at:%H:%M}" if wave.starts_at else "",
                "until": f"{wave.ends_at:%H:%M}" if wave.ends_at else "",
                "share": per_cent(wave.share),
                "to": wave.to,
            }
            for wave in one.waves.all()
        ],
    }


def _sources(
    version: PlanVersion, use: SourceUse, fields: Mapping[str, FieldInfo]
) -> list[dict[str, Any]]:
    rows: Iterable[AudienceSource] = [
        row
        for side in (SourceSide.INCLUDE, SourceSide.EXCLUDE)
        for row in sources(version, use, side)
    ]
    return [source_values(row, fields) for row in rows]


def keep_key(row: AudienceSource) -> str:
    """The mark by which an unedited line is taken over: the same for the same content, whatever row
    holds it.
    """
    match row.kind:
        case SourceKind.LIST:
            return f"list:{row.members_id}"
        case SourceKind.CAMPAIGN:
            return f"campaign:{row.campaign_id}"
        case SourceKind.FILTER:
            return f"filter:{hashlib.sha256(json.dumps(row.filter, sort_keys=True).encode()).hexdigest()[:16]}"
    return f"segment:{row.segment_id}"


def source_values(row: AudienceSource, fields: Mapping[str, FieldInfo]) -> dict[str, Any]:
    """One line. A segment and plain conditions can be edited; anything else is kept as it is or
    removed.
    """
    values: dict[str, Any] = {"side": row.side, "kind": row.kind}
    if row.kind == SourceKind.SEGMENT and row.segment and row.segment.is_active:
        return values | {"segment": row.segment.code}
    simple = simple_conditions(row.filter) if row.kind == SourceKind.FILTER else None
    if simple is not None:
        return values | {"filter": [condition_values(one, fields) for one in simple]}
    return values | {"keep": keep_key(row), "words": formatting.source(row, fields)}


def simple_conditions(tree: Any) -> list[dict[str, Any]] | None:
    """The conditions of a filter that only joins them by "and"; None for any other filter."""
    parts = tree.get("all") if isinstance(tree, dict) and "all" in tree else [tree]
    if not isinstance(parts, list) or len(parts) > MAX_SIMPLE:
        return None
    return parts if all(isinstance(part, dict) and "field" in part for part in parts) else None


def condition_values(one: Mapping[str, Any], fields: Mapping[str, FieldInfo]) -> dict[str, str]:
    """A condition with its value in words, as one would type it."""
    value, words = one.get("value"), choice_words(fields.get(str(one["field"])))
    if one["op"] == "is_null":
        text = "yes" if value else "no"
    elif isinstance(value, list):
        text = (" .. " if one["op"] == "between" else ", ").join(
            words.get(str(part), str(part)) for part in value
        )
    else:
        text = words.get(str(value), str(value))
    return {"field": str(one["field"]), "op": str(one["op"]), "value": text}
