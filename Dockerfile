# One image for web, worker, dispatcher and migrate; the command says which. It holds no secret.
FROM python:3.11-slim-bookworm AS packages
# runtime, or arranging, which has the solver for start dates of a whole cycle as well.
ARG PACKAGES=runtime
RUN python -m venv /opt/venv
COPY requirements/${PACKAGES}.lock /tmp/packages.lock
RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r /tmp/packages.lock

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --no-create-home --home-dir /data jiepai && install -d -o jiepai -g jiepai /data
COPY --from=packages /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONUNBUFFERED=1 \
    JIEPAI_ENVIRONMENT=provided \
    JIEPAI_ENV=production \
    JIEPAI_DATA=/data \
    JIEPAI_STATIC=/app/static
WORKDIR /app
COPY . .
# The values exist only while these two commands run.
RUN python -m tools.catalogues
RUN SECRET_KEY=used-while-the-static-files-are-collected-and-never-again-0123456789 \
    ALLOWED_HOSTS=localhost DATABASE_URL=postgresql://localhost/none REDIS_URL=redis://localhost/0 \
    python manage.py collectstatic --no-input --verbosity 0
USER jiepai
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["python", "-m", "tools.health", "http://127.0.0.1:8000"]
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--preload", "--no-control-socket", "--worker-class", "gthread", "--workers", "3", "--threads", "8", "--timeout", "60", "--graceful-timeout", "20", "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-", "--logger-class", "config.server.AccessLog"]
