# syntax=docker/dockerfile:1
# The same image serves web, worker, beat and the one-time migration; docker-compose.yml says which.

FROM node:22-bookworm-slim AS oberflaeche
WORKDIR /bau
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM python:3.11-slim-bookworm AS pakete
COPY requirements/laufzeit.txt /bau/laufzeit.txt
RUN python -m venv /opt/venv \
 && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --only-binary :all: --require-hashes -r /bau/laufzeit.txt

FROM python:3.11-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=konferenz.settings \
    VAR_DIR=/var/lib/konferenz
RUN groupadd --gid 10001 konferenz \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin konferenz \
 && install -d -o konferenz -g konferenz -m 0700 /var/lib/konferenz /var/lib/konferenz/medien /var/lib/konferenz/journal
WORKDIR /app
COPY --from=pakete /opt/venv /opt/venv
COPY --from=oberflaeche /bau/node_modules node_modules
COPY . .
# Values for this one step only: reading the settings needs them, collecting files does not.
RUN BETRIEBSART=produktion SECRET_KEY=nur-zum-bauen FELD_SCHLUESSEL= ALLOWED_HOSTS=localhost BASIS_URL=https://localhost \
    DATABASE_URL=postgresql:///keine REDIS_URL=redis://keiner EMAIL_URL=smtp://keiner MAIL_VON=keiner@localhost \
    sh -c 'python manage.py sprachen_kompilieren && python manage.py collectstatic --noinput --verbosity 0' \
 && python -m compileall -q konferenz beirat budget planung programm anmeldung \
 && chmod -R a+rX /var/lib/konferenz/statisch && chown konferenz:konferenz /var/lib/konferenz/statisch
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "konferenz.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "2", "--threads", "8", "--timeout", "60", "--graceful-timeout", "40", "--keep-alive", "5", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket", \
     "--limit-request-line", "4094", "--limit-request-fields", "60", "--limit-request-field_size", "8190"]
