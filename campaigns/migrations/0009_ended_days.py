"""Plans that ended before their last day was kept: the day of the step that ended them."""

from django.db import migrations

# The audit trail knows when a plan was ended; one that it does not know ran as long as planned.
LAST_DAYS = """
UPDATE campaigns_campaign plan SET ended_on = least(
    version.ends_on,
    (SELECT (max(event.happened_at) AT TIME ZONE 'Asia/Shanghai')::date FROM common_auditevent event
     WHERE event.object_type = 'campaign' AND event.object_code = plan.code
     AND event.action = 'end')
)
FROM campaigns_planversion version
WHERE version.id = coalesce(plan.in_force_id, plan.working_id)
AND plan.state IN ('ended', 'evaluated') AND plan.ended_on IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0008_plan_ended_on"), ("common", "0001_initial")]
    operations = [migrations.RunSQL(LAST_DAYS, migrations.RunSQL.noop)]
