import os

from django.core.wsgi import get_wsgi_application

from config.env import in_words

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

with in_words():
    application = get_wsgi_application()

from common.versions import refuse_newer_database

refuse_newer_database()
