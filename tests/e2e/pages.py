"""Which pages the browser looks at and as whom, and why some addresses are no page of their own.

``tests/architecture/test_routes.py`` holds this against the URLconf: an address that answers to GET
and has no example here needs a reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

NOBODY = ""


class Case(NamedTuple):
    """Who opens which address (parameters: ``EXAMPLES``) in which language."""

    who: str
    path: str
    language: str


# Who opens what, in both languages. Addresses stand here that a person opens every day.
DAILY: Mapping[str, tuple[str, ...]] = {
    "planner.consumer": (
        "/",
        "/calendar/",
        "/calendar/?view=month",
        "/calendar/?view=list",
        "/calendar/?zoom=quarter&panel={blocked}",
        "/calendar/feeds/",
        "/campaigns/",
        "/campaigns/new/",
        "/campaigns/cycles/",
        "/campaigns/{blocked}/",
        "/campaigns/{blocked}/findings/?show=all",
        "/campaigns/{blocked}/findings/{finding}/negotiation/",
        "/negotiations/",
        "/campaigns/{blocked}/history/",
        "/campaigns/{asked}/tab/assessment/",
        "/campaigns/{blocked}/reach/",
        "/reach/",
        "/campaigns/{draft}/edit/",
        "/search/?q=充",
        "/comms/",
        "/comms/themes/",
        "/comms/plans/",
        "/channels/",
        "/channels/matrix/",
        "/customers/",
        "/customers/segments/",
        "/customers/marketing/",
        "/customers/matches/",
        "/customers/import/",
        "/benefits/",
        "/benefits/record/",
        "/benefits/saved/",
        "/notices/",
        "/tokens/",
        "/out-of-office/",
    ),
    "branch.east": (
        "/schedule/",
        "/calendar/",
        "/resources/arrivals/",
        "/reports/new/",
        "/reports/{report}/",
        "/work-notices/{words}/",
        "/comms/released/",
        "/campaigns/{approved}/",
    ),
    "resource.keeper": ("/resources/", "/resources/leaflet-a4/"),
    "leader": (
        "/",
        "/week/",
        "/negotiations/",
        "/meetings/",
        "/meetings/{meeting}/",
        "/calendar/",
        "/cycles/{cycle}/",
        "/cycles/{cycle}/review/",
        "/cycles/{cycle}/rows/intentions/",
        "/cycles/{cycle}/arranging/",
        "/playbooks/",
        "/commitments/?side=all",
        "/reports/?side=all",
        "/work-notices/?all=1",
        "/campaigns/{reported}/front-line/",
    ),
    "admin": (
        "/setup/",
        "/setup/people/",
        "/setup/units/",
        "/setup/policies/",
        "/setup/audit/",
        "/setup/operations/",
        "/setup/operations/faults/",
        "/setup/data/closed-days/",
        "/setup/data/hotline-calls/",
        "/setup/workbook/",
        "/setup/webhooks/",
    ),
}
# Forms and details, each in one language in turn.
OCCASIONAL: Mapping[str, tuple[str, ...]] = {
    NOBODY: ("/accounts/login/",),
    "planner.consumer": (
        "/accounts/logout/",
        "/accounts/password/change/",
        "/calendar/move/{draft}/",
        "/campaigns/{blocked}/revisions/1/",
        "/campaigns/{blocked}/checks/{run}/",
        "/campaigns/{blocked}/reach/reached/",
        "/campaigns/{blocked}/tab/comms/",
        "/campaigns/{blocked}/findings/{finding}/customers/",
        "/campaigns/{blocked}/findings/{finding}/ways/{way}/",
        "/customers/{customer}/",
        "/customers/marketing/new/",
        "/customers/marketing/{group}/",
        "/customers/import/{file}/",
        "/customers/segments/new/",
        "/customers/segments/new-list/",
        "/customers/touches/",
        "/customers/segments/{segment}/",
    ),
    "planner.product": (
        "/channels/products/",
        "/channels/products/new/",
        "/channels/products/recharge/",
    ),
    "channel.manager": (
        "/channels/new/",
        "/channels/results/",
        "/channels/results/new/",
        "/channels/results/file/",
        "/channels/results/{result}/",
        "/channels/sms/",
        "/channels/matrix/recharge/consumer/sms/",
    ),
    "comms.editor": (
        "/comms/themes/new/",
        "/comms/themes/{theme}/",
        "/comms/plans/new/",
        "/comms/plans/{texts}/",
        "/comms/plans/{texts}/edit/",
        "/comms/plans/{texts}/drafts/new/",
        "/comms/drafts/{text}/",
        "/comms/drafts/{text}/edit/",
        "/comms/drafts/{text}/difference/",
    ),
    "resource.keeper": (
        "/resources/new/",
        "/resources/leaflet-a4/edit/",
        "/resources/leaflet-a4/receive/",
        "/resources/leaflet-a4/transfer/",
        "/resources/arrivals/{arrival}/",
    ),
    "branch.east": ("/resources/arrivals/{arrival}/confirm/",),
    "leader": (
        "/meetings/{meeting}/minutes/",
        "/playbooks/promotion-flow/",
        "/commitments/{promise}/",
        "/campaigns/{promising}/commitments/",
        "/campaigns/{joint}/joint/",
        "/campaigns/{urgent}/workgroup/",
    ),
    "front.office": ("/campaigns/{asked}/assessment/lines/{question}/",),
    "service.manager": (
        "/setup/checklists/?category=promotion",
        "/work-notices/new/",
        "/work-notices/{unissued}/edit/",
    ),
    "admin": (
        "/setup/people/leader/",
        "/setup/webhooks/new/",
        "/notices/mail/",
        "/setup/units/new/",
        "/setup/units/consumer/",
        "/setup/days/",
        "/setup/days/closed/",
        "/setup/data/product-families/new/",
        "/setup/data/hotline-rosters/new/",
        "/setup/data/customer-groups/consumer/",
        "/setup/policies/preflight.pressure_sms_days/",
    ),
}
LANGUAGES = ("zh-hans", "en")

# Addresses that answer to GET and are no page of their own.
NO_PAGES: Mapping[str, str] = {
    "commitments/{code}/evidence/{evidence_id}/": "a download",
    "reports/{code}/photos/{key}/": "a picture",
    "setup/webhooks/{code}/": "no webhook is there; the tests of deliveries look at it",
    "notices/unsubscribe/{token}/": "the link of a mail; the tests of deliveries look at it",
    "campaigns/{code}/move/": "there while leadership asks for it",
    "cycles/{code}/arranging/{arrangement_id}/": ("there once a worker has searched"),
    "cycles/{code}/arranging/{arrangement_id}/progress/": ("there while a worker searches"),
    "cycles/{code}/arranging/{arrangement_id}/moves.xlsx": "a download",
    "campaigns/export/": "a download",
    "campaigns/{code}/assessment/": "the content of campaigns/{code}/tab/{slug}/",
    "campaigns/{code}/assessment/files/{key}/": "a download",
    "campaigns/{code}/comms/": "the content of campaigns/{code}/tab/{slug}/",
    "campaigns/{code}/edit/audience/count/": "a number in campaigns/{code}/edit/",
    "campaigns/{code}/edit/choices/{kind}/": "options in campaigns/{code}/edit/",
    "campaigns/{code}/edit/dates/panel/": "a part of campaigns/{code}/edit/",
    "campaigns/{code}/edit/slots/panel/": "a part of campaigns/{code}/edit/",
    "campaigns/{code}/edit/findings/panel/": "a part of campaigns/{code}/edit/",
    "campaigns/{code}/findings/{finding_id}/ways/{way_id}/outlook/": (
        "a part of campaigns/{code}/findings/{finding_id}/ways/{way_id}/"
    ),
    "customers/import/{token}/progress/": "a part of customers/import/{token}/ while it runs",
    "customers/import/{token}/rejected/": "a download",
    "channels/results/template/": "a download",
    "customers/import/template/": "a download",
    "setup/workbook/file/": "a download",
}

CLASH = """
    FROM campaigns_campaign c JOIN organization_unit u ON u.id = c.owner_unit_id
    JOIN findings_findingside s ON s.campaign_id = c.id
    JOIN findings_finding f ON f.id = s.finding_id
    WHERE u.code = 'consumer' AND f.rule = 'offer-clash'
    AND f.state = 'open' AND f.severity = 'blocking'
