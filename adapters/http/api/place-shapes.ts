import { z } from 'zod'
import type { ChangeEvidence } from '../../../src/domain/change-evidence.ts'
import { answeredBy } from '../../../src/domain/confirmation.ts'
import type { DeployPlan } from '../../../src/domain/plans/deploy.ts'
import { digestOf } from '../../../src/domain/plans/planned-image.ts'
import type { Run } from '../../../src/domain/run.ts'
import { errorRate, latencyQuantile, type TrafficFigures } from '../../../src/domain/traffic.ts'
import type { PlaceNow, SeenTask, TrafficAround } from '../../../src/ports/place-reads.ts'
import { placeSchema, shownPlace, shownTaskInFull, taskInFullSchema } from './read-shapes.ts'

const moment = z.string().describe('ISO 8601 in UTC')
const maybe = z.string().optional()
const person = z.object({ id: z.string(), name: z.string() })

export const placeNowSchema = placeSchema
  .omit({ health: true, changing: true })
  .extend({
    changing: z
      .object({ task: z.string(), kind: maybe, version: maybe, phase: maybe, by: person.optional(), since: maybe })
      .optional()
      .describe('The task that changes it now; more than its number only for those who may see tasks'),
    waiting: z.array(z.string()).describe('Tasks that wait for their turn'),
    verdict: z
      .object({ verdict: z.string(), reasons: z.array(z.string()) })
      .optional()
      .describe('How the release that is live did when it was looked at last'),
    lock: z.object({ id: z.string(), by: person, reason: maybe, expires_at: moment }).optional(),
    freezes: z.array(z.object({ name: z.string(), reason: maybe, until: moment.optional() })),
    drifts: z.array(
      z.object({ id: z.string(), kind: z.string(), sentence: z.string(), found_at: moment, device: maybe }),
    ),
  })
  .meta({ id: 'PlaceNow' })

const commit = z.object({ sha: z.string(), subject: z.string(), author: z.string(), at: moment })
const decided = z.object({ by: person, at: moment })

const ended = z.enum(['passed', 'failed', 'running'])
const evidenceSchema = z.object({
  diff: z
    .object({ files: z.int(), added: z.int(), removed: z.int(), most: z.array(z.string()).describe('Most changed') })
    .optional(),
  build: z.object({ task: z.string(), outcome: ended }).optional(),
  test: z
    .object({ task: z.string(), outcome: ended, passed: z.int().optional(), failed: z.int().optional() })
    .optional(),
  budget_left: z.number().optional().describe('Share of the error budget, from 1 down'),
})

export const taskPageSchema = taskInFullSchema
  .extend({
    by_name: z.string(),
    correlation: z.string().describe('One from the first message to the last reply'),
    plan: z
      .object({
        from: z.object({ version: z.string(), commit: z.string() }).optional(),
        ref: z.string(),
        strategy: z.string(),
        canary: z.object({ percent: z.number(), minutes: z.number() }).optional(),
        commits: z.array(commit),
        commit_count: z.int(),
        links: z.object({ commit: z.string(), compare: maybe }).optional(),
        checks: z
          .object({ green: z.int(), all: z.int(), red: z.array(z.string()), running: z.array(z.string()) })
          .optional(),
        image: maybe,
      })
      .optional()
      .describe('Of what puts a release into service'),
    phase_since: moment.optional(),
    confirmed: decided.extend({ rule: z.string().describe('Why it had to be') }).optional(),
    approvals: z.array(decided),
    evidence: evidenceSchema.optional().describe('What was found out about the change while people decided on it'),
    broke_glass: z.object({ by: person, reason: z.string() }).optional(),
    cancelled_by: person.optional(),
    risk: z.object({ verdict: z.string(), reasons: z.array(z.string()), model: maybe }).optional(),
    judgements: z.array(z.object({ at: moment, agent: z.string(), reasons: z.array(z.string()), model: maybe })),
    explanation: z.object({ cause: z.string(), lines: z.array(z.string()), next: z.array(z.string()) }).optional(),
    log_tail: maybe,
    canary_look: z
      .object({ at: moment, word: z.string(), reasons: z.array(z.string()), minutes: z.number() })
      .optional(),
    health: z.object({ verdict: z.string(), reasons: z.array(z.string()), minutes: z.number().optional() }).optional(),
  })
  .meta({ id: 'TaskPage', description: 'A task with all that is known of it.' })

const figuresSchema = z.object({
  requests: z.int(),
  errors: z.int(),
  error_rate: z.number().optional(),
  p50_ms: z.number().optional(),
  p95_ms: z.number().optional(),
})

export const trafficSchema = z
  .object({
    points: z.array(figuresSchema.extend({ from: moment, until: moment })),
    switched_at: moment.optional().describe('When users were switched to the release'),
    before: figuresSchema,
    after: figuresSchema.optional(),
    unknown: maybe.describe('Why figures are missing'),
  })
  .meta({ id: 'TrafficAround' })

export const logSchema = z
  .object({
    lines: z.array(z.object({ at: moment.optional(), instance: maybe, text: z.string() })),
    is_cut: z.boolean().describe('There are older lines'),
  })
  .meta({ id: 'Log' })

