from campaigns.models.approval import Approval
from campaigns.models.audience import AudienceSource
from campaigns.models.campaign import Campaign
from campaigns.models.cycle import Initiative, PlanningCycle
from campaigns.models.hold import Hold
from campaigns.models.moment import Moment
from campaigns.models.placement import Placement, Wave
from campaigns.models.receipt import Receipt
from campaigns.models.result import PlanResult
from campaigns.models.version import (
    ExplanationScript,
    Offer,
    Participation,
    PlanVersion,
    ResourceRequest,
    SellingPoint,
    Target,
)

__all__ = [
    "Approval",
    "AudienceSource",
    "Campaign",
    "ExplanationScript",
    "Hold",
    "Initiative",
    "Moment",
    "Offer",
    "Participation",
    "Placement",
    "PlanResult",
    "PlanVersion",
    "PlanningCycle",
    "Receipt",
    "ResourceRequest",
    "SellingPoint",
    "Target",
    "Wave",
]
