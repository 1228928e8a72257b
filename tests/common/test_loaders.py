from django.template.loader import get_template

from common.loaders import INDENTATION


def test_pages_are_sent_without_the_indentation_of_their_templates():
    source = get_template("common/base.html").template.source

    assert "<body" in source
    assert not INDENTATION.search(source)


def test_blanks_within_a_line_stay():
    assert INDENTATION.sub("", "  <b>a</b> <i>b</i>\n\n\t<p> c </p>") == (
        "<b>a</b> <i>b</i>\n\n<p> c </p>"
    )
