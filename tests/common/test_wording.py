"""Whatever a field refuses, it says so in our words, in both languages."""

from __future__ import annotations

import importlib

import pytest
from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.utils.translation import override
from rest_framework import serializers

from channels.models import Product
from common.wording import SLUG, TAKEN, TAKEN_TOGETHER, WORDS, every_field, source
from organization.models import Membership
from organization.passwords import LongEnough, Uncommon, Unlike
from tools.catalogues import ROOT

CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
# What belongs to kinds of fields that neither forms nor the API have, or to programmers.
UNUSED = (
    "hyperlink",
    "IP",
    "UUID",
    "URL",
    "image",
    "duration",
    "Duration",
    "timezone",
    "array",
    "Array",
    "range",
    "Range",
    "JSON dictionary",
    "JSON data",
    "string or null",
    "lookup",
    "inline",
    "filename",
    "Enter two",
    "complete value",
    "%(protocol)s",
    "path choice",
    "either",
    "float",
    "number of days",
    "pk value",
    "URL string",
    "email",
    "pattern",
    "Unicode",
    "dictionary may not",
    "must be unique for",
    "clear checkbox",
    "HH:MM",
    "[DD]",
)


def msgid(sentence: str) -> str:
    """As the catalogue writes it."""
    quoted = sentence.replace('"', r"\"")
    return f'msgid "{quoted}"'


def test_every_message_of_a_field_is_ours():
    importlib.import_module("config.urls")
    ours = CATALOGUE.read_text(encoding="utf-8")
    theirs = {
        source(message)
        for kind in every_field()
        for message in (vars(kind).get("default_error_messages") or {}).values()
    }

    assert [
        one
        for one in sorted(theirs)
        if msgid(one) not in ours and not any(word in one for word in UNUSED)
    ] == []
    assert not theirs & (set(WORDS) - {str(source(ours)) for ours in WORDS.values()})


class Everything(forms.Form):
    text = forms.CharField(max_length=3)
    whole = forms.IntegerField(min_value=1, max_value=5)
    number = forms.DecimalField(max_digits=4, decimal_places=2)
    day = forms.DateField()
    choice = forms.ChoiceField(choices=[("a", "A")])
    code = forms.SlugField()
    mail = forms.EmailField()


class EverythingByApi(serializers.Serializer):
    text = serializers.CharField(max_length=3)
    whole = serializers.IntegerField(min_value=1, max_value=5)
    number = serializers.DecimalField(max_digits=4, decimal_places=2)
    day = serializers.DateField()
    choice = serializers.ChoiceField(choices=["a"])
    code = serializers.SlugField()
    items = serializers.ListField(child=serializers.CharField(), allow_empty=False)


VALUES = [
    {},
    {"text": "four", "whole": "9", "number": "1.234", "day": "x", "choice": "b", "code": "a b"},
    {"text": "x", "whole": "0", "number": "99999", "day": "2027-02-30", "mail": "nobody"},
    {"whole": "x", "number": "x", "items": []},
]
THEIRS = ("Ensure", "valid", "This field", "请确保", "确保该", "有效", "该字段", "这个字段")


@pytest.mark.parametrize("values", VALUES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_forms_and_api_speak_as_one(values, language):
    with override(language):
        form, api = Everything(values), EverythingByApi(data=values)
        assert not form.is_valid()
        assert not api.is_valid()
        said = [str(one) for errors in form.errors.values() for one in errors]
        said += [str(one) for errors in api.errors.values() for one in errors]

    assert [one for one in said if any(word in one for word in THEIRS)] == []
    assert all(("一" <= max(one) <= "龥" or "。" in one) == (language == "zh-hans") for one in said)


def test_one_and_many_in_english():
    with pytest.raises(ValidationError) as one:
        validators.MaxLengthValidator(1)("ab")
    with pytest.raises(ValidationError) as many:
        validators.MaxLengthValidator(2)("abc")

    with override("en"):
        assert one.value.messages == ["Enter at most 1 character; there are 2."]
        assert many.value.messages == ["Enter at most 2 characters; there are 3."]


def test_what_is_taken_names_no_model():
    field = Product._meta.get_field("code")
    together = Membership().unique_error_message(Membership, ("user", "unit"))

    assert field.error_messages["unique"] is TAKEN
    assert together.messages == [str(TAKEN_TOGETHER)]
    assert Product().unique_error_message(Product, ("code",)).messages == [str(TAKEN)]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_passwords_are_refused_in_the_readers_language(language):
    with override(language):
        said = [LongEnough(12).get_error_message(), Uncommon().get_error_message()]
        said.append(Unlike().get_error_message())

    assert all(one.isascii() == (language == "en") for one in said)


def test_codes_say_which_signs_they_take():
    with override("en"):
        assert str(SLUG) == "Letters, digits, hyphens and underscores only."
