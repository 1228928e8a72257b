"""Typed facts: a rule declares with these kinds what its findings say; nothing else knows a fact by
its key.
"""

from findings.facts.base import OVERLAP, Fact, Figure, Names, Note, Noun
from findings.facts.codes import (
    CHANNEL,
    GROUP,
    MOMENT,
    PLAN,
    PRODUCT,
    RESOURCE,
    SEGMENT,
    UNIT,
    Code,
    Plain,
    Word,
)
from findings.facts.compound import Many, OneOrMany, Per, Record, Span
from findings.facts.declaration import Crowds, Facts
from findings.facts.entries import Sides
from findings.facts.kinds import (
    Count,
    Day,
    Days,
    Flag,
    Money,
    Number,
    Organisations,
    Percent,
    Persons,
    Pieces,
    Ratio,
    Signed,
    Time,
)
from findings.facts.tables import FactTable

__all__ = [
    "CHANNEL",
    "GROUP",
    "MOMENT",
    "OVERLAP",
    "PLAN",
    "PRODUCT",
    "RESOURCE",
    "SEGMENT",
    "UNIT",
    "Code",
    "Count",
    "Crowds",
    "Day",
    "Days",
    "Fact",
    "FactTable",
    "Facts",
    "Figure",
    "Flag",
    "Many",
    "Money",
    "Names",
    "Note",
    "Noun",
    "Number",
    "OneOrMany",
    "Organisations",
    "Per",
    "Percent",
    "Persons",
    "Pieces",
    "Plain",
    "Ratio",
    "Record",
    "Sides",
    "Signed",
    "Span",
    "Time",
    "Word",
]
