"""What a field says when its value does not fit: our words for those of Django and of its REST
framework.

They stand at their field, so they name neither the field nor the model. Both libraries keep their
sentences in tables of their field classes; ``speak`` puts ours in, once, before anything is built
from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

FILL_IN = _("Fill this in.")
WHOLE, NUMBER = _("Enter a whole number."), _("Enter a number.")
DAY, TIME = _("Enter a day such as 2027-03-01."), _("Enter a time such as 09:00.")
MOMENT = _("Enter a day and a time such as 2027-03-01 09:00.")
NOT_LISTED = _("Choose one of the list.")
NO_FILE = _("Choose a file.")
TEXT = _("Text is expected here.")
TAKEN = _("This is taken already; choose another one.")
TAKEN_TOGETHER = _("There is an entry like this already.")
UNFIT = _("This does not fit with what is there already.")

# Their English sentence → ours. Placeholders are theirs.
WORDS: dict[str, Any] = {
    "This field is required.": FILL_IN,
    "This field cannot be blank.": FILL_IN,
    "This field cannot be null.": FILL_IN,
    "This field may not be blank.": FILL_IN,
    "This field may not be null.": FILL_IN,
    "%(model_name)s with this %(field_label)s already exists.": TAKEN,
    "This field must be unique.": TAKEN,
    "Enter a whole number.": WHOLE,
    "A valid integer is required.": WHOLE,
    "A valid biginteger is required.": WHOLE,
    "“%(value)s” value must be an integer.": WHOLE,
    "Enter a number.": NUMBER,
    "A valid number is required.": NUMBER,
    "“%(value)s” value must be a decimal number.": NUMBER,
    "“%(value)s” value must be a float.": NUMBER,
    "Enter a valid date.": DAY,
    "Date has wrong format. Use one of these formats instead: {format}.": DAY,
    "Expected a date but got a datetime.": DAY,
    "“%(value)s” value has an invalid date format. It must be in YYYY-MM-DD format.": DAY,
    "“%(value)s” value has the correct format (YYYY-MM-DD) but it is an invalid date.": DAY,
    "Enter a valid time.": TIME,
    "Time has wrong format. Use one of these formats instead: {format}.": TIME,
    "Enter a valid date/time.": MOMENT,
    "Datetime has wrong format. Use one of these formats instead: {format}.": MOMENT,
    "Expected a datetime but got a date.": MOMENT,
    "Select a valid choice. %(value)s is not one of the available choices.": NOT_LISTED,
    "Select a valid choice. That choice is not one of the available choices.": NOT_LISTED,
    "Value %(value)r is not a valid choice.": NOT_LISTED,
    "“%(pk)s” is not a valid value.": NOT_LISTED,
    "Enter a list of values.": NOT_LISTED,
    "This selection may not be empty.": NOT_LISTED,
    '"{input}" is not a valid choice.': _('"{input}" is none of the choices.'),
    "Object with {slug_name}={value} does not exist.": _('"{value}" is unknown.'),
    'Invalid pk "{pk_value}" - object does not exist.': _('"{pk_value}" is unknown.'),
    "%(model)s instance with %(field)s %(value)r is not a valid choice.": NOT_LISTED,
    "No file was submitted.": NO_FILE,
    "No file was submitted. Check the encoding type on the form.": NO_FILE,
    "The submitted data was not a file. Check the encoding type on the form.": NO_FILE,
    "The submitted file is empty.": _("The file is empty."),
    "Not a valid string.": TEXT,
    "Invalid value.": TEXT,
    "Must be a valid boolean.": _("true or false is expected here."),
    "This list may not be empty.": _("Name at least one."),
    'Expected a list of items but got type "{input_type}".': _("A list is expected here."),
    'Expected a dictionary of items but got type "{input_type}".': _("An object is expected here."),
    "Invalid data. Expected a dictionary, but got {datatype}.": _("An object is expected here."),
    "Value must be valid JSON.": _("This is no valid JSON."),
    "Enter a valid JSON.": _("This is no valid JSON."),
    "Ensure this field has at least {min_length} characters.": _(
        "Enter at least {min_length} characters."
    ),
    "Ensure this field has no more than {max_length} characters.": _(
        "Enter at most {max_length} characters."
    ),
    "Ensure this field has at least {min_length} elements.": _("Name at least {min_length}."),
    "Ensure this field has no more than {max_length} elements.": _("Name at most {max_length}."),
    "Ensure this value is greater than or equal to {min_value}.": _("At least {min_value}."),
    "Ensure this value is less than or equal to {max_value}.": _("At most {max_value}."),
    "Ensure that there are no more than {max_digits} digits in total.": _(
        "At most {max_digits} digits."
    ),
    "Ensure that there are no more than {max_decimal_places} decimal places.": _(
        "At most {max_decimal_places} digits after the point."
    ),
    "Ensure that there are no more than {max_whole_digits} digits before the decimal point.": _(
        "At most {max_whole_digits} digits before the point."
    ),
    "String value too large.": _("This is too long."),
    'Enter a valid "slug" consisting of letters, numbers, underscores or hyphens.': _(
        "Letters, digits, hyphens and underscores only."
    ),
}
SLUG = WORDS['Enter a valid "slug" consisting of letters, numbers, underscores or hyphens.']


def speak() -> None:
    """Put our words into the tables of the field classes and into the validators."""
    from rest_framework import validators as serializer_validators  # needs the apps

    for kind in every_field():
        table = vars(kind).get("default_error_messages") or {}
        for code, message in list(table.items()):
            table[code] = WORDS.get(source(message), message)
    validators.MinValueValidator.message = _("At least %(limit_value)s.")
    validators.MaxValueValidator.message = _("At most %(limit_value)s.")
    validators.StepValueValidator.message = _("Choose a multiple of %(limit_value)s.")
    validators.MinLengthValidator.message = ngettext_lazy(
        "Enter at least %(limit_value)d character.",
        "Enter at least %(limit_value)d characters.",
        "limit_value",
    )
    validators.MaxLengthValidator.message = ngettext_lazy(
        "Enter at most %(limit_value)d character; there are %(show_value)d.",
        "Enter at most %(limit_value)d characters; there are %(show_value)d.",
        "limit_value",
    )
    decimals: dict[str, Any] = {
        "invalid": NUMBER,
        "max_digits": ngettext_lazy("At most %(max)s digit.", "At most %(max)s digits.", "max"),
        "max_decimal_places": ngettext_lazy(
            "At most %(max)s digit after the point.",
            "At most %(max)s digits after the point.",
            "max",
        ),
        "max_whole_digits": ngettext_lazy(
            "At most %(max)s digit before the point.",
            "At most %(max)s digits before the point.",
            "max",
        ),
    }
    validators.DecimalValidator.messages = decimals
    validators.EmailValidator.message = _("Enter an e-mail address such as name@company.example.")
    validators.URLValidator.message = _("Enter an address such as https://company.example.")
    validators.RegexValidator.message = _("This does not have the right form.")
    validators.ProhibitNullCharactersValidator.message = _("The text holds control characters.")
    models.Model.unique_error_message = unique_error_message  # type: ignore[method-assign]
    serializer_validators.UniqueValidator.message = TAKEN
    serializer_validators.UniqueTogetherValidator.message = TAKEN_TOGETHER
    validators.validate_slug.message = SLUG
    validators.validate_unicode_slug.message = SLUG


def speak_of_constraints() -> None:
    """What a constraint without words of its own says. Constraints take it when they are made, so
    this comes before the models.
    """
    models.BaseConstraint.default_violation_error_message = UNFIT


def unique_error_message(self: Any, model_class: Any, unique_check: Any) -> ValidationError:
    """In the place of Django's, which names the model."""
    if len(unique_check) == 1:
        message = self._meta.get_field(unique_check[0]).error_messages["unique"]
        return ValidationError(message, code="unique")
    return ValidationError(TAKEN_TOGETHER, code="unique_together")


def every_field() -> Iterator[type]:
    """Every class of field of the three libraries, as far as it is loaded."""
    # Only here, because it needs the apps; `relations` comes with it.
    from rest_framework import serializers

    waiting: list[type] = [forms.Field, models.Field, serializers.Field]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        yield kind


def source(message: Any) -> str:
    """The English sentence of a message, whatever the language."""
    arguments = getattr(message, "_args", None)
    return str(arguments[0]) if arguments else str(message)
