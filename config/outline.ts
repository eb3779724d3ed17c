import { z } from 'zod'
import { DEFAULT_HTTP_PORT, DEFAULT_SLACK_PORT } from './defaults.ts'

/*
 * The names and ports in settings that may be wrong elsewhere: whatever is not of the right type is left out, so that
 * collisions are found in the same pass as everything else.
 */

const text = z.string().catch('')
const texts = z.array(text).catch([])
const port = z.coerce.number().catch(0)

/** Names of secrets by variables. */
const secretsFrom = z.record(z.string(), text).catch({})

/** Where the kind is of no use it is reported elsewhere; left out, it is chosen elsewhere. */
const target = z
  .object({ kind: text, secretsFrom, route: z.unknown().optional(), service: z.unknown().optional() })
  .optional()
  .catch({ kind: '', secretsFrom: {} })

/** Of Prometheus, the name of a secret. */
const telemetry = z.object({ kind: text, token: text }).optional().catch(undefined)

const NO_SOURCE = { token: '', key: '' }

/** Where a host of repositories is; what is no address there is reported elsewhere. */
const hostUrl = (usual: string) =>
  z
    .object({ url: z.url().default(usual) })
    .prefault({})
    .catch({ url: usual })

const named = z.object({ id: text, aliases: texts })

const outlineSchema = z.object({
  http: z
    .object({ port: port.default(DEFAULT_HTTP_PORT), grpcPort: port.default(0) })
    .prefault({})
    .catch({ port: DEFAULT_HTTP_PORT, grpcPort: 0 }),
  slack: z
    .object({
      ...{ botToken: text, appToken: text, signingSecret: text, port: port.default(DEFAULT_SLACK_PORT) },
      ...{ clientId: text, clientSecret: text, stateSecret: text, installationKey: text, publicUrl: text },
    })
    .optional()
    .catch(undefined),
  /** Only the names. */
  secrets: z
    .record(z.string(), z.unknown())
    .default({})
    .catch({})
    .transform((secrets) => Object.keys(secrets)),
  services: z
    .array(
      named
        .extend({
          environments: z
            .record(
              z.string(),
              z
                .object({ port, target, telemetry, secretsFrom })
                .catch({ port: 0, target: { kind: '', secretsFrom: {} }, secretsFrom: {} }),
            )
            .catch({}),
          target,
          telemetry,
          secretsFrom,
          source: z.object({ token: text, key: text }).catch(NO_SOURCE),
          start: z.unknown().optional(),
          build: z.object({ kind: text }).optional().catch(undefined),
          repository: text,
          codeHost: z.object({ kind: text }).optional().catch({ kind: '' }),
        })
        .catch({
          id: '',
          aliases: [],
          environments: {},
          target: { kind: '', secretsFrom: {} },
          secretsFrom: {},
          source: NO_SOURCE,
          start: undefined,
          build: undefined,
          repository: '',
        }),
    )
    .optional()
    .catch(undefined),
  environments: z
    .array(
      named
        .extend({ confirm: text, ring: z.boolean().catch(false) })
        .catch({ id: '', aliases: [], confirm: '', ring: false }),
    )
    .optional()
    .catch(undefined),
  rings: z.array(named.extend({ environments: texts }).catch({ id: '', aliases: [], environments: [] })).catch([]),
  inventory: z
    .object({
      policy: z
        .array(z.object({ kinds: texts, rings: texts, do: text }).catch({ kinds: [], rings: [], do: '' }))
        .catch([]),
    })
    .optional()
    .catch(undefined),
  freezes: z
    .array(z.object({ services: texts, environments: texts }).catch({ services: [], environments: [] }))
    .catch([]),
  github: hostUrl('https://github.com'),
  gitlab: hostUrl('https://gitlab.com'),
  mcp: z
    .object({
      servers: z
        .array(z.object({ name: text, token: text, secretsFrom }).catch({ name: '', token: '', secretsFrom: {} }))
        .catch([]),
    })
    .catch({ servers: [] }),
  jenkins: z.object({ token: text }).optional().catch(undefined),
  announcements: z
    .array(z.object({ services: texts, environments: texts }).catch({ services: [], environments: [] }))
    .catch([]),
  codeEvents: z.array(z.object({ services: texts, deploy: text }).catch({ services: [], deploy: '' })).catch([]),
  requireChecks: z
    .array(z.object({ services: texts, environments: texts }).catch({ services: [], environments: [] }))
    .catch([]),
  order: z.array(z.object({ environment: text, after: text }).catch({ environment: '', after: '' })).catch([]),
  approvals: z
    .array(
      z
        .object({ services: texts, environments: texts, roles: texts })
        .catch({ services: [], environments: [], roles: [] }),
    )
    .catch([]),
  people: z.array(z.object({ ids: texts }).catch({ ids: [] })).catch([]),
  access: z
    .object({
      roles: z
        .record(
          z.string(),
          z
            .object({ may: texts, services: texts, environments: texts })
            .catch({ may: [], services: [], environments: [] }),
        )
        .catch({}),
      members: z.array(z.looseObject({ roles: texts }).catch({ roles: [] })).catch([]),
    })
    .optional()
    .catch(undefined),
})

export type Outline = z.output<typeof outlineSchema>

export function outlineOf(settings: unknown): Outline {
  const parsed = outlineSchema.safeParse(settings)
  return parsed.success ? parsed.data : outlineSchema.parse({})
}
