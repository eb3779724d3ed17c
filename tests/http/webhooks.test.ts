import { createHmac } from 'node:crypto'
import { test as base, describe, expect, onTestFinished } from 'vitest'
import { githubWebhook } from '../../adapters/code-host/webhooks/github-webhook.ts'
import { gitlabWebhook } from '../../adapters/code-host/webhooks/gitlab-webhook.ts'
import { startHealthServer } from '../../adapters/http/health-server.ts'
import { takeDelivery } from '../../src/app/wiring/code-reports.ts'
import type { CodeReport } from '../../src/domain/code-happening.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { openMemoryStore } from '../support/memory-store.ts'

const SECRET = 'a long secret of the webhook'
const SHA = 'a'.repeat(40)
const OPENED = {
  action: 'opened',
  repository: { full_name: 'acme/payments' },
  pull_request: { number: 42, title: 'Round\n up', user: { login: 'jo' }, base: { ref: 'main' } },
}

interface Heard {
  readonly reports: CodeReport[]
  post(path: string, headers: Readonly<Record<string, string>>, body: string): Promise<Response>
}

const test = base.extend<{ heard: Heard }>({
  heard: async ({ task: _ }, use) => {
    const reports: CodeReport[] = []
    const store = await openMemoryStore()
    const server = await startHealthServer({
      ...{ host: '127.0.0.1', port: 0, version: '1', parts: () => undefined, workers: () => undefined },
      webhooks: {
        readers: { github: githubWebhook(SECRET), gitlab: gitlabWebhook(SECRET) },
        take: async (delivery) => {
          const taken = await takeDelivery(store, systemClock, delivery)
          if (taken === 'recorded' && delivery.kind === 'report') reports.push(delivery.report)
          return taken
        },
        onError: () => undefined,
      },
    })
    const post: Heard['post'] = (path, headers, body) =>
      fetch(`http://127.0.0.1:${server.port}/webhooks/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      })
    await use({ reports, post })
    await server.stop()
  },
})

const signed = (body: string, secret = SECRET): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

function fromGithub(event: string, payload: unknown, delivery = '72d3162e-cc78-11e3-81ab-4c9367dc0958') {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload)
  return {
    headers: { 'x-github-event': event, 'x-github-delivery': delivery, 'x-hub-signature-256': signed(body) },
    body,
  }
}

const fromGitlab = (event: string, payload: unknown, token = SECRET) => ({
  headers: {
    'x-gitlab-event': event,
    'x-gitlab-token': token,
    'idempotency-key': 'f5e5f430-f57b-4e6e-9fac-d9128cd7232f',
  },
  body: JSON.stringify(payload),
})

describe('GitHub', () => {
  test('a signed delivery is recorded, in words that are one line', async ({ heard }) => {
    const { headers, body } = fromGithub('pull_request', OPENED)
    const answer = await heard.post('github', headers, body)
    expect([answer.status, await answer.json()]).toEqual([202, { status: 'recorded' }])
    expect(heard.reports).toEqual([
      {
        host: 'github',
        repository: 'acme/payments',
        delivery: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
        digest: expect.stringMatching(/^[0-9a-f]{40}$/),
        happening: { what: 'pull-request.opened', number: 42, title: 'Round up', author: 'jo', branch: 'main' },
      },
    ])
  })

  test('a delivery that comes again is the same one', async ({ heard }) => {
    const { headers, body } = fromGithub('pull_request', OPENED)
    await heard.post('github', headers, body)
    expect(await (await heard.post('github', headers, body)).json()).toEqual({ status: 'duplicate' })
    expect(heard.reports).toHaveLength(1)
  })

  test('the same signed body under another id, which nothing signs, is the same report', async ({ heard }) => {
    const { headers, body } = fromGithub('pull_request', OPENED)
    await heard.post('github', headers, body)
    const replayed = { ...headers, 'x-github-delivery': '00000000-cc78-11e3-81ab-4c9367dc0958' }
    expect(await (await heard.post('github', replayed, body)).json()).toEqual({ status: 'duplicate' })
    expect(heard.reports).toHaveLength(1)
  })

  test.for([
    ['signed with another secret', (body: string) => signed(body, 'another')],
    ['signed for another body', () => signed('{}')],
    ['with half a signature', (body: string) => signed(body).slice(0, 20)],
    ['with an empty signature', () => ''],
    ['with an old SHA-1 signature', () => `sha1=${'a'.repeat(40)}`],
  ] as const)('a delivery %s is refused', async ([, forge], { heard }) => {
    const { headers, body } = fromGithub('pull_request', OPENED)
    const answer = await heard.post('github', { ...headers, 'x-hub-signature-256': forge(body) }, body)
    expect(answer.status).toBe(401)
    expect(heard.reports).toEqual([])
  })

  test.for([
    ['no JSON', 'pull_request', 'not json', undefined],
    ['no pull request', 'pull_request', { action: 'opened', repository: { full_name: 'acme/payments' } }, undefined],
    [
      'a repository that is none',
      'push',
      { ref: 'refs/heads/main', after: SHA, repository: { full_name: 'payments' } },
      undefined,
    ],
    ['a delivery id that could be a path', 'pull_request', OPENED, '../../etc/passwd'],
  ] as const)('a signed delivery with %s is refused', async ([, event, payload, delivery], { heard }) => {
    const { headers, body } = fromGithub(event, payload, delivery)
    expect((await heard.post('github', headers, body)).status).toBe(400)
    expect(heard.reports).toEqual([])
  })

  test.for([
    ['ping', { zen: 'Keep it logically awesome.' }],
    ['pull_request', { ...OPENED, action: 'labeled' }],
    ['pull_request', { ...OPENED, action: 'closed' }],
    ['push', { ref: 'refs/tags/v1', after: SHA, repository: { full_name: 'acme/payments' } }],
    ['push', { ref: 'refs/heads/gone', after: '0'.repeat(40), repository: { full_name: 'acme/payments' } }],
  ] as const)('%s that nobody waits for is taken and left', async ([event, payload], { heard }) => {
    const { headers, body } = fromGithub(event, payload)
    expect(await (await heard.post('github', headers, body)).json()).toEqual({ status: 'ignored' })
    expect(heard.reports).toEqual([])
  })

  test.for([
    [
      'pull_request',
      { ...OPENED, action: 'closed', pull_request: { ...OPENED.pull_request, merged: true } },
      { what: 'pull-request.merged', number: 42 },
    ],
    [
      'check_suite',
      {
        action: 'completed',
        repository: { full_name: 'acme/payments' },
        check_suite: { head_sha: SHA, head_branch: 'main', conclusion: 'failure', app: { name: 'GitHub Actions' } },
      },
      { what: 'checks.done', sha: SHA, branch: 'main', by: 'GitHub Actions', green: false },
    ],
    [
      'release',
      {
        action: 'published',
        repository: { full_name: 'acme/payments' },
        release: { tag_name: 'v1', author: { login: 'jo' } },
      },
      { what: 'release.published', tag: 'v1', author: 'jo' },
    ],
    [
      'push',
      { ref: 'refs/heads/release/1', after: SHA, repository: { full_name: 'acme/payments' }, sender: { login: 'jo' } },
      { what: 'pushed', branch: 'release/1', sha: SHA, author: 'jo' },
    ],
  ] as const)('%s is read', async ([event, payload, happening], { heard }) => {
    const { headers, body } = fromGithub(event, payload)
    await heard.post('github', headers, body)
    expect(heard.reports[0]?.happening).toMatchObject(happening)
  })

  test('25 MB are refused before they are read', async ({ heard }) => {
    const { headers, body } = fromGithub('push', JSON.stringify({ padding: 'x'.repeat(25 * 1024 * 1024) }))
    // The server may hang up while we still send.
    const status = await heard.post('github', headers, body).then(
      (answer) => answer.status,
      () => 413,
    )
    expect(status).toBe(413)
    expect(heard.reports).toEqual([])
  })

  test.for([
    ['workflow_run', { action: 'completed', workflow_run: { id: 900, display_title: 'Deploy (TASK-7 shipmate-100)' } }],
    ['workflow_job', { action: 'in_progress', workflow_job: { run_id: 900 } }],
  ] as const)('%s of a run that nobody waits for is not kept', async ([event, about], { heard }) => {
    const { headers, body } = fromGithub(event, { ...about, repository: { full_name: 'Acme/payments' } })
    const answer = await heard.post('github', headers, body)
    expect([answer.status, await answer.json()]).toEqual([202, { status: 'ignored' }])
    expect(heard.reports).toEqual([])
  })

  test('a run is told of under its id and under the mark in its title, whatever the case of its repository', async () => {
    const read = (event: string, payload: unknown) => githubWebhook(SECRET)(fromGithub(event, payload))
    const of = { repository: { full_name: 'Acme/payments' } }
    const title = 'Deploy v1 (TASK-7 shipmate-100)'
    expect(
      await read('workflow_run', { ...of, action: 'completed', workflow_run: { id: 900, display_title: title } }),
    ).toMatchObject({
      kind: 'progress',
      progress: { host: 'github', names: ['github:acme/payments:run:900', 'github:acme/payments:shipmate-100'] },
    })
    const job = { run_id: 900 }
    expect(await read('workflow_job', { ...of, action: 'completed', workflow_job: job })).toMatchObject({
      progress: { names: ['github:acme/payments:run:900'] },
    })
    expect(await read('workflow_job', { ...of, action: 'queued', workflow_job: job })).toEqual({ kind: 'ignored' })
    expect(await read('workflow_run', { ...of, action: 'completed' })).toEqual({ kind: 'malformed' })
  })
})

describe('GitLab', () => {
  test('a merge request with the secret token is recorded', async ({ heard }) => {
    const { headers, body } = fromGitlab('Merge Request Hook', {
      project: { path_with_namespace: 'acme/pay/payments' },
      user: { username: 'jo' },
      object_attributes: { iid: 7, title: 'Round up', action: 'merge', target_branch: 'main' },
    })
    expect((await heard.post('gitlab', headers, body)).status).toBe(202)
    expect(heard.reports[0]).toMatchObject({
      host: 'gitlab',
      repository: 'acme/pay/payments',
      happening: { what: 'pull-request.merged', number: 7, branch: 'main' },
    })
  })

  test.for([
    [
      'Pipeline Hook',
      { object_attributes: { sha: SHA, ref: 'main', status: 'success' } },
      { what: 'checks.done', green: true },
    ],
    ['Release Hook', { action: 'create', tag: 'v1' }, { what: 'release.published', tag: 'v1' }],
    ['Push Hook', { ref: 'refs/heads/main', after: SHA, user_username: 'jo' }, { what: 'pushed', branch: 'main' }],
  ] as const)('%s is read', async ([event, payload, happening], { heard }) => {
    const { headers, body } = fromGitlab(event, { project: { path_with_namespace: 'acme/payments' }, ...payload })
    await heard.post('gitlab', headers, body)
    expect(heard.reports[0]?.happening).toMatchObject(happening)
  })

  test.for(['another token', ''])('the token “%s” is refused', async (token, { heard }) => {
    const { headers, body } = fromGitlab('Push Hook', {}, token)
    expect((await heard.post('gitlab', headers, body)).status).toBe(401)
  })
})

base('while the bot starts, or cannot record it, the host is asked to deliver again', async () => {
  let fault: 'starting' | 'down' = 'starting'
  const server = await startHealthServer({
    ...{ host: '127.0.0.1', port: 0, version: '1', parts: () => undefined, workers: () => undefined },
    webhooks: {
      readers: { github: githubWebhook(SECRET) },
      take: () => (fault === 'starting' ? undefined : Promise.reject(new Error('down'))),
      onError: () => undefined,
    },
  })
  onTestFinished(() => server.stop())
  const { headers, body } = fromGithub('pull_request', OPENED)
  const post = () => fetch(`http://127.0.0.1:${server.port}/webhooks/github`, { method: 'POST', headers, body })
  expect((await post()).status).toBe(503)
  fault = 'down'
  expect((await post()).status).toBe(503)
  expect((await fetch(`http://127.0.0.1:${server.port}/webhooks/gitlab`, { method: 'POST' })).status).toBe(404)
})
