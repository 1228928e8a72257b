from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from common.api.views import ApiView
from desk import eligibility
from desk.api.serializers import EligibilityRequestSerializer, EligibilitySerializer
from organization.api.views import Holds


class EligibilityCheck(ApiView):
    """Which offers the customer of a number may take now, why not the others, the words to say, and
    what they hold until when. No name, no phone.
    """

    permission_classes = (Holds,)
    permissions = eligibility.MAY_CHECK

    @extend_schema(
        operation_id="eligibility_check",
        request=EligibilityRequestSerializer,
        responses=EligibilitySerializer,
    )
    def post(self, request: Request) -> Response:
        body = EligibilityRequestSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        found = eligibility.counter_for(body.validated_data["number"], actor=request.user)
        return Response(
            {
                "holdings": [
                    {
                        "product": holding.product.code,
                        "name": holding.product.label,
                        "until": holding.ends_on,
                    }
                    for holding in found.holdings
                ],
                "results": [
                    {
                        "campaign": answer.campaign.code,
                        "name": answer.campaign.name,
                        "may_take": answer.may_take,
                        "reasons": [
                            {"code": reason.code, "detail": str(reason)}
                            for reason in answer.reasons
                        ],
                        "offers": [
                            {"product": offer.product.code, "terms": terms}
                            for offer, terms in zip(answer.offers, answer.terms, strict=True)
                        ],
                        "script": answer.script,
                        "explanations": [
                            {"against": one.against.code, "text": one.text}
                            for one in answer.explanations
                        ],
                        "work_notices": [
                            {"code": one.code, "title": one.title, "words": one.words}
                            for one in answer.notices
                        ],
                    }
                    for answer in found.answers
                ],
            }
        )
