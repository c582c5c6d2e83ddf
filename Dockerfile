FROM python:3.12-slim

# Fonts for captions in every script; without them strange letters show as boxes.
RUN apt-get update && apt-get install --yes --no-install-recommends fonts-noto-core fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home slate
WORKDIR /app
COPY requirements.lock pyproject.toml README.md ./
RUN pip install --no-cache-dir --requirement requirements.lock
COPY bot bot
COPY cogs cogs
COPY engine engine
COPY migrations migrations
RUN pip install --no-cache-dir --no-deps . && install -d -o slate -g slate /data

USER slate
# Inside the container the page must listen on every address; compose.yaml publishes it to this machine only.
ENV SLATE_HOST=0.0.0.0 SLATE_DATA=/data PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8321
CMD ["slate", "run"]
