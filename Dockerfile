# syntax=docker/dockerfile:1
# The Node that the tests run on. Another one, or this one by its digest: docker build --build-arg NODE_IMAGE=node@sha256:…
ARG NODE_IMAGE=node:24.21.0-bookworm-slim
FROM ${NODE_IMAGE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# No install script is needed here: the image brings Node 24, which the package `node` would download once more.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM ${NODE_IMAGE}
# git, with what it needs for https and ssh: releases are checked out of the services' repositories.
RUN apt-get update \
  && apt-get install -y --no-install-recommends git ca-certificates openssh-client \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY package.json ./
COPY notation notation
COPY config config
COPY intents intents
COPY jobs jobs
COPY assets assets
COPY adapters adapters
COPY console console
COPY src src
# By number, so that Kubernetes can tell that it is not root. Root is for a bot that builds and runs services on its own
# machine, as another user who cannot read its tokens: docker build --build-arg SHIPMATE_USER=0:0
ARG SHIPMATE_USER=1000:1000
# Everything Shipmate keeps, and what it prepares.
RUN mkdir -p /data node_modules/.cache && chown "${SHIPMATE_USER}" /data node_modules/.cache
USER ${SHIPMATE_USER}
# What the first start would otherwise wait for.
RUN node src/main.ts prepare
ENV NODE_ENV=production SHIPMATE_DATA_DIR=/data SHIPMATE_PUBLIC_HOST=0.0.0.0
# The image itself may be read-only: only /data and /tmp are written to.
VOLUME /data
EXPOSE 3000 3001
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.SHIPMATE_HTTP_PORT || 3000) + '/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "src/main.ts", "start", "--no-terminal"]
