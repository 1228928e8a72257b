"""The serializers of plans, in one place to import from."""

from campaigns.api.plan import PlanSerializer

__all__ = ["PlanSerializer"]
