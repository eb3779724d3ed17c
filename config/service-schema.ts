import { z } from 'zod'
import { MOST_OBJECTIVE_DAYS } from '../src/domain/objective.ts'
import { ciBuild } from './ci-build.ts'
import { codeHost } from './code-host-schema.ts'
import { DEFAULT_CANARY } from './defaults.ts'
import { gitSource } from './git-source.ts'
import { aliases, command, id, numeric, seconds } from './schema-values.ts'
import { localParts, localPlaceParts } from './targets/local-target.ts'
import { target } from './targets/target.ts'
import { telemetry } from './telemetry.ts'

/** With more it is no small share any more. */
const MOST_CANARY_PERCENT = 50
/** It holds its environment all that time, and others wait. */
const LONGEST_CANARY_MINUTES = 24 * 60
/** Nobody promises less than half of all requests: a smaller number is a share that was meant as percent. */
const LEAST_AVAILABILITY = 50
const MOST_AVAILABILITY = 99.999

const objective = (description: string) =>
  z
    .strictObject({
      availability: numeric(
        z.number().min(LEAST_AVAILABILITY).max(MOST_AVAILABILITY),
        `Percent of the requests that are answered without an error, such as 99.5: from ${LEAST_AVAILABILITY} to ${MOST_AVAILABILITY}, since with 100 nothing could ever go wrong`,
      ),
      days: numeric(
        z.int().min(1).max(MOST_OBJECTIVE_DAYS),
        `The number of days it covers, at most ${MOST_OBJECTIVE_DAYS}: request counts are kept no longer`,
      ).default(28),
    })
    .optional()
    .describe(description)

/** What a service of shipmate.yaml may hold. */
export const service = z.strictObject({
  id: id('service'),
  aliases,
  description: z.string().optional().describe('One line on what it does, for people'),
  repository: z.string().min(1).describe('Its git repository: a path (relative to this file) or a URL'),
  codeHost,
  source: gitSource,
  build: z
    .union([command('A list of arguments without a shell'), ciBuild])
    .optional()
    .describe(
      'How to build it: a list of arguments without a shell, or `{ kind: github-actions, workflow }`, `{ kind: gitlab-pipeline }`, `{ kind: jenkins, job }` ([ci.md](ci.md)). Without it nothing is built',
    ),
  buildTimeoutSeconds: seconds('How long a build may take').default(600),
  test: command(
    'How a built commit is tested, for `uses: test` of a workflow: it passes when it ends with exit code 0',
  ).optional(),
  testTimeoutSeconds: seconds('How long its tests may take').default(900),
  keep: numeric(
    z.int().min(2).max(1_000),
    'How many releases are kept on this machine, besides those that serve and those that a rollback leads to',
  ).default(5),
  target: target
    .prefault({ kind: 'local' })
    .describe('Where it runs, unless one of its environments says otherwise; `{ kind: local }` when left out'),
  telemetry: telemetry
    .optional()
    .describe('Who counts the requests of its users; the proxy where it is `local`, and else nobody, when left out'),
  ...localParts,
  objective: objective(
    'What its users are promised. The error budget follows from it; a deployment is on hold while the budget is spent. Without it there is no budget',
  ),
  canary: z
    .strictObject({
      percent: numeric(
        z.number().min(1).max(MOST_CANARY_PERCENT),
        'The share of the requests that a canary gets, in percent',
      ).default(DEFAULT_CANARY.percent),
      minutes: numeric(
        z.number().min(1).max(LONGEST_CANARY_MINUTES),
        'How long a canary may take to reach a verdict; with enough traffic it is promoted after half of that',
      ).default(DEFAULT_CANARY.minutes),
    })
    .prefault({}),
  environments: z
    .record(
      z.string(),
      z.strictObject({
        target: target.optional().describe('Where it runs there, instead of the target of the service'),
        telemetry: telemetry.optional().describe('Who counts them there, instead of the telemetry of the service'),
        ...localPlaceParts,
        objective: objective('What its users are promised there, instead of the objective of the service'),
      }),
    )
    .refine((environments) => Object.keys(environments).length > 0, 'must name at least one environment')
    .describe('Where it runs'),
})
