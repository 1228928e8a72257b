"""Import a file of customers from the command line."""

from __future__ import annotations

from customers.enums import ImportSubject
from customers.management.importing import ImportCommand


class Command(ImportCommand):
    subject = ImportSubject.CUSTOMERS
    help = "Import a file of customers (csv, xlsx, xls, ods)." + ImportCommand.exit_codes
