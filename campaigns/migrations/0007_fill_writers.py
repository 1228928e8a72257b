from django.db import migrations

WROTE = ("create", "copy", "change", "submit", "apply_way_out")


def fill(apps, schema_editor):
    """Who wrote in the plans that are there, or submitted them, from the audit trail: from now on
    every write says so itself.
    """
    Campaign = apps.get_model("campaigns", "Campaign")
    Version = apps.get_model("campaigns", "PlanVersion")
    User = apps.get_model("organization", "User")
    rows = set(Campaign.objects.values_list("pk", "author_id"))
    submitted = Version.objects.filter(submitted_by__isnull=False)
    rows |= set(submitted.values_list("campaign_id", "submitted_by_id"))
    plans = dict(Campaign.objects.values_list("code", "pk"))
    people = dict(User.objects.values_list("username", "pk"))
    trail = apps.get_model("common", "AuditEvent").objects.filter(
        object_type="campaign", action__in=WROTE
    )
    for code, actor in trail.values_list("object_code", "actor").distinct():
        if code in plans and actor in people:
            rows.add((plans[code], people[actor]))
    through = Campaign.writers.through
    through.objects.bulk_create(
        [through(campaign_id=plan, user_id=person) for plan, person in sorted(rows)],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0006_writers"),
        ("common", "0003_jobs_wait_beside_running_ones"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
