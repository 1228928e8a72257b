from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from organization.models import User


class SignedInRequest(HttpRequest):
    """The request of a page that asks for a sign-in: its user is a person, never anonymous."""

    user: User
    htmx: HtmxDetails
