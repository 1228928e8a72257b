from django.db import migrations

# What one writing statement adds to the tally of plans, and takes from it: a row for each side of
# each finding that came to be open (1) or no longer is (-1) as it was. A finding and its sides come
# and go in any order; a side counts from the moment at which both are there.
OF_FINDINGS = """
    SELECT side.campaign_id, row.severity, row.finding_class, {sign} AS n
    FROM {rows} row JOIN findings_findingside side ON side.finding_id = row.id
    WHERE row.state = 'open'
"""
OF_CHANGED = """
    SELECT side.campaign_id, row.severity, row.finding_class, {sign} AS n
    FROM {rows} row JOIN {others} other ON other.id = row.id
    JOIN findings_findingside side ON side.finding_id = row.id
    WHERE row.state = 'open' AND (row.state, row.severity, row.finding_class)
        IS DISTINCT FROM (other.state, other.severity, other.finding_class)
"""
OF_SIDES = """
    SELECT row.campaign_id, finding.severity, finding.finding_class, {sign} AS n
    FROM {rows} row JOIN findings_finding finding ON finding.id = row.finding_id
    WHERE finding.state = 'open'
"""
CAME = {"rows": "came", "others": "gone", "sign": 1}
WENT = {"rows": "gone", "others": "came", "sign": -1}
DELTAS = {
    ("finding", "INSERT"): OF_FINDINGS.format(**CAME),
    ("finding", "UPDATE"): OF_CHANGED.format(**CAME) + " UNION ALL " + OF_CHANGED.format(**WENT),
    ("finding", "DELETE"): OF_FINDINGS.format(**WENT),
    ("findingside", "INSERT"): OF_SIDES.format(**CAME),
    ("findingside", "UPDATE"): OF_SIDES.format(**CAME) + " UNION ALL " + OF_SIDES.format(**WENT),
    ("findingside", "DELETE"): OF_SIDES.format(**WENT),
}
TABLES = {
    "INSERT": "NEW TABLE AS came",
    "UPDATE": "OLD TABLE AS gone NEW TABLE AS came",
    "DELETE": "OLD TABLE AS gone",
}
# Rows are locked in the order of their keys. A plan that is being deleted has lost its row.
FUNCTION = """
CREATE FUNCTION findings_tally_{table}_{verb}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS ({delta}) THEN
        RETURN NULL;
    END IF;
    INSERT INTO findings_opentally (campaign_id, blocking, harm, warnings, lighter)
    SELECT campaign_id, 0, 0, 0, 0 FROM ({delta}) delta
    GROUP BY campaign_id HAVING sum(n) > 0 ORDER BY campaign_id
    ON CONFLICT DO NOTHING;
    PERFORM 1 FROM findings_opentally
    WHERE campaign_id IN (SELECT campaign_id FROM ({delta}) delta)
    ORDER BY campaign_id FOR NO KEY UPDATE;
    UPDATE findings_opentally tally SET
        blocking = tally.blocking + summed.blocking,
        harm = tally.harm + summed.harm,
        warnings = tally.warnings + summed.warnings,
        lighter = tally.lighter + summed.lighter
    FROM (
        SELECT campaign_id,
            coalesce(sum(n) FILTER (WHERE severity = 'blocking'), 0) AS blocking,
            coalesce(sum(n) FILTER (WHERE severity = 'blocking' AND finding_class = 'harm'), 0)
                AS harm,
            coalesce(sum(n) FILTER (WHERE severity = 'warning'), 0) AS warnings,
            coalesce(sum(n) FILTER (WHERE severity <> 'blocking'), 0) AS lighter
        FROM ({delta}) delta GROUP BY campaign_id
    ) summed
    WHERE tally.campaign_id = summed.campaign_id;
    RETURN NULL;
END $$;
CREATE TRIGGER findings_tally_{verb} AFTER {verb} ON findings_{table} REFERENCING {tables}
    FOR EACH STATEMENT EXECUTE FUNCTION findings_tally_{table}_{verb}();
"""
FILL = """
INSERT INTO findings_opentally (campaign_id, blocking, harm, warnings, lighter)
SELECT side.campaign_id,
    count(*) FILTER (WHERE severity = 'blocking'),
    count(*) FILTER (WHERE severity = 'blocking' AND finding_class = 'harm'),
    count(*) FILTER (WHERE severity = 'warning'),
    count(*) FILTER (WHERE severity <> 'blocking')
FROM findings_findingside side JOIN findings_finding finding ON finding.id = side.finding_id
WHERE finding.state = 'open' GROUP BY side.campaign_id;
"""
FORWARD = FILL + "".join(
    FUNCTION.format(table=table, verb=verb, delta=delta, tables=TABLES[verb])
    for (table, verb), delta in DELTAS.items()
)
BACKWARD = "".join(
    f"DROP TRIGGER findings_tally_{verb} ON findings_{table};"
    f" DROP FUNCTION findings_tally_{table}_{verb}();"
    for table, verb in DELTAS
)


class Migration(migrations.Migration):
    """Count what is open against each plan, and keep the counts with every write."""

    dependencies = [("findings", "0006_open_tally")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
