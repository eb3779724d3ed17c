import { z } from 'zod'
import { seconds, url } from './schema-values.ts'
import type { Secret } from './secret.ts'

/* Who counts the requests of users in an environment. */

/** A query is told the place and the release by whole label values: nothing else of them may be written by a name. */
const LABELS = ['service', 'environment', 'version', 'sha'] as const
const PLACEHOLDER = /\{([A-Za-z]+)\}/g

function problemWith(query: string): string | undefined {
  for (const match of query.matchAll(PLACEHOLDER)) {
    const [whole, name = ''] = match
    const [before, after] = [query.slice(0, match.index), query.slice(match.index + whole.length)]
    if (name === 'window') {
      if (!before.endsWith('[') || !after.startsWith(']')) return '{window} must stand alone in square brackets'
    } else if (LABELS.some((label) => label === name)) {
      const isWhole = /(?:^|[^!~=])="$/.test(before) && after.startsWith('"')
      if (!isWhole) return `{${name}} must be a whole label value: ="{${name}}"`
    } else return `{${name}} means nothing here. {service}, {environment}, {version}, {sha} and {window} do`
  }
  if (!query.includes('[{window}]')) return 'must look back over [{window}]'
  return /="\{(?:version|sha)\}"/.test(query) ? undefined : 'must name the release: version="{version}" or ="{sha}"'
}

const query = (description: string) =>
  z
    .string()
    .max(2_000)
    .superRefine((text, context) => {
      const message = problemWith(text)
      if (message !== undefined) context.addIssue({ code: 'custom', message })
    })
    .describe(description)

const OF_RELEASE = 'service="{service}",environment="{environment}",version="{version}"'

const prometheus = z.strictObject({
  kind: z.literal('prometheus').describe('A server with the HTTP API of Prometheus: [telemetry.md](telemetry.md)'),
  url: url(/^https?$/, 'Its address, which `/api/v1/query` is appended to'),
  token: z.string().min(1).optional().describe('The name of a secret that is sent as a bearer token'),
  timeoutSeconds: seconds('How long an answer may take').default(5),
  queries: z
    .strictObject({
      requests: query('How many requests a release answered').default(
        `sum(increase(http_requests_total{${OF_RELEASE}}[{window}]))`,
      ),
      errors: query('How many of them failed').default(
        `sum(increase(http_requests_total{${OF_RELEASE},code=~"5.."}[{window}]))`,
      ),
      latency: query('The buckets of a histogram of seconds, by `le`').default(
        `sum by (le) (increase(http_request_duration_seconds_bucket{${OF_RELEASE}}[{window}]))`,
      ),
    })
    .prefault({}),
})

/** What `telemetry` may be, of a service or of one of its environments. */
export const telemetry = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('proxy').describe('The proxy of the machine of the bot, where the service is `local`'),
  }),
  z.strictObject({ kind: z.literal('none').describe('Nobody: releases are judged by their health alone') }),
  prometheus,
])

type TelemetrySettings = z.output<typeof telemetry>

export interface PrometheusConfig extends Omit<z.output<typeof prometheus>, 'token'> {
  readonly token?: Secret
}

export type TelemetryConfig = Exclude<TelemetrySettings, { kind: 'prometheus' }> | PrometheusConfig

/** A name of a secret that is not there was reported before. */
export function telemetryFrom(chosen: TelemetrySettings, secrets: Readonly<Record<string, Secret>>): TelemetryConfig {
  if (chosen.kind !== 'prometheus') return chosen
  const { token: name, ...rest } = chosen
  const token = name === undefined ? undefined : secrets[name]
  return { ...rest, ...(token && { token }) }
}
