"""Results of placements, through the command."""

from __future__ import annotations

from typing import Any

from channels.models import PlacementResult
from channels.results.recording import record_results
from organization.models import User
from tests.factories.campaigns import day


def result_json(**values: Any) -> dict[str, Any]:
    """A result from before this product: the command's words."""
    return {
        "channel": "sms",
        "product": "recharge",
        "happened_on": day(-10),
        "contacted": 1000,
        "taken": 20,
        **values,
    }


def tell(actor: User, *results: dict[str, Any], source: str = "sms-platform") -> Any:
    """Tell results as the command takes them."""
    return record_results(
        source=source, results=[result_json(**one) for one in results], actor=actor
    )


def make_result(actor: User, **values: Any) -> PlacementResult:
    """One result on record."""
    tell(actor, values)
    return PlacementResult.objects.latest("id")