"""
WAITING = """
    FROM assessment_assessmentline l JOIN assessment_assessment a ON a.id = l.assessment_id
    JOIN campaigns_campaign c ON c.id = a.campaign_id
    WHERE l.role = 'front_office' AND l.answer = '' AND l.evidence = '' AND a.is_current
    AND c.state IN ('checking', 'coordinating')
"""
# Where the demo company's database holds what a parameter stands for.
EXAMPLES: Mapping[str, str] = {
    # A plan whose pre-assessment waits for the front office, and its question.
    "asked": f"SELECT c.code {WAITING} ORDER BY c.code, l.id LIMIT 1",
    "question": f"SELECT l.item {WAITING} ORDER BY c.code, l.id LIMIT 1",
    # A plan with a blocking finding, that finding, and a way out that changes that plan.
    "blocked": f"SELECT c.code {CLASH} ORDER BY c.code, f.id LIMIT 1",
    "finding": f"SELECT f.id {CLASH} ORDER BY c.code, f.id LIMIT 1",
    "run": f"""
        SELECT r.id FROM findings_checkrun r JOIN common_job j ON j.id = r.job_id
        WHERE j.state = 'done' AND r.campaign_id = (
            SELECT c.id {CLASH} ORDER BY c.code, f.id LIMIT 1
        ) ORDER BY r.created_at DESC LIMIT 1
    """,
    "way": f"""
        SELECT way->>'id' FROM (
            SELECT c.code, f.ways_out {CLASH} ORDER BY c.code, f.id LIMIT 1
        ) one, jsonb_array_elements(one.ways_out) way WHERE way->>'campaign' = one.code LIMIT 1
    """,
    "draft": """
        SELECT c.code FROM campaigns_campaign c
        JOIN organization_unit u ON u.id = c.owner_unit_id
        WHERE u.code = 'consumer' AND c.state = 'draft' AND c.origin = 'own'
        ORDER BY c.code LIMIT 1
    """,
    # A coming plan.
    "approved": """
        SELECT code FROM campaigns_campaign WHERE state = 'approved' AND name = '家庭共享包加量'
    """,
    # A plan that takes along another unit's product, and an urgent one.
    "joint": """
        SELECT c.code FROM campaigns_campaign c
        JOIN campaigns_participation p ON p.version_id = c.working_id
        WHERE c.state = 'coordinating' AND p.state <> 'left' ORDER BY c.code LIMIT 1
    """,
    "urgent": """
        SELECT c.code FROM campaigns_campaign c
        JOIN campaigns_planversion v ON v.id = c.working_id
        WHERE c.state = 'coordinating' AND v.is_urgent ORDER BY c.code LIMIT 1
    """,
    # A plan with commitments, and one of them.
    "promising": "SELECT c.code FROM campaigns_campaign c JOIN coordination_commitment o"
    " ON o.campaign_id = c.id GROUP BY c.code ORDER BY count(*) DESC, c.code LIMIT 1",
    "promise": "SELECT code FROM coordination_commitment WHERE state = 'requested'"
    " ORDER BY code LIMIT 1",
    # A report and the words in force that answer it.
    "reported": "SELECT c.code FROM campaigns_campaign c JOIN frontline_report r"
    " ON r.campaign_id = c.id JOIN frontline_worknotice w ON w.campaign_id = c.id"
    " WHERE w.state = 'in_force' ORDER BY c.code LIMIT 1",
    "report": "SELECT code FROM frontline_report WHERE state = 'asked' ORDER BY code LIMIT 1",
    "words": "SELECT code FROM frontline_worknotice WHERE state = 'withdrawn' LIMIT 1",
    "unissued": "SELECT code FROM frontline_worknotice WHERE state = 'draft' LIMIT 1",
    "meeting": "SELECT code FROM coordination_meeting ORDER BY id LIMIT 1",
    "cycle": """
        SELECT code FROM campaigns_planningcycle WHERE kind = 'quarter' AND ends_on >= current_date
        ORDER BY starts_on LIMIT 1
    """,
    "customer": "SELECT number FROM customers_customer ORDER BY number LIMIT 1",
    "group": "SELECT code FROM customers_marketingcustomer ORDER BY id LIMIT 1",
    "segment": "SELECT code FROM customers_segment WHERE kind = 'filter' ORDER BY code LIMIT 1",
    "theme": "SELECT code FROM comms_theme WHERE is_binding LIMIT 1",
    # A communication plan, and the text that its editor writes anew.
    "result": "SELECT uuid FROM channels_placementresult ORDER BY id LIMIT 1",
    "texts": "SELECT code FROM comms_communicationplan ORDER BY code LIMIT 1",
    "text": """
        SELECT code FROM comms_draft d WHERE state IN ('writing', 'changes_required') ORDER BY (
            SELECT count(*) FROM comms_draftversion v WHERE v.draft_id = d.id
        ) DESC, code LIMIT 1
    """,
    "arrival": """
        SELECT a.id FROM resources_arrival a JOIN organization_unit u ON u.id = a.unit_id
        WHERE u.code = 'branch-east' AND a.received_at IS NULL ORDER BY a.expected_on LIMIT 1
    """,
}
# What the test that opens the page makes itself.
MADE = frozenset({"file"})


def cases() -> Iterator[Case]:
    for who, paths in DAILY.items():
        for path in paths:
            yield from (Case(who, path, language) for language in LANGUAGES)
    occasional = [(who, path) for who, paths in OCCASIONAL.items() for path in paths]
    for number, (who, path) in enumerate(occasional):
        yield Case(who, path, LANGUAGES[number % 2])
