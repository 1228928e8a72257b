from django.db import migrations

COPIED = (
    "name",
    "name_en",
    "evidence",
    "answer_kind",
    "options",
    "satisfied_by",
    "at_least",
    "at_most",
    "proof",
    "role",
    "gate",
    "weight",
    "is_mandatory",
)
CARE = (("script", "finalise", 60), ("requests", "finalise", 15), ("contingency", "launch", 25))
IN_PLAY = ("checking", "coordinating", "finalised", "approved", "live", "suspended")
ORDER = ("contingency", "terms", "script", "exit_rule", "training_on", "requests")
AT_ONCE = 500


def care_for_customers(apps, schema_editor):
    """A company whose lists were written before there was care gets the lines for it."""
    ChecklistItem = apps.get_model("assessment", "ChecklistItem")
    kept = ChecklistItem.objects
    for place, evidence in enumerate(ORDER):
        kept.filter(evidence=evidence).update(position=place)
    if not kept.exists() or kept.filter(category="care").exists():
        return
    taken = set(kept.values_list("code", flat=True))
    kept.bulk_create(
        ChecklistItem(
            code=code,
            category="care",
            evidence=evidence,
            gate=gate,
            weight=weight,
            position=place,
        )
        for place, (evidence, gate, weight) in enumerate(CARE)
        for code in [f"care-{evidence}"]
        if code not in taken
    )


def begin_what_runs(apps, schema_editor):
    """Plans in play keep the list by which they are assessed."""
    Campaign = apps.get_model("campaigns", "Campaign")
    ChecklistItem = apps.get_model("assessment", "ChecklistItem")
    Assessment = apps.get_model("assessment", "Assessment")
    Line = apps.get_model("assessment", "AssessmentLine")
    lists = {}
    for item in ChecklistItem.objects.filter(is_active=True).order_by("position", "code"):
        lists.setdefault(item.category, []).append(item)
    plans = Campaign.objects.filter(state__in=IN_PLAY, working__isnull=False)
    rows = plans.values_list("pk", "code", "working__category", "state_since").order_by("pk")
    rows = list(rows)
    for first in range(0, len(rows), AT_ONCE):
        made = Assessment.objects.bulk_create(
            Assessment(campaign_id=key, category=category, list_number=1, begun_at=since)
            for key, _code, category, since in rows[first : first + AT_ONCE]
        )
        Line.objects.bulk_create(
            Line(
                assessment=one,
                code=f"{code}.1.{item.code}",
                item=item.code,
                position=place,
                **{name: getattr(item, name) for name in COPIED},
            )
            for one, (_key, code, category, _since) in zip(made, rows[first:], strict=False)
            for place, item in enumerate(lists.get(category, ()))
        )


class Migration(migrations.Migration):
    dependencies = [("assessment", "0002_answers")]

    operations = [
        migrations.RunPython(care_for_customers, migrations.RunPython.noop),
        migrations.RunPython(begin_what_runs, migrations.RunPython.noop),
    ]
