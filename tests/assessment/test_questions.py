"""What a question may say, and what of its answers is good enough. No database."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from assessment.answering import has_proof, is_good, met, read_answer
from assessment.models import AssessmentLine, ChecklistItem


def question(**values):
    return ChecklistItem(**{"name": "问", "answer_kind": "yes_no", **values})


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({}, set()),
        ({"name": ""}, {"name"}),
        ({"name": "", "evidence": "script"}, set()),
        ({"evidence": "script", "proof": "file", "options": "a;b"}, {"proof", "options"}),
        ({"answer_kind": "choice"}, {"options"}),
        ({"answer_kind": "choice", "options": "好"}, {"options"}),
        ({"answer_kind": "choice", "options": "好；好"}, {"options"}),
        ({"answer_kind": "choice", "options": "好；坏"}, set()),
        ({"answer_kind": "choice", "options": "好;坏", "satisfied_by": "中"}, {"satisfied_by"}),
        ({"options": "a;b"}, {"options"}),
        ({"satisfied_by": "no"}, set()),
        ({"satisfied_by": "maybe"}, {"satisfied_by"}),
        ({"at_least": Decimal(1)}, {"at_least"}),
        ({"answer_kind": "number", "at_least": Decimal(5), "at_most": Decimal(5)}, set()),
        ({"answer_kind": "number", "at_least": Decimal(6), "at_most": Decimal(5)}, {"at_most"}),
        ({"answer_kind": "text", "satisfied_by": "x"}, {"satisfied_by"}),
    ],
)
def test_what_does_not_fit_together_is_said_at_its_field(values, fields):
    assert {name for name, _error in question(**values).troubles()} == fields


@pytest.mark.parametrize(
    ("values", "given", "kept"),
    [
        ({}, " yes ", "yes"),
        ({}, "maybe", None),
        ({}, "", None),
        ({"answer_kind": "choice", "options": "好；坏"}, "坏", "坏"),
        ({"answer_kind": "choice", "options": "好；坏"}, "中", None),
        ({"answer_kind": "number"}, "1,200.50", "1200.5"),
        ({"answer_kind": "number"}, "600", "600"),
        ({"answer_kind": "number"}, "-0", "0"),
        ({"answer_kind": "number"}, "NaN", None),
        ({"answer_kind": "number"}, "1e20", None),
        ({"answer_kind": "number"}, "many", None),
        ({"answer_kind": "text"}, "x" * 2000, "x" * 2000),
        ({"answer_kind": "text"}, "x" * 2001, None),
        ({"answer_kind": "text"}, "a\u202eb", None),
        ({"answer_kind": "lesson"}, "applied", "applied"),
        ({"answer_kind": "lesson"}, "yes", None),
    ],
)
def test_an_answer_is_kept_as_it_reads_or_refused(values, given, kept):
    if kept is None:
        with pytest.raises(ValidationError):
            read_answer(question(**values), given)
    else:
        assert read_answer(question(**values), given) == kept


@pytest.mark.parametrize(
    ("values", "answer", "good"),
    [
        ({}, "yes", True),
        ({}, "no", False),
        ({"satisfied_by": "no"}, "no", True),
        ({"answer_kind": "choice", "options": "a;b;c", "satisfied_by": "a;b"}, "b", True),
        ({"answer_kind": "choice", "options": "a;b;c", "satisfied_by": "a;b"}, "c", False),
        ({"answer_kind": "choice", "options": "a;b"}, "b", True),
        ({"answer_kind": "number", "at_least": Decimal(200)}, "200", True),
        ({"answer_kind": "number", "at_least": Decimal(200)}, "199.99", False),
        ({"answer_kind": "number", "at_most": Decimal(5)}, "5.01", False),
        ({"answer_kind": "text"}, "x", True),
        ({"answer_kind": "lesson"}, "not_here", True),
    ],
)
def test_what_is_good_enough(values, answer, good):
    assert is_good(question(**values), answer) is good


@pytest.mark.parametrize(
    ("line", "types", "there"),
    [
        ({}, [], True),
        ({"proof": "picture"}, [], False),
        ({"proof": "picture"}, ["application/pdf"], False),
        ({"proof": "picture"}, ["application/pdf", "image/png"], True),
        ({"proof": "file"}, ["application/pdf"], True),
        ({"proof": "link"}, [], False),
        ({"proof": "link", "link": "https://x.example/"}, [], True),
        ({"proof": "day"}, [], False),
    ],
)
def test_what_has_to_lie_beside_an_answer(line, types, there):
    assert has_proof(AssessmentLine(**line), types) is there


def test_nothing_is_met_before_it_is_answered():
    assert met(AssessmentLine(name="x"), ["image/png"]) is None
    assert met(AssessmentLine(name="x", answer="yes", proof="picture"), []) is False
    assert met(AssessmentLine(name="x", answer="yes", proof="picture"), ["image/png"]) is True
