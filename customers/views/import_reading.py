"""An uploaded file as its page shows it: the columns, the mapping of the form, the first rows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from common.text import normalise
from customers.enums import ImportState
from customers.imports import files
from customers.imports.mapping import NEEDED, Mapping, read_mapping
from customers.imports.preview import Preview, preview_file, shown_value
from customers.imports.problems import Reject, Unusable
from customers.imports.subjects import subject_of
from customers.imports.suggestions import by_name, last_mapping
from customers.models import ImportBatch
from organization.http import SignedInRequest

SAMPLES = 3
OPTIONS = ("number_prefix", "date_format", "sheet", "encoding")
LONGEST = 80
MAX_DIGITS = 6
KNOWN_MAPPINGS = 20
LONGEST_HEADER = 500


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: how it is named, what stands in it, and the field chosen for it."""

    position: int
    name: str
    samples: list[str]
    field: str

    @property
    def shown(self) -> str:
        """The samples in one line."""
        return " · ".join(self.samples)


@dataclass(slots=True)
class Reading:
    """The uploaded file as the mapping reads it; ``problem`` says why it cannot be read that
    way.
    """

    mapping: Mapping
    preview: Preview | None = None
    problem: str = ""
    columns: list[Column] = field(default_factory=list)
    rows: list[tuple[int, list[str], Reject | None]] = field(default_factory=list)

    needed: tuple[str, ...] = NEEDED

    @property
    def is_ready(self) -> bool:
        return not self.problem and set(self.needed) <= set(self.mapping.columns)


def mapping_from(request: SignedInRequest, batch: ImportBatch) -> Mapping:
    """The mapping as the form says it; before that the stored one, else what the headers
    suggest.
    """
    if request.method != "POST":
        if batch.mapping:
            return read_mapping(batch.mapping, subject_of(batch).fields)
        return known_mapping(batch)
    fields = subject_of(batch).fields
    texts = {name: normalise(request.POST.get(name, ""))[:LONGEST] for name in OPTIONS}
    row = request.POST.get("header_row", "").strip()
    mapping = Mapping(
        {},
        keep_unmapped=request.POST.get("keep_unmapped") == "on",
        header_row=int(row) if row.isascii() and row.isdigit() and len(row) < MAX_DIGITS else 0,
        **texts,
    )
    columns: dict[str, str] = {}
    # Read in another encoding the columns have other names, but they stay where they are.
    is_reopened = request.POST.get("do") == "reopen"
    if is_reopened and mapping.sheet:
        return mapping
    for key in request.POST:
        chosen, place = request.POST[key], key.removeprefix("column-")
        if key.startswith("column-") and place.isdecimal() and chosen in fields:
            name = normalise(request.POST.get(f"name-{place}", ""))[:LONGEST_HEADER]
            columns.setdefault(chosen, f"@{int(place) + 1}" if is_reopened else name)
    return replace(mapping, columns={name: columns[name] for name in fields if name in columns})


def known_mapping(batch: ImportBatch) -> Mapping:
    """The mapping that the same person used last for such a file; an empty one if there is
    none.
    """
    subject = subject_of(batch)
    earlier = ImportBatch.objects.filter(
        started_by=batch.started_by, state=ImportState.DONE, subject=batch.subject
    )
    texts = list(earlier.exclude(mapping="").values_list("mapping", flat=True)[:KNOWN_MAPPINGS])
    try:
        preview = preview_file(
            files.folder() / batch.stored_as,
            name=batch.file_name,
            mapping=Mapping({}),
            subject=subject,
        )
    except Unusable:
        return Mapping({})
    known = last_mapping(preview.names, texts, subject.fields)
    return replace(known, encoding="", sheet="", header_row=0) if known else Mapping({})


def read(path: Path, batch: ImportBatch, mapping: Mapping) -> Reading:
    """The file by the mapping; when that cannot be, its columns alone with the reason."""
    subject = subject_of(batch)
    try:
        preview = preview_file(path, name=batch.file_name, mapping=mapping, subject=subject)
    except Unusable as error:
        reading = Reading(mapping, problem=str(error), needed=subject.needed)
        if mapping.columns:
            fallback = read(path, batch, replace(mapping, columns={}, date_format=""))
            reading.columns, reading.preview = fallback.columns, fallback.preview
        return reading
    used = by_name(preview.mapping, preview.names)
    by_column = {column: name for name, column in used.columns.items()}
    columns = [
        Column(
            position,
            name,
            [row[position] for row in preview.samples if len(row) > position and row[position]][
                :SAMPLES
            ],
            by_column.get(name, ""),
        )
        for position, name in enumerate(preview.names)
    ]
    columns.sort(key=lambda column: not column.field)
    shown = [name for name in subject.fields if name in used.columns]
    rows = [
        (number, [] if reject else [shown_value(preview, place, name) for name in shown], reject)
        for place, (number, _parsed, reject) in enumerate(preview.rows)
    ]
    return Reading(used, preview, "", columns, rows, subject.needed)