export type ShownPlaceNow = z.output<typeof placeNowSchema>
export type ShownTaskPage = z.output<typeof taskPageSchema>
export type ShownTraffic = z.output<typeof trafficSchema>
export type ShownLog = z.output<typeof logSchema>

type NameOf = (user: string) => { readonly id: string; readonly name: string }
export const namedBy =
  (names: ReadonlyMap<string, string>): NameOf =>
  (user) => ({ id: user, name: names.get(user) ?? user })

export function shownPlaceNow(now: PlaceNow, named: NameOf): z.input<typeof placeNowSchema> {
  const { state, changing, live, lock, freezes, drifts, ...place } = now
  const { changing: task, health: _, ...shown } = shownPlace({ ...place, state })
  return {
    ...shown,
    changing: task === undefined ? undefined : { task, ...(changing && shownChanging(changing, named)) },
    waiting: [...(state?.waiting ?? [])],
    verdict: live?.health && { verdict: live.health.verdict, reasons: [...live.health.reasons] },
    lock: lock && { id: lock.lock, by: named(lock.by), reason: lock.reason, expires_at: lock.expiresAt },
    freezes: freezes.map((freeze) => ({ ...freeze })),
    drifts: drifts.map(({ drift, kind, sentence, foundAt, device }) => ({
      ...{ id: drift, kind, sentence, found_at: foundAt, device },
    })),
  }
}

const shownChanging = ({ plan, phase, by, startedAt }: Run, named: NameOf) => ({
  ...{ kind: plan.kind, phase, by: named(by), since: startedAt },
  version: 'release' in plan ? plan.release.version : undefined,
})

export function shownTaskPage(seen: SeenTask): z.input<typeof taskPageSchema> {
  const { run, confirmation, change, judgements, correlation } = seen
  const named = namedBy(seen.names)
  const { plan, risk, failure, canary, health } = run
  const given = confirmation?.state.kind === 'given' ? confirmation.state : undefined
  return {
    ...shownTaskInFull(seen),
    ...{ by_name: named(run.by).name, correlation, phase_since: run.phaseSince },
    plan: plan.kind === 'deploy' || plan.kind === 'rollback' ? shownPlan(plan) : undefined,
    confirmed: confirmation && given && { by: named(answeredBy(confirmation)), at: given.at, rule: confirmation.rule },
    approvals: (change?.approvals ?? []).map(({ by, at }) => ({ by: named(by), at })),
    evidence: change?.evidence && shownEvidence(change.evidence.found),
    broke_glass: run.brokeGlass && { by: named(run.brokeGlass.by), reason: run.brokeGlass.reason },
    cancelled_by: run.cancelRequested && named(run.cancelRequested.by),
    risk: risk && { verdict: risk.verdict, reasons: [...risk.reasons], model: risk.model },
    judgements: judgements.map((judged) => ({ ...judged, reasons: [...judged.reasons] })),
    explanation: failure?.explanation && {
      ...{ cause: failure.explanation.cause, lines: [...failure.explanation.lines] },
      next: [...failure.explanation.next],
    },
    log_tail: failure?.logTail,
    canary_look: canary && {
      ...{ at: canary.at, word: canary.word.kind, reasons: [...canary.reasons], minutes: canary.minutes },
    },
    health: health && { verdict: health.verdict, reasons: [...health.reasons], minutes: health.minutes },
  }
}

const shownEvidence = ({ diff, build, test, budgetLeft }: ChangeEvidence): z.input<typeof evidenceSchema> => ({
  diff: diff && { ...diff, most: [...diff.most] },
  ...{ build, test, budget_left: budgetLeft },
})

function shownPlan(plan: DeployPlan): z.input<typeof taskPageSchema>['plan'] {
  const { from, ref, strategy, canary, commits, commitCount, links, checks, image } = plan
  return {
    ...{ ref, strategy, canary, commit_count: commitCount, links },
    from: from && { version: from.version, commit: from.sha },
    commits: commits.map((one) => ({ ...one })),
    checks: checks && { ...checks, red: [...checks.red], running: [...checks.running] },
    image: image && [image.name, digestOf(image)].filter((part) => part !== undefined).join('@'),
  }
}

export function shownTraffic({
  points,
  switchedAt,
  before,
  after,
  unknown,
}: TrafficAround): z.input<typeof trafficSchema> {
  return {
    points: points.map((point) => ({ from: point.from, until: point.until, ...shownFigures(point) })),
    ...{ switched_at: switchedAt, before: shownFigures(before), after: after && shownFigures(after), unknown },
  }
}

function shownFigures(figures: TrafficFigures): z.input<typeof figuresSchema> {
  const { requests, errors, latencies } = figures
  const within = (share: number): number | undefined =>
    latencies.some(({ count }) => count > 0) ? Math.round(latencyQuantile(latencies, share)) : undefined
  return { requests, errors, error_rate: errorRate(figures), p50_ms: within(0.5), p95_ms: within(0.95) }
}
