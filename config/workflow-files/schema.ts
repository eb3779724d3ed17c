import { z } from 'zod'
import { CODE_HAPPENINGS } from '../../src/domain/code-happening.ts'
import {
  type ACTIONS,
  AWAITABLE_EVENTS,
  HTTP_METHODS,
  INPUT_TYPES,
  MOST_STEPS,
} from '../../src/domain/workflows/definition.ts'
import { DURATION, durationMs } from '../../src/domain/workflows/duration.ts'
import { ciTexts, jenkinsJob, projectPath } from '../ci-schema.ts'
import { platformId } from '../schema-values.ts'

/* What the file of a workflow may hold. The descriptions are what people read beside a problem. */

/** A number or a truth value is written as text when a command sees it. */
const text = z.union([z.string(), z.number(), z.boolean()]).transform(String)
const filled = z.string().trim().min(1)
const texts = z.record(z.string().regex(/^[A-Za-z_][\w-]*$/, 'must be a name'), text)

const duration = z.string().regex(DURATION, 'must be a duration such as 90s, 30m, 2h or 3d')
const inMs = duration.transform((written) => durationMs(written) ?? 0)

const placed = { service: filled, environment: filled }

/** What stands under `with` for each action. */
const INPUTS = {
  build: z.strictObject({ service: filled, version: filled.default('latest') }),
  test: z.strictObject({ service: filled, version: filled.default('latest') }),
  deploy: z.strictObject({ ...placed, version: filled.default('latest'), strategy: filled.optional() }),
  rollback: z.strictObject({ ...placed, version: filled.default('previous') }),
  restart: z.strictObject(placed),
  scale: z.strictObject({ ...placed, count: text }),
  health: z.strictObject(placed),
  command: z.strictObject({
    run: z.array(text).min(1).describe('A program and its arguments, as a list: no shell reads them'),
    env: texts.default({}),
    folder: filled.optional().describe('Where it runs; an empty folder of its own when left out'),
    repeatable: z.boolean().default(false).describe('Whether running it twice does no harm'),
  }),
  http: z.strictObject({
    method: z.enum(HTTP_METHODS).default('GET'),
    url: filled,
    headers: texts.default({}),
    body: text.optional(),
    expect: z.array(z.int().min(100).max(599)).min(1).optional(),
  }),
  agent: z.strictObject({ agent: filled, input: texts.default({}) }),
  approval: z.strictObject({
    role: filled,
    count: z.int().min(1).max(20).default(1),
    expires: duration.default('1d'),
  }),
  wait: z
    .strictObject({
      for: filled.optional(),
      until: filled.optional(),
      event: z.enum(AWAITABLE_EVENTS).optional(),
      where: texts.optional(),
    })
    .refine((value) => [value.for, value.until, value.event].filter((one) => one !== undefined).length === 1, {
      message: 'must have exactly one of for, until, event',
    }),
  'github-actions': z.strictObject({
    repository: projectPath,
    workflow: z.string().regex(/^[\w.-]+\.ya?ml$/, 'must be the name of a file such as release.yml'),
    ref: filled.optional(),
    inputs: ciTexts('shipmate'),
  }),
  'gitlab-pipeline': z.strictObject({ project: projectPath, ref: filled.optional(), variables: ciTexts('SHIPMATE') }),
  jenkins: z.strictObject({ job: jenkinsJob, parameters: ciTexts('SHIPMATE') }),
} satisfies Record<(typeof ACTIONS)[number], z.ZodType>

const action = <Name extends keyof typeof INPUTS, Rest extends z.ZodRawShape>(name: Name, rest: Rest) =>
  z.strictObject({ uses: z.literal(name), with: INPUTS[name], ...rest })

const actions = <Rest extends z.ZodRawShape>(rest: Rest) =>
  z.discriminatedUnion('uses', [
    action('build', rest),
    action('test', rest),
    action('deploy', rest),
    action('rollback', rest),
    action('restart', rest),
    action('scale', rest),
    action('health', rest),
    action('command', rest),
    action('http', rest),
    action('agent', rest),
    action('approval', rest),
    action('wait', rest),
    action('github-actions', rest),
    action('gitlab-pipeline', rest),
    action('jenkins', rest),
  ])

const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be 1 to 40 lower-case letters, digits and hyphens, a letter first')

/** `approval: { … }` and `wait: { … }` are short for `uses` with `with`. */
const stepSchema = z.preprocess(
  spelledOut,
  actions({
    id,
    title: filled.max(60).optional(),
    needs: z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(z.string())).default([]),
    when: filled.optional(),
    timeout: inMs.optional(),
    retry: z
      .strictObject({
        attempts: z.int().min(1).max(20),
        backoff: inMs.prefault('5s'),
        maxDelay: inMs.prefault('5m'),
      })
      .optional(),
    onFailure: z.preprocess(spelledOut, actions({})).optional(),
    forEach: z.union([filled, z.array(text).min(1)]).optional(),
    max: z.int().min(1).max(20).default(1),
  }),
)

function spelledOut(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || 'uses' in value) return value
  for (const name of ['approval', 'wait'] as const) {
    if (!(name in value)) continue
    const { [name]: given, ...rest } = value as Record<string, unknown>
    return { ...rest, uses: name, with: given }
  }
  return value
}

const input = z.preprocess(
  (value) => (typeof value === 'string' ? { type: value } : value),
  z.strictObject({
    type: z.enum(INPUT_TYPES),
    default: text.optional(),
    options: z.array(text).min(1).optional(),
    description: filled.optional(),
  }),
)

/** One value alone, or a list of them. */
const oneOrMore = <Value extends z.ZodType>(value: Value) =>
  z.preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(value).min(1))

const triggers = z
  .array(
    z.strictObject({
      event: oneOrMore(z.enum(CODE_HAPPENINGS)),
      services: oneOrMore(filled).optional(),
      branches: oneOrMore(filled.max(255)).optional(),
      green: z.boolean().optional(),
      channel: platformId('slack:C024BE7LH', 'Where its runs are told'),
      with: texts.default({}),
    }),
  )
  .min(1)
  .max(20)
  .optional()

export const workflowFileSchema = z.strictObject({
  title: filled.max(80).optional(),
  aliases: z.array(filled).default([]),
  inputs: z.record(z.string().regex(/^[a-z][a-z0-9_]{0,29}$/, 'must be a name'), input).default({}),
  phrases: z.array(filled.max(120)).max(20).default([]),
  who: z.array(filled).min(1).optional(),
  confirm: z.boolean().default(true),
  schedule: z
    .strictObject({
      cron: filled.max(100),
      zone: filled.optional(),
      channel: platformId('slack:C024BE7LH', 'Where its runs are told'),
      with: texts.default({}),
    })
    .optional(),
  on: z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), triggers),
  steps: z.array(stepSchema).min(1).max(MOST_STEPS),
})

export type WorkflowFile = z.output<typeof workflowFileSchema>
