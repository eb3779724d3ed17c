import type { AccessDecision } from '../../src/access/decide-access.ts'
import type { Confirmation } from '../../src/domain/confirmation.ts'
import type { Drift } from '../../src/domain/drift.ts'
import type { Projection } from '../../src/domain/event.ts'
import type { Objective } from '../../src/domain/objective.ts'
import type { DeployPlan } from '../../src/domain/plans/deploy.ts'
import { confirmations, drifts, environments, runs } from '../../src/domain/projections.ts'
import type { Run } from '../../src/domain/run.ts'
import { able } from '../../src/ports/abilities.ts'
import type { Documents, ListQuery } from '../../src/ports/event-store.ts'
import type { MeasuredTraffic } from '../../src/ports/traffic.ts'
import type { CountedTraffic } from '../../src/ports/traffic-history.ts'
import type { ReaderScope } from '../../src/queries/scope.ts'
import { LOCAL_ABILITIES } from '../support/local-abilities.ts'
import { NO_CODE_HOST } from '../support/no-code-host.ts'
import { NO_GATES } from '../support/no-gates.ts'

const AT = '2026-03-02T03:00:00.000Z'

type DeployRun = Run & { readonly plan: DeployPlan }

/** A deployment of payments that failed on staging in the night. */
export function failedRun(more: Partial<Omit<Run, 'plan'>> & { readonly environment?: string } = {}): DeployRun {
  const { environment = 'staging', ...rest } = more
  return {
    task: 'TASK-3',
    plan: {
      kind: 'deploy',
      service: 'payments',
      environment,
      ref: 'latest',
      release: { sha: 'b'.repeat(40), version: 'v1.2.0' },
      from: { sha: 'a'.repeat(40), version: 'v1.1.0' },
      commits: [{ sha: 'b'.repeat(40), subject: 'Round to cents', author: 'Mira', at: AT }],
      commitCount: 1,
      strategy: 'blue-green',
      recipe: 'usual',
    },
    by: 'slack:ana',
    groups: [],
    thread: 'slack:#ops/1',
    state: 'failed',
    steps: {},
    attempts: {},
    requestedAt: AT,
    failure: {
      reason: 'v1.2.0 was not healthy.',
      nextStep: 'Fix it.',
      logTail: 'listening\npassword=hunter2 error\nGET /health 500',
    },
    ...rest,
  }
}

export interface World {
  readonly runs?: readonly Run[]
  /** `intent service/environment` that the person may not. */
  readonly refused?: (intent: string, where: string) => boolean
  readonly drifts?: readonly Drift[]
  readonly confirmations?: readonly Confirmation[]
  readonly log?: string
  /** What is measured everywhere; nothing is when left out. */
  readonly traffic?: MeasuredTraffic
  /** What is counted everywhere over weeks; nothing is when left out. */
  readonly counts?: CountedTraffic
  /** What users of payments are promised, by environment. */
  readonly objectives?: Readonly<Record<string, Objective>>
}

/** What the tools look into, all in hand. */
export function toolWorld({
  runs: known = [],
  drifts: drifted = [],
  confirmations: asked = [],
  refused = () => false,
  log,
  traffic,
  counts,
  objectives = {},
}: World = {}): ReaderScope {
  const kept: readonly (readonly [Projection<never, never>, readonly object[]])[] = [
    [runs as never, known],
    [drifts as never, drifted],
    [confirmations as never, asked],
  ]
  const decide: ReaderScope['decide'] = async (
    intent,
    { service = '', environment = '' } = {},
  ): Promise<AccessDecision> =>
    refused(intent, `${service}/${environment}`)
      ? { kind: 'refused', rule: 'no', sentence: `You may not use ${intent}.` }
      : { kind: 'allowed', rule: 'yes' }
  const store = {
    async list(projection: Projection<never, never>, { labels = [] }: ListQuery = {}) {
      const documents = kept.find(([one]) => one.name === projection.name)?.[1] ?? []
      return documents.filter((one) => labels.every((label) => projection.labels(one as never).includes(label)))
    },
    async get(projection: { readonly name: string }, key: string) {
      if (projection.name === environments.name) return undefined
      return known.find(({ task }) => task === key)
    },
  } as unknown as Documents
  return {
    store,
    settings: {
      services: [
        {
          id: 'payments',
          environments: ['staging', 'production'],
          objectives,
          canary: { percent: 10, minutes: 10 },
        },
      ],
      environments: [],
      confirmationMinutes: 10,
      gates: NO_GATES,
    },
    redact: (text) => text.replaceAll('hunter2', '[secret]'),
    decide,
    mayRead: async (intent, where) => (await decide(intent, where)).kind === 'allowed',
    delivery: {
      ...NO_CODE_HOST,
      resolve: async (_, ref) => ({ sha: 'c'.repeat(40), version: ref }),
      commitsBetween: async () => [{ sha: 'd'.repeat(40), subject: 'Log refunds', author: 'Mira', at: AT }],
      changesBetween: async () => [],
      lastAuthors: async () => [],
      recipe: () => 'usual',
      versions: async () => [],
      health: async () => ({ state: 'nothing-deployed', url: 'http://payments.example' }),
      abilities: () => ({
        ...LOCAL_ABILITIES,
        logs: able({
          lines: async () => ({ lines: log?.split('\n').map((text) => ({ text })) ?? [], isCut: false }),
        }),
      }),
      measured: async () => traffic,
      counted: async () => counts,
    },
    clock: { now: () => new Date(AT) },
  }
}
