import { createHmac } from 'node:crypto'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { githubWebhook } from '../../adapters/code-host/webhooks/github-webhook.ts'
import { gitlabWebhook } from '../../adapters/code-host/webhooks/gitlab-webhook.ts'
import { takeDelivery } from '../../src/app/wiring/code-reports.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { runStream } from '../../src/domain/run.ts'
import { requestRun } from '../../src/domain/run-decisions.ts'
import { systemClock } from '../../src/ports/clock.ts'
import type { Store } from '../../src/ports/event-store.ts'
import type { WebhookRequest } from '../../src/ports/webhook.ts'
import { transact } from '../../src/runtime/transact.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { failedRun } from '../tools/tool-world.ts'

/* A step follows a run of a CI system, whose host tells of it by webhooks. */

const SECRET = 'a long secret of the webhook'
const MARK = 'shipmate-0123456789abcdef'
const SHA = 'a'.repeat(40)
const of = { task: 'TASK-1', step: 'publish' } as const
let store: Store<ShipmateEvent>

beforeEach(async () => {
  store = await openMemoryStore()
  onTestFinished(() => store.close())
})

async function append(...events: readonly ShipmateEvent[]): Promise<void> {
  await transact(store, { correlationId: 'c', actor: 'test' }, systemClock.now(), async (tx) => {
    await tx.read(runStream(of.task))
    tx.append(runStream(of.task), ...events)
  })
}

async function follow(awaits: readonly string[]): Promise<void> {
  const { plan, by, groups, thread } = failedRun()
  await append(
    requestRun({ task: of.task, plan, by, groups, thread }),
    { type: 'run.step.requested', ...of, worker: 'build' },
    { type: 'run.step.started', ...of, attempt: 1 },
    { type: 'run.step.paused', ...of, until: '2999-01-01T00:00:00.000Z', awaits },
  )
}

async function wakes(): Promise<number> {
  const events = await store.readStream(runStream(of.task))
  return events.filter(({ body }) => body.type === 'run.step.woken').length
}

const hosts = {
  github: {
    read: githubWebhook(SECRET),
    names: [`github:acme/payments:${MARK}`, 'github:acme/payments:run:900'],
    hook(state: string, delivery: string, secret = SECRET): WebhookRequest {
      const body = JSON.stringify({
        action: state,
        repository: { full_name: 'Acme/payments' },
        workflow_run: { id: 900, display_title: `Release (TASK-1 ${MARK})` },
      })
      const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
      const headers = {
        'x-github-event': 'workflow_run',
        'x-github-delivery': delivery,
        'x-hub-signature-256': signature,
      }
      return { headers, body }
    },
  },
  gitlab: {
    read: gitlabWebhook(SECRET),
    names: [`gitlab:acme/payments:${MARK}`, 'gitlab:acme/payments:pipeline:900'],
    hook(state: string, delivery: string, secret = SECRET): WebhookRequest {
      const variables = [{ key: 'SHIPMATE', value: `TASK-1 ${MARK}` }]
      const body = JSON.stringify({
        project: { path_with_namespace: 'Acme/payments' },
        object_attributes: { id: 900, sha: SHA, ref: 'main', status: state, variables },
      })
      const headers = { 'x-gitlab-event': 'Pipeline Hook', 'x-gitlab-token': secret, 'idempotency-key': delivery }
      return { headers, body }
    },
  },
} as const

describe.each(Object.entries(hosts))('%s', (_, { read, names, hook }) => {
  const deliver = async (request: WebhookRequest): Promise<string> => {
    const delivery = await read(request)
    if (delivery.kind !== 'report' && delivery.kind !== 'progress') return delivery.kind
    return takeDelivery(store, systemClock, delivery)
  }

  test.each(names)('a run that a step awaits as %s wakes it, once', async (name) => {
    await follow([name])
    expect(await deliver(hook('success', 'delivery-1'))).toBe('recorded')
    expect(await wakes()).toBe(1)
    await deliver(hook('success', 'delivery-1'))
    expect(await wakes()).toBe(1)
  })

  test('what was signed once wakes nobody again, under another number and after another pause', async () => {
    await follow(names)
    await deliver(hook('running', 'delivery-1'))
    await append(
      { type: 'run.step.requested', ...of, worker: 'build' },
      { type: 'run.step.started', ...of, attempt: 1 },
      { type: 'run.step.paused', ...of, until: '2999-01-01T00:00:00.000Z', awaits: names },
    )
    await deliver(hook('running', 'delivery-2'))
    expect(await wakes()).toBe(1)
    await deliver(hook('success', 'delivery-3'))
    expect(await wakes()).toBe(2)
  })

  test('a forged one wakes nobody', async () => {
    await follow(names)
    expect(await deliver(hook('success', 'delivery-1', 'another secret'))).toBe('forged')
    expect(await wakes()).toBe(0)
  })

  test('one that comes after the end wakes nobody', async () => {
    await follow(names)
    await append({ type: 'cicd.deploy.cancelled', task: of.task, plan: failedRun().plan })
    await deliver(hook('success', 'delivery-1'))
    expect(await wakes()).toBe(0)
  })
})

test('the end of a pipeline is told to whoever follows it, and as the checks of its commit', async () => {
  const { read, hook } = hosts.gitlab
  const [over, running] = [await read(hook('success', 'delivery-1')), await read(hook('running', 'delivery-2'))]
  expect(over).toMatchObject({ kind: 'report', report: { happening: { what: 'checks.done', green: true } } })
  expect(over).toMatchObject({ progress: { names: hosts.gitlab.names.toReversed() } })
  expect(running).toMatchObject({ kind: 'progress' })
})
