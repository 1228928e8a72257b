from organization.models.calendar import ClosedDay, WorkDay
from organization.models.delivery import (
    Delivery,
    DeliveryState,
    MailChoice,
    MailMode,
    Way,
    Webhook,
    WebhookForm,
)
from organization.models.notice import Notice
from organization.models.policy import Policy
from organization.models.sign_in import SignInAttempt
from organization.models.token import ApiToken
from organization.models.unit import Unit
from organization.models.user import Delegation, Membership, User
from organization.models.view import SavedView

__all__ = [
    "ApiToken",
    "ClosedDay",
    "Delegation",
    "Delivery",
    "DeliveryState",
    "MailChoice",
    "MailMode",
    "Membership",
    "Notice",
    "Policy",
    "SavedView",
    "SignInAttempt",
    "Unit",
    "User",
    "Way",
    "Webhook",
    "WebhookForm",
    "WorkDay",
]
