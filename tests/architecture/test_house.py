"""The house keeps its shape: floors, keys, guards, sizes."""

import ast
import re
import tomllib
from pathlib import Path
from statistics import median, quantiles

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
FLOORS = settings.LOCAL_APPS
SOURCES = sorted(
    path
    for app in [*FLOORS, "config", "tools"]
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts
)

# Pages that strangers may open, each with its reason.
PUBLIC = {
    "account_login": "the way in",
    "account_logout": "the way out",
    "account_signup": "answers that nobody may sign up",
    "account_confirm_login_code": "of the sign-in library; such codes are not sent",
    "account_inactive": "says that the account is closed",
    "account_reset_password": "of the sign-in library; sends no mail for unknown people",
    "account_reset_password_done": "of the sign-in library",
    "account_reset_password_from_key": "of the sign-in library",
    "account_reset_password_from_key_done": "of the sign-in library",
    "account_confirm_email": "of the sign-in library",
    "account_email_verification_sent": "of the sign-in library",
    "set_language": "the language of the sign-in page",
    "unsubscribe": "the link of a mail: its sealed token says whose mails of what kind end",
    "live": "health checks carry no credentials",
    "ready": "health checks carry no credentials",
    "feed": "a calendar program carries no credentials but the secret of the address",
}


def views(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern):
            yield namespace, pattern


def test_every_floor_stands_in_the_import_contract():
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ][0]["layers"]

    assert list(reversed(contract)) == [*FLOORS, "config"]


def test_foreign_keys_point_down():
    height = {app: number for number, app in enumerate(FLOORS)}
    wrong = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in height
        for field in model._meta.get_fields()
        if field.is_relation
        and field.concrete
        and field.related_model is not None
        and height.get(field.related_model._meta.app_label, -1) > height[model._meta.app_label]
    ]

    assert wrong == []


def test_common_has_no_key_to_any_floor():
    keys = [
        f"{m._meta.label}.{f.name}"
        for m in apps.get_app_config("common").get_models()
        for f in m._meta.get_fields()
        if f.is_relation
    ]

    assert keys == []


def test_late_imports_occur_only_where_floors_are_discovered():
    discovery = {"config/urls.py", "preflight/rules/__init__.py", "desk/inbox/__init__.py"}
    late = {"import_module", "get_model", "__import__"}
    found = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) in late
    }

    assert {path for path in found if not path.startswith("tools/")} <= discovery


def test_every_page_asks_for_a_sign_in_or_is_public_for_a_reason():
    open_pages = {
        pattern.name
        for _namespace, pattern in views(get_resolver())
        if getattr(pattern.callback, "login_required", True) is False
        and not hasattr(pattern.callback, "cls")
    }

    assert open_pages <= set(PUBLIC), f"open without a reason: {open_pages - set(PUBLIC)}"


def test_every_api_view_asks_for_a_sign_in():
    from rest_framework.permissions import AllowAny

    described = {"schema", "api-docs"}
    lax = [
        pattern.name
        for _namespace, pattern in views(get_resolver())
        if hasattr(pattern.callback, "cls")
        and AllowAny in getattr(pattern.callback.cls, "permission_classes", ())
    ]

    assert set(lax) <= described


def test_url_names_are_unique():
    names = [
        (namespace, pattern.name)
        for namespace, pattern in views(get_resolver())
        if pattern.name and namespace
    ]

    assert len(names) == len(set(names))


def test_locks_are_taken_in_one_place():
    allowed = {"common/locks.py", "common/jobs.py", "common/api/views.py"}
    takers = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr == "select_for_update"
    }

    assert takers <= allowed


def test_no_signals_point_up():
    receivers = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if "django.dispatch" in path.read_text() or "models.signals" in path.read_text()
    ]

    assert receivers == []


@pytest.mark.parametrize(
    "word", ["TODO", "FIXME", "NotImplementedError", "coming soon", "敬请期待"]
)
def test_nothing_is_left_for_later(word):
    files = [
        path
        for app in FLOORS
        for path in (ROOT / app).rglob("*")
        if path.suffix in {".py", ".html", ".js", ".css"}
    ]

    assert [str(path.relative_to(ROOT)) for path in files if word in path.read_text()] == []


# What leaves a trace without changing anything: looks, exports, people who come in.
LOOKS = {
    "customers/lookups.py",
    "customers/unmasking.py",
    "findings/api/concerned.py",
    "organization/adapters.py",
    "organization/views/audit.py",
    "organization/views/workbook.py",
}


def test_every_write_ends_in_the_one_frame():
    """Only ``common.write`` writes the logs, so that no command forgets one of them."""
    by_hand = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.parts[len(ROOT.parts)] != "common"
        and any(call in path.read_text() for call in ("audit.record(", "record_change("))
    }

    assert by_hand == LOOKS


# Words of a search or a look-up, and what names a column: nothing is kept of them.
ASKED = {
    "common/display.py",  # two words of a sentence
    "campaigns/views/editor/lists.py",
    "campaigns/views/editor/others.py",
    "customers/lookups.py",
    "customers/views/import_reading.py",
    "customers/views/listing.py",
    "customers/views/marketing.py",
    "desk/search.py",
    # movements that follow from what was said and bounded before
    "resources/movements.py",
    "resources/reservations.py",
}
CUT = re.compile(r"(strip\(\)|normalise\([^)\n]*\)|\.POST\.get\([^)\n]*\))(\.\w+\([^)\n]*\))*\[:")


def test_no_words_are_cut_off():
    """What is longer than may be kept is refused at its field (``errors.words_within``)."""
    cutting = {str(path.relative_to(ROOT)) for path in SOURCES if CUT.search(path.read_text())}

    assert {one for one in cutting if one.split("/")[0] in FLOORS} <= ASKED


# Lines of a module, counted at 100 columns: half of them have no more than the first, nine tenths
# no more than the second, none more than the third.
MEDIAN, NINE_TENTHS, LONGEST = 75, 220, 330


def test_modules_stay_readable():
    sizes = {str(path.relative_to(ROOT)): path.read_text().count("\n") for path in SOURCES}
    counts = sorted(sizes.values())

    assert {name: lines for name, lines in sizes.items() if lines > LONGEST} == {}
    assert median(counts) <= MEDIAN, "split off what is a subject of its own, or shorten"
    assert quantiles(counts, n=10)[-1] <= NINE_TENTHS, sorted(
        ((lines, name) for name, lines in sizes.items() if lines > NINE_TENTHS), reverse=True
    )


def test_only_psycopg2_is_installed():
    from django.db.backends.postgresql.psycopg_any import is_psycopg3

    assert not is_psycopg3
