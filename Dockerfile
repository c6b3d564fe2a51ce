# NetLead as a container: slim, non-root, with a health check.
FROM python:3.13-slim AS build
WORKDIR /app
COPY requirements.lock ./
RUN python -m venv /app/.venv \
    && /app/.venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md ./
COPY bot bot
COPY adapters adapters
COPY coaching coaching
COPY migrations migrations
RUN /app/.venv/bin/pip install --no-cache-dir --no-build-isolation --no-deps . \
    && /app/.venv/bin/pip uninstall --yes --quiet setuptools pip

FROM python:3.13-slim
RUN useradd --uid 10001 --create-home --home-dir /data netlead
COPY --from=build /app/.venv /app/.venv
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    NETLEAD_DATA_DIR=/data \
    NETLEAD_HOST=0.0.0.0 \
    NETLEAD_WEB_CHAT=false
USER netlead
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import sys, urllib.request as r; sys.exit(r.urlopen('http://127.0.0.1:8080/livez', timeout=4).status != 200)"]
CMD ["netlead", "run"]
