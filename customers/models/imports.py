from __future__ import annotations

from django.db import models

from customers.enums import ImportState, ImportSubject


class ImportBatch(models.Model):
    """One file of customers, or of what was done to them: what it is, how far it came, what was
    rejected and why.
    """

    subject = models.CharField(
        max_length=10,
        choices=ImportSubject.choices,
        default=ImportSubject.CUSTOMERS,
        db_default=ImportSubject.CUSTOMERS,
    )
    source = models.CharField(
        max_length=40, blank=True, db_default="", help_text="The system that tells of touches."
    )

    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of the file.")
    stored_as = models.CharField(max_length=120, help_text="Random name below the data folder.")
    mapping = models.TextField(blank=True, help_text="The mapping in TOML.")
    encoding = models.CharField(max_length=20, blank=True)
    sheet = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=ImportState.choices)
    is_partial = models.BooleanField(
        default=False, help_text="Take the good rows even if some are rejected."
    )
    rows = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    repeated = models.PositiveIntegerField(
        default=0, help_text="Rows of a number that a later row of the file names again."
    )
    rejected = models.PositiveIntegerField(default=0)
    extras = models.JSONField(
        default=dict,
        help_text="What hangs on the customers, counted: holdings, links, opt-outs, consents.",
    )
    rejects_file = models.CharField(max_length=120, blank=True)
    error = models.TextField(blank=True, help_text="Case and params of the message, as JSON.")
    started_by = models.CharField(max_length=150)
    created_at = models.DateTimeField()
    read_since = models.DateTimeField(
        null=True, blank=True, help_text="When a worker began to read the file this time."
    )
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.file_name
