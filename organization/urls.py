from django.urls import path, register_converter

from organization.views import (
    audit,
    days,
    delegation,
    entries,
    mail_choices,
    notices,
    people,
    policies,
    saved_views,
    setup,
    tokens,
    units,
    webhooks,
    workbook,
)


class AccountAction:
    regex = "activate|deactivate|password"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(AccountAction, "account_action")

app_name = "organization"
urlpatterns = [
    path("setup/", setup.setup, name="setup"),
    path("setup/people/", people.people, name="people"),
    path("setup/people/<str:username>/", people.person, name="person"),
    path(
        "setup/people/<str:username>/roles/<int:membership_id>/end/",
        people.end_role,
        name="end-role",
    ),
    path("setup/people/<str:username>/<account_action:action>/", people.account, name="account"),
    path("setup/units/", units.units, name="units"),
    path("setup/units/new/", units.unit, name="unit-new"),
    path("setup/units/<slug:code>/", units.unit, name="unit"),
    path("setup/policies/", policies.policies, name="policies"),
    path("setup/policies/<str:key>/", policies.policy, name="policy"),
    path(
        "setup/policies/<str:key>/<int:policy_id>/withdraw/",
        policies.withdraw,
        name="policy-withdraw",
    ),
    path("setup/workbook/", workbook.workbook, name="workbook"),
    path("setup/workbook/file/", workbook.download, name="workbook-file"),
    path("setup/days/", days.days, name="days"),
    path("setup/days/<int:year>/load/", days.load, name="days-load"),
    path("setup/days/closed/", days.closed, name="closed-span"),
    path("setup/data/<slug:kind>/", entries.entries, name="entries"),
    path("setup/data/<slug:kind>/new/", entries.entry, name="entry-new"),
    path("setup/data/<slug:kind>/<str:key>/", entries.entry, name="entry"),
    path("setup/data/<slug:kind>/<str:key>/remove/", entries.remove, name="entry-remove"),
    path("setup/webhooks/", webhooks.webhooks, name="webhooks"),
    path("setup/webhooks/new/", webhooks.webhook, name="webhook-new"),
    path("setup/webhooks/<slug:code>/", webhooks.webhook, name="webhook"),
    path("setup/webhooks/<slug:code>/test/", webhooks.test, name="webhook-test"),
    path("setup/webhooks/<slug:code>/remove/", webhooks.remove, name="webhook-remove"),
    path("setup/deliveries/<int:delivery_id>/again/", webhooks.again, name="send-again"),
    path("setup/audit/", audit.trail, name="audit"),
    path("views/", saved_views.save, name="view-save"),
    path("views/<int:view_id>/delete/", saved_views.delete, name="view-delete"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:token_id>/revoke/", tokens.revoke, name="token-revoke"),
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.read, name="notices-read"),
    path("notices/<int:notice_id>/read/", notices.read, name="notice-read"),
    path("notices/mail/", mail_choices.mail_choices, name="mail-choices"),
    path("notices/unsubscribe/<str:token>/", mail_choices.unsubscribe, name="unsubscribe"),
    path("out-of-office/", delegation.delegation, name="delegation"),
    path("out-of-office/<int:delegation_id>/revoke/", delegation.revoke, name="delegation-revoke"),
]
