"""Wiring. Importing the Celery app here lets every process use shared_task."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
