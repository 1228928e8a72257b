"""Arrangements of a planning cycle, and the move that a plan's owner answers, as JSON."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.access import may_write
from campaigns.api.views.base import visible_plan
from campaigns.models import PlanningCycle
from common.api.serializers import StrictSerializer
from common.api.views import ApiView
from common.errors import NO_PERMISSION, Refused
from common.models import JobState
from organization.models import User
from preflight import arranging_words, commands
from preflight.access import asked_moves, may_arrange
from preflight.models import ArrangedMove, Arrangement, MoveState

LONGEST_CODE, MOST = 20, 500


def codes(**more: Any) -> serializers.ListField:
    """Codes of plans."""
    return serializers.ListField(
        child=serializers.CharField(max_length=LONGEST_CODE), max_length=MOST, **more
    )


class StartArrangementSerializer(StrictSerializer):
    """``held`` are codes of plans that are to stay."""

    moves_waves = serializers.BooleanField(required=False)
    held = codes(required=False)


class AskOwnersSerializer(StrictSerializer):
    """The codes of the plans whose owners are asked; the other proposals are dropped."""

    campaigns = codes()


class AnswerMoveSerializer(StrictSerializer):
    """``reason`` is needed to decline."""

    answer = serializers.ChoiceField(["confirm", "decline"])
    reason = serializers.CharField(required=False, allow_blank=True, max_length=500)


class MovedWaveSerializer(serializers.Serializer[Any]):
    """A wave with a day of its own: 0-based placement, 1-based wave."""

    placement = serializers.IntegerField()
    wave = serializers.IntegerField()
    on = serializers.DateField()


class MoveSerializer(serializers.Serializer[Any]):
    """``reasons`` are what would come about if the plan alone stayed, in the reader's language;
    ``persons_before`` and ``persons_after`` how many the plan would contact too often.
    """

    campaign = serializers.CharField(source="campaign.code")
    state = serializers.ChoiceField(MoveState.choices)
    from_on = serializers.DateField()
    to_on = serializers.DateField()
    waves = MovedWaveSerializer(many=True)
    reasons = serializers.SerializerMethodField()
    persons_before = serializers.IntegerField(source="persons.0", allow_null=True)
    persons_after = serializers.IntegerField(source="persons.1", allow_null=True)
    answer = serializers.CharField(allow_blank=True)

    def get_reasons(self, move: ArrangedMove) -> list[str]:
        reasons: dict[int, list[str]] = self.context["reasons"]
        return reasons[move.pk]


class OutcomeSerializer(serializers.Serializer[Any]):
    blocking = serializers.IntegerField()
    warning = serializers.IntegerField()
    persons = serializers.IntegerField()
    over = serializers.IntegerField()
    points = serializers.IntegerField()
    moved = serializers.IntegerField()
    days = serializers.IntegerField()


class ArrangementSerializer(serializers.Serializer[Any]):
    """``before`` and ``after`` are null until it is done, and where no plan may be moved."""

    id = serializers.UUIDField()
    cycle = serializers.CharField(source="cycle.code")
    state = serializers.ChoiceField(JobState.choices, source="job.state")
    progress = serializers.IntegerField(source="job.progress")
    moves_waves = serializers.BooleanField()
    held = codes()
    created_at = serializers.DateTimeField()
    stopped_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    is_optimal = serializers.BooleanField()
    before = serializers.SerializerMethodField()
    after = serializers.SerializerMethodField()
    moves = serializers.SerializerMethodField()

    @extend_schema_field(OutcomeSerializer(allow_null=True))
    def get_before(self, arrangement: Arrangement) -> dict[str, int] | None:
        return arrangement.before or None

    @extend_schema_field(OutcomeSerializer(allow_null=True))
    def get_after(self, arrangement: Arrangement) -> dict[str, int] | None:
        return arrangement.after or None

    @extend_schema_field(MoveSerializer(many=True))
    def get_moves(self, arrangement: Arrangement) -> list[dict[str, Any]]:
        return moves_json(list(arrangement.moves.select_related("campaign")), self.context["user"])


def moves_json(moves: list[ArrangedMove], user: User) -> list[dict[str, Any]]:
    context = {"reasons": arranging_words.of_moves(moves, user)}
    return [dict(one) for one in MoveSerializer(moves, many=True, context=context).data]


def cycle_of(user: User, code: str) -> PlanningCycle:
    """The cycle, for who arranges it. Raises ``Refused`` (403), ``Http404``."""
    if not may_arrange(user):
        raise Refused(NO_PERMISSION)
    found = PlanningCycle.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def arrangement_of(user: User, code: str, arrangement_id: UUID) -> Arrangement:
    rows = Arrangement.objects.select_related("cycle", "job")
    found = rows.filter(pk=arrangement_id, cycle=cycle_of(user, code)).first()
    if found is None:
        raise Http404
    return found


def answered(arrangement: Arrangement, user: User, status: int = 200) -> Response:
    arrangement.job.refresh_from_db()
    return Response(ArrangementSerializer(arrangement, context={"user": user}).data, status=status)


class Arrangements(ApiView):
    """Start dates for a whole cycle, worked out in the background."""

    throttle_scope = "submit"

    @extend_schema(
        operation_id="arrangements_start",
        request=StartArrangementSerializer,
        responses={202: ArrangementSerializer},
    )
    def post(self, request: Request, code: str) -> Response:
        cycle = cycle_of(request.user, code)
        asked = StartArrangementSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        found = commands.start_arrangement(cycle=cycle, actor=request.user, **asked.validated_data)
        return answered(found, request.user, status=202)


class ArrangementDetail(ApiView):
    @extend_schema(operation_id="arrangements_retrieve", responses=ArrangementSerializer)
    def get(self, request: Request, code: str, arrangement_id: UUID) -> Response:
        """One arrangement: how far it is, before and after, its moves."""
        return answered(arrangement_of(request.user, code, arrangement_id), request.user)


class StopArrangement(ApiView):
    @extend_schema(
        operation_id="arrangements_stop", request=None, responses={202: ArrangementSerializer}
    )
    def post(self, request: Request, code: str, arrangement_id: UUID) -> Response:
        """End the search with the best that was found."""
        found = arrangement_of(request.user, code, arrangement_id)
        stopped = commands.stop_arrangement(arrangement_id=found.pk, actor=request.user)
        return answered(stopped, request.user, status=202)


class RepeatArrangement(ApiView):
    @extend_schema(
        operation_id="arrangements_repeat", request=None, responses={202: ArrangementSerializer}
    )
    def post(self, request: Request, code: str, arrangement_id: UUID) -> Response:
        """Work out the rest again after owners declined; answers with the new arrangement."""
        found = arrangement_of(request.user, code, arrangement_id)
        again = commands.repeat_arrangement(arrangement_id=found.pk, actor=request.user)
        return answered(again, request.user, status=202)


class AskOwners(ApiView):
    @extend_schema(
        operation_id="arrangements_ask",
        request=AskOwnersSerializer,
        responses=ArrangementSerializer,
    )
    def post(self, request: Request, code: str, arrangement_id: UUID) -> Response:
        """Ask the owners of some plans to move them; the other proposals are dropped."""
        found = arrangement_of(request.user, code, arrangement_id)
        asked = AskOwnersSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        commands.ask_owners(
            arrangement_id=found.pk, actor=request.user, campaigns=asked.validated_data["campaigns"]
        )
        return answered(found, request.user)


class Move(ApiView):
    """The newest move that the plan's owner is asked for."""

    @extend_schema(operation_id="campaigns_move_retrieve", responses=MoveSerializer)
    def get(self, request: Request, code: str) -> Response:
        """The move, 404 where none is asked for."""
        return Response(moves_json([asked_of(request.user, code)], request.user)[0])

    @extend_schema(
        operation_id="campaigns_move_answer", request=AnswerMoveSerializer, responses=MoveSerializer
    )
    def post(self, request: Request, code: str) -> Response:
        """Confirm it, and the plan gets its new dates; or decline it with a reason."""
        move = asked_of(request.user, code)
        said = AnswerMoveSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        if said.validated_data["answer"] == "confirm":
            done = commands.confirm_move(move_id=move.pk, actor=request.user)
        else:
            done = commands.decline_move(
                move_id=move.pk, actor=request.user, text=said.validated_data.get("reason", "")
            )
        return Response(moves_json([done], request.user)[0])


def asked_of(user: User, code: str) -> ArrangedMove:
    """The newest move asked for. Raises ``Refused`` (403) for another unit's plan, ``Http404``."""
    plan = visible_plan(user, code)
    if not may_write(user, plan):
        raise Refused(NO_PERMISSION)
    move = asked_moves(plan).first()
    if move is None:
        raise Http404
    return move
