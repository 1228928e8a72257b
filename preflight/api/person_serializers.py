"""A question about one customer and its answer, as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from common.api.fields import PlainCharField
from common.api.serializers import StrictSerializer
from customers.unmasking import LONGEST_PURPOSE
from preflight.person_reach import LONGEST, PersonInPlan, PersonReach
from preflight.reach import LeftOut


class ReachQuestionSerializer(StrictSerializer):
    """A customer number or a phone; ``purpose`` goes on the audit trail."""

    number = PlainCharField(max_length=LONGEST)
    purpose = PlainCharField(max_length=LONGEST_PURPOSE)


class LeftOutReasonSerializer(serializers.Serializer[Any]):
    code = serializers.ChoiceField(LeftOut.values)
    detail = serializers.CharField()


class PersonsWaveSerializer(serializers.Serializer[Any]):
    """``left_out`` is null where the wave reaches the person, or did."""

    on = serializers.DateField()
    channel = serializers.CharField()
    past = serializers.BooleanField()
    left_out = LeftOutReasonSerializer(allow_null=True)


class PersonsPlanSerializer(serializers.Serializer[Any]):
    """``next_on`` is the day of the plan's next contact with the person; ``may_take`` says whether
    they may take it where it is sold; ``left_out`` what leaves them out of all its contacts.
    """

    campaign = serializers.CharField()
    name = serializers.CharField()
    owner_unit = serializers.CharField()
    state = serializers.CharField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    offers = serializers.ListField(child=serializers.CharField())
    may_take = serializers.BooleanField()
    next_on = serializers.DateField(allow_null=True)
    left_out = LeftOutReasonSerializer(allow_null=True)
    waves = PersonsWaveSerializer(many=True)


class MaskedCustomerSerializer(serializers.Serializer[Any]):
    number = serializers.CharField()
    kind = serializers.CharField()
    name = serializers.CharField()
    phone = serializers.CharField()


class PersonReachSerializer(serializers.Serializer[Any]):
    """``customer`` is null, and nothing else said, where several share the phone: ``sharing`` are
    these.
    """

    customer = MaskedCustomerSerializer(allow_null=True)
    sharing = MaskedCustomerSerializer(many=True)
    results = PersonsPlanSerializer(many=True)


def reason_json(reason: LeftOut | None) -> dict[str, str] | None:
    return None if reason is None else {"code": reason.value, "detail": str(reason.label)}


def plan_json(plan: PersonInPlan) -> dict[str, Any]:
    return {
        "campaign": plan.campaign.code,
        "name": plan.campaign.name,
        "owner_unit": plan.campaign.owner_unit.code,
        "state": plan.campaign.state,
        "starts_on": plan.window[0],
        "ends_on": plan.window[1],
        "offers": plan.offers,
        "may_take": plan.may_come,
        "next_on": plan.next_on,
        "left_out": reason_json(plan.reason),
        "waves": [
            {
                "on": wave.on,
                "channel": wave.channel.code,
                "past": wave.is_past,
                "left_out": wave.reason and {"code": wave.reason.value, "detail": wave.words},
            }
            for wave in plan.waves
        ],
    }


def answer_json(found: PersonReach) -> dict[str, Any]:
    return {
        "customer": found.customer,
        "sharing": found.sharing,
        "results": [plan_json(one) for one in found.plans],
    }
