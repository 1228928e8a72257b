"""What a check stood on, and the check once more."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from common.api.filters import refuse_unknown
from common.api.views import ApiView
from preflight.api.run_serializers import ReplaySerializer, RunInputsSerializer, replay_json
from preflight.run_access import replay_for, run_or_404
from preflight.run_view import run_view


class RunInputs(ApiView):
    """What a finished check stood on: each rule's inputs, policy values and data versions."""

    @extend_schema(operation_id="check_runs_inputs", responses=RunInputsSerializer)
    def get(self, request: Request, code: str, run_id: UUID) -> Response:
        refuse_unknown(request.query_params, {"format"})
        _plan, run = run_or_404(request.user, code, run_id)
        return Response(RunInputsSerializer(run_view(run)).data)


class RunReplay(ApiView):
    """Asks the rules of a finished check again, on what it stood on; nothing is written."""

    throttle_scope = "submit"

    @extend_schema(operation_id="check_runs_replay", request=None, responses=ReplaySerializer)
    def post(self, request: Request, code: str, run_id: UUID) -> Response:
        plan, run = run_or_404(request.user, code, run_id)
        return Response(ReplaySerializer(replay_json(replay_for(request.user, plan, run))).data)
