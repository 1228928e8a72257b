from django.db import migrations
from pyroaring import BitMap

from campaigns.waves import BUCKETS, Hundredths, bucket_of, split


def count_waves(apps, schema_editor):
    """Count the persons of every submitted wave from the frozen sets, as submission does from now
    on: the sets never change and the partition is a hash, so the number is that of the day of
    submission. Left to its first reader, a page would have to write.
    """
    Placement = apps.get_model("campaigns", "Placement")
    Wave = apps.get_model("campaigns", "Wave")
    planes = planes_of(apps.get_model("customers", "Party"))
    Shard = apps.get_model("customers", "PartySetShard")
    placements = (
        Placement.objects.filter(
            version__submitted_at__isnull=False, waves__isnull=False, waves__persons__isnull=True
        )
        .select_related("version__campaign")
        .distinct()
        .order_by("version_id", "pk")
    )
    audience_id, audience = None, BitMap()
    for placement in placements.iterator():
        if placement.version.audience_set_id != audience_id:
            audience_id = placement.version.audience_set_id
            audience = set_of(Shard, audience_id)
        people = audience
        if placement.excluded_set_id:
            people = audience - set_of(Shard, placement.excluded_set_id)
        waves = list(Wave.objects.filter(placement=placement).order_by("position", "id"))
        reached = split(placement.version.campaign.code, waves, people, among=Hundredths(planes))
        for wave, persons in zip(waves, reached, strict=True):
            wave.persons = len(persons)
        Wave.objects.bulk_update(waves, ["persons"])


def planes_of(Party):
    planes = [BitMap() for _ in range(BUCKETS)]
    rows = Party.objects.filter(kind="person").values_list("ordinal", "number")
    for ordinal, number in rows.iterator():
        planes[bucket_of(number)].add(ordinal)
    return planes


def set_of(Shard, key):
    rows = Shard.objects.filter(party_set_id=key).values_list("bitmap", flat=True)
    return BitMap().union(*(BitMap.deserialize(bytes(data)) for data in rows))


class Migration(migrations.Migration):

    dependencies = [
        ("campaigns", "0003_wave_persons"),
        ("customers", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(count_waves, migrations.RunPython.noop),
    ]
