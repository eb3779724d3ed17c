import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type HealthServer, startHealthServer } from '../../adapters/http/health-server.ts'
import type { TokenScope } from '../../src/domain/api-token.ts'
import { changes, confirmations, runs } from '../../src/domain/projections.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { tokenDesk } from '../../src/tokens/api-tokens.ts'
import { type RunningBot, startRunningBot } from './running-bot.ts'

const CHANGE = 'CHG-41'
const DEPLOYED_WITHIN_MS = 60_000
const FAR = '2999-01-01T00:00:00.000Z'

let bot: RunningBot
let http: HealthServer
let owner: string
/** May look, and at nothing that there is. */
let stranger: string
let session: string
let task: string
/** The id of a question of somebody else. */
let question: string
/** What a secret is, once it has become one. */
let secret: string | undefined
const secrets: string[] = []

async function tokenFor(name: string, scope: TokenScope): Promise<string> {
  const desk = tokenDesk({ store: bot.app().store, clock: systemClock }, ['viewer', 'owner'], 'terminal:you')
  const created = await desk.create({ name, scope })
  secrets.push(created.secret, created.token.hash)
  return created.secret
}

function ask(token: string, path: string, method = 'GET', body?: object, headers = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${http.port}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }), ...headers },
    ...(body && { body: JSON.stringify(body) }),
  })
}
const read = async (token: string, path: string): Promise<unknown> => (await ask(token, path)).json()

beforeAll(async () => {
  bot = await startRunningBot({ env: {}, owner: 'terminal:you' })
  http = await startHealthServer({
    ...{ host: '127.0.0.1', port: 0, version: '1.0.0', parts: () => [], workers: () => undefined },
    api: {
      behind: () => ({
        ...bot.app().api,
        redact: (text) => (secret === undefined ? text : text.replaceAll(secret, '[hidden]')),
      }),
      onFault: () => {},
    },
  })
  owner = await tokenFor('owner', { roles: ['owner'] })
  stranger = await tokenFor('stranger', { roles: ['viewer'], services: ['another'] })
  session = ((await (await ask(owner, '/sessions', 'POST')).json()) as { id: string }).id
  const asked = await ask(owner, '/messages', 'POST', {
    session_id: session,
    content: 'deploy billionmail v1.1.0 to production',
  })
  const button = /"id":"([^"]+)","label":"Confirm"/.exec(await asked.text())?.[1]
  await ask(owner, '/presses', 'POST', { session_id: session, button })
  const run = await vi.waitFor(
    async () => {
      const [succeeded] = await bot.app().store.list(runs, { labels: ['succeeded'] })
      if (!succeeded) throw new Error('nothing is deployed')
      return succeeded
    },
    { timeout: DEPLOYED_WITHIN_MS, interval: 100 },
  )
  task = run.task
  ;[question = ''] = (await bot.app().store.list(confirmations, { limit: 1 })).map(({ confirmation }) => confirmation)
  await bot.app().store.append({
    ...{ correlationId: 'c-1', actor: run.by, at: new Date() },
    streams: [
      {
        ...{ stream: `change-${CHANGE}`, expectedVersion: 0 },
        bodies: [
          {
            ...{ type: 'change.requested', change: CHANGE, by: run.by, groups: [], thread: `web:${session}`, round: 1 },
            ...{
              plan: run.plan,
              planHash: 'h',
              required: [{ count: 1, roles: [], why: 'production' }],
              approvers: { people: [], others: [] },
            },
            ...{ expiresAt: FAR, remindAt: FAR },
            buttons: { approve: 'a', conditions: 'b', reject: 'c', withdraw: 'd', breakGlass: 'e' },
          },
        ],
      },
    ],
  })
  expect(await bot.app().store.get(changes, CHANGE)).toBeDefined()
})
afterAll(async () => {
  await http.stop()
  await bot.close()
})

test('what is live, what was deployed, and how each step of it went', async () => {
  const at = { service: 'billionmail', environment: 'production' }
  expect(await read(owner, '/services?service=billionmail&environment=production&health=true')).toMatchObject({
    services: [{ ...at, live: { version: 'v1.1.0', task }, health: { state: 'healthy' } }],
  })
  const seen = { id: task, kind: 'deploy', state: 'succeeded', ...at, release: { version: 'v1.1.0' } }
  expect(await read(owner, '/deployments?state=succeeded')).toMatchObject({ deployments: [seen] })
  expect(await read(owner, '/deployments?environment=staging')).toEqual({ deployments: [] })
  expect(await read(owner, '/tasks?kind=deployment&limit=1')).toMatchObject({ tasks: [seen] })
  const { steps } = (await read(owner, `/tasks/${task.toLowerCase()}`)) as { steps: Record<string, string>[] }
  expect(steps.length).toBeGreaterThan(0)
  for (const step of steps) expect(step).toMatchObject({ state: 'done', started_at: expect.any(String) })
  expect(await read(owner, `/changes/${CHANGE}`)).toMatchObject({ id: CHANGE, ...at, release: { version: 'v1.1.0' } })
  expect(await read(owner, '/locks')).toEqual({ locks: [] })
  expect(await read(owner, '/agents')).toMatchObject({ agents: [{ state: 'live' }] })
})

test('the audit is read page by page in the order of the log, by whoever may do everything everywhere', async () => {
  const positions: number[] = []
  const events: string[] = []
  for (let cursor: string | undefined = '0'; cursor !== undefined; ) {
    const page = (await read(owner, `/audit?limit=5&cursor=${cursor}`)) as {
      entries: { position: number; event: string }[]
      next?: string
    }
    positions.push(...page.entries.map(({ position }) => position))
    events.push(...page.entries.map(({ event }) => event))
    cursor = page.next
  }
  expect(positions).toEqual([...new Set(positions)].toSorted((one, other) => one - other))
  expect(events).toEqual(expect.arrayContaining(['token.created', 'confirmation.given', 'cicd.deploy.completed']))
  const limited = await tokenFor('limited', { roles: ['owner'], services: ['billionmail'] })
  for (const token of [stranger, limited]) {
    const refused = await ask(token, '/audit')
    expect([refused.status, await refused.json()]).toEqual([403, expect.objectContaining({ code: 'not_allowed' })])
  }
})

test('the audit is filtered, newest first, and exported as a file', async () => {
  const effects = (await read(owner, '/audit?order=newest&kind=effect&service=billionmail&limit=100')) as {
    entries: { position: number; kind: string; where: { service?: string }; correlation: string }[]
  }
  const positions = effects.entries.map(({ position }) => position)
  expect(positions.length).toBeGreaterThan(3)
  expect(positions).toEqual(positions.toSorted((one, other) => other - one))
  for (const entry of effects.entries)
    expect(entry).toMatchObject({ kind: 'effect', where: { service: 'billionmail' } })
  const correlation = effects.entries[0]?.correlation ?? ''
  expect(await read(owner, `/audit?correlation=${correlation}&kind=refusal`)).toEqual({ entries: [] })
  expect(await read(owner, '/audit?who=web:nobody')).toEqual({ entries: [] })
  const csv = await ask(owner, '/audit/export?format=csv')
  expect(csv.headers.get('content-disposition')).toContain('audit.csv')
  const lines = (await csv.text()).trimEnd().split('\r\n')
  expect(lines[0]).toMatch(/^position,at,kind,event/)
  expect(lines.join()).toContain('cicd.deploy.completed')
  expect((await ask(owner, '/audit/export?since=2999-01-01T00:00:00Z')).status).toBe(200)
  expect((await ask(stranger, '/audit/export')).status).toBe(403)
})

interface LogPage {
  readonly events: { position: number; type: string; correlation: string; service?: string; data: object }[]
  readonly next?: string
}

test('the log is read newest first, by type, service and what belongs together', async () => {
  const whole: LogPage['events'] = []
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page = (await read(owner, `/events?limit=20${cursor && `&cursor=${cursor}`}`)) as LogPage
    whole.push(...page.events)
    cursor = page.next
  }
  const positions = whole.map(({ position }) => position)
  expect(positions).toEqual([...new Set(positions)].toSorted((one, other) => other - one))
  expect(whole.at(-1)?.position).toBe(positions.at(-1))
  const steps = (await read(owner, '/events?type=run.step.*&service=billionmail&limit=100')) as LogPage
  expect(steps.events.map(({ type }) => type)).toEqual(
    whole.filter(({ type }) => type.startsWith('run.step.')).map(({ type }) => type),
  )
  const done = whole.find(({ type }) => type === 'cicd.deploy.completed')
  expect(done).toMatchObject({ service: 'billionmail', environment: 'production', data: { task } })
  const together = (await read(owner, `/events?correlation=${done?.correlation}&limit=100`)) as LogPage
  expect(together.events.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['message.received', 'confirmation.given', 'cicd.deploy.completed']),
  )
  expect(await read(owner, '/events?environment=staging')).toEqual({ events: [] })
})

test('who calls whom: what asked the agents, what they decided by, and which worker they are in', async () => {
  const { nodes, edges } = (await read(owner, '/topology')) as { nodes: object[]; edges: object[] }
  expect(nodes).toContainEqual(expect.objectContaining({ id: 'agent:deploy', kind: 'agent', in_flight: 0 }))
  expect(edges).toContainEqual(
    expect.objectContaining({ from: 'requests', to: 'agent:deploy', failed: 0, mean_ms: expect.any(Number) }),
  )
  expect(edges).toContainEqual(expect.objectContaining({ from: 'agent:deploy', to: 'rules', tokens_in: 0 }))
  expect(await read(owner, '/alerts')).toEqual({ alerts: [] })
  const nobody = await tokenFor('nobody', { roles: [] })
  for (const path of ['/alerts', '/topology']) expect((await ask(nobody, path)).status).toBe(403)
  expect((await ask(owner, '/topology?days=31')).status).toBe(400)
})

interface Waiting {
  readonly waiting: {
    id: string
    kind: string
    card: { blocks: { kind: string; buttons?: { id: string; label: string }[] }[] }
  }[]
}

test('what waits for me is its card, whose buttons work from another conversation', async () => {
  expect(await read(owner, '/waiting')).toEqual({ waiting: [] })
  await ask(owner, '/messages', 'POST', { session_id: session, content: 'deploy billionmail v1.0.0 to production' })
  const { waiting } = (await read(owner, '/waiting')) as Waiting
  expect(waiting).toMatchObject([{ kind: 'confirmation', card: { title: expect.stringContaining('v1.0.0') } }])
  expect(await read(stranger, '/waiting')).toEqual({ waiting: [] })
  const buttons = waiting[0]?.card.blocks.flatMap((block) => block.buttons ?? []) ?? []
  const cancel = buttons.find(({ label }) => label === 'Cancel')?.id
  const other = ((await (await ask(owner, '/sessions', 'POST')).json()) as { id: string }).id
  await ask(owner, '/presses', 'POST', { session_id: other, button: cancel })
  expect(await read(owner, '/waiting')).toEqual({ waiting: [] })
})

test('a change request waits for those who could approve it, and for nobody else', async () => {
  const { reads } = bot.app().api
  expect((await reads.waiting('terminal:you')).map(({ id, kind }) => [id, kind])).toEqual([[CHANGE, 'change']])
  expect(await reads.waiting('terminal:somebody')).toEqual([])
})

test('the log as it grows: from now on, or from a position, and only what is asked for', async () => {
  const live = await ask(owner, '/events/live?type=token.*')
  const reader = live.body?.pipeThrough(new TextDecoderStream()).getReader()
  const created = await tokenFor('seen-live', { roles: ['viewer'] })
  let text = ''
  while (!text.includes('seen-live')) text += (await reader?.read())?.value ?? ''
  await reader?.cancel()
  expect(text).toMatch(/id: \d+\nevent: event\ndata: \{"position"/)
  expect(text).not.toContain('"hash"')
  expect(text).not.toContain(created)
  const [first] = ((await read(owner, '/events?type=token.created')) as LogPage).events
  const again = await ask(owner, `/events/live?type=token.*&after=${(first?.position ?? 0) - 1}`)
  const second = again.body?.pipeThrough(new TextDecoderStream()).getReader()
  let next = ''
  while (!next.includes('seen-live')) next += (await second?.read())?.value ?? ''
  await second?.cancel()
  expect((await ask(stranger, '/events/live')).status).toBe(403)
  expect((await ask(stranger, '/events')).status).toBe(403)
})

test('a page about places: what is live, and all that is known of its task', async () => {
  const at = { service: 'billionmail', environment: 'production' }
  const { places } = (await read(owner, '/overview')) as { places: { environment: string }[] }
  expect(places.find(({ environment }) => environment === 'production')).toMatchObject({
    ...{ ...at, live: { version: 'v1.1.0', task }, waiting: [], freezes: [], drifts: [] },
  })
  const full = (await read(owner, `/tasks/${task}/full`)) as { plan: { commits: object[] }; correlation: string }
  expect(full).toMatchObject({
    ...{ id: task, state: 'succeeded', by_name: 'owner', plan: { ref: 'v1.1.0', strategy: 'blue-green' } },
    ...{ confirmed: { by: { name: 'owner' }, rule: 'Every change to production needs confirmation.' }, approvals: [] },
    risk: { verdict: 'go' },
  })
  expect(full.plan.commits.length).toBeGreaterThan(1)
  const asked = (await read(owner, `/events?correlation=${full.correlation}&type=message.received`)) as LogPage
  expect(asked.events).toHaveLength(1)
  const traffic = (await read(owner, `/tasks/${task}/traffic`)) as { points: object[]; before: object }
  expect(traffic).toMatchObject({ before: { requests: 0 }, switched_at: expect.any(String) })
  expect(traffic.points.length).toBeGreaterThan(8)
  const where = 'service=billionmail&environment=production'
  const { lines } = (await read(owner, `/logs?${where}`)) as { lines: { text: string }[] }
  expect(lines.map(({ text }) => text).join()).toContain('billionmail v1.1.0 listens')
  expect((await ask(stranger, `/logs?${where}`)).status).toBe(404)
  expect((await ask(owner, '/logs?service=nothing&environment=nowhere')).status).toBe(404)
})

test('a lock is listed while it holds, with who took it and why, for those who may see its place', async () => {
  await ask(owner, '/messages', 'POST', {
    session_id: session,
    content: 'lock billionmail in staging because of a demo',
  })
  expect(await read(owner, '/locks')).toEqual({
    locks: [
      {
        ...{
          id: expect.any(String),
          by: expect.stringMatching(/^web:token-/),
          reason: expect.stringContaining('demo'),
        },
        ...{ at: expect.any(String), expires_at: expect.any(String) },
        places: [{ service: 'billionmail', environment: 'staging' }],
      },
    ],
  })
  expect(await read(stranger, '/locks')).toEqual({ locks: [] })
  await ask(owner, '/messages', 'POST', { session_id: session, content: 'unlock billionmail in staging' })
  expect(await read(owner, '/locks')).toEqual({ locks: [] })
})

test('workflows are listed with what they take and do', async () => {
  const { workflows } = (await read(owner, '/workflows')) as { workflows: { id: string; steps: object[] }[] }
  expect(workflows.length).toBeGreaterThan(0)
  for (const { steps } of workflows)
    expect(steps[0]).toMatchObject({ id: expect.any(String), uses: expect.any(String), needs: [] })
})

test('news say that something has happened, and nothing of what', async () => {
  const news = await ask(stranger, '/news')
  const reader = news.body?.pipeThrough(new TextDecoderStream()).getReader()
  await tokenFor('news', { roles: ['viewer'] })
  let text = ''
  while (!text.includes('event: news')) text += (await reader?.read())?.value ?? ''
  await reader?.cancel()
  expect(text).toMatch(/^retry: \d+\n\n(id: \d+\nevent: news\ndata: \{\}\n\n)+$/)
})

test('conversations are read page by page, and one is opened once under a key', async () => {
  const token = await tokenFor('talker', { roles: ['viewer'] })
  const open = async (key: string) =>
    ((await (await ask(token, '/sessions', 'POST', undefined, { 'idempotency-key': key })).json()) as { id: string }).id
  const [a, b, c] = [await open('a'), await open('b'), await open('c')]
  expect(await open('a')).toBe(a)
  const page = (query: string) => read(token, `/sessions?limit=2${query}`)
  expect(await page('')).toMatchObject({ sessions: [{ id: c }, { id: b }], next: b })
  expect(await page(`&cursor=${b}`)).toEqual({ sessions: [expect.objectContaining({ id: a })] })
  const another = await ask(stranger, `/sessions?cursor=${b}`)
  expect([another.status, await another.json()]).toEqual([400, expect.objectContaining({ code: 'no_cursor' })])
  expect(await (await ask(stranger, '/sessions', 'POST', undefined, { 'idempotency-key': 'a' })).text()).not.toContain(
    a,
  )
})

test('what has not changed is not sent again', async () => {
  const first = await ask(owner, '/deployments')
  const etag = first.headers.get('etag') ?? ''
  const again = await ask(owner, '/deployments', 'GET', undefined, { 'if-none-match': etag })
  expect([again.status, await again.text()]).toEqual([304, ''])
  const other = await ask(stranger, '/deployments', 'GET', undefined, { 'if-none-match': etag })
  expect([other.status, await other.json()]).toEqual([200, { deployments: [] }])
})

test.each([
  ['a cursor that no page ended with', '/tasks?cursor=TASK-999', 'no_cursor'],
  ['a page too large', '/tasks?limit=101', 'not_understood'],
  ['a state that is none', '/deployments?state=gone', 'not_understood'],
  ['a position that is none', '/audit?cursor=x', 'not_understood'],
  ['a position of the log that is none', '/events?cursor=x', 'not_understood'],
  ['a format that is none', '/audit/export?format=xml', 'not_understood'],
  ['a word that is neither yes nor no', '/services?health=perhaps', 'not_understood'],
])('%s is refused', async (_, path, code) => {
  const refused = await ask(owner, path)
  expect([refused.status, await refused.json()]).toEqual([400, expect.objectContaining({ code })])
})

test("lists hold nothing that is not one's own to see", async () => {
  expect(await read(stranger, '/services')).toEqual({ services: [] })
  expect(await read(stranger, '/overview')).toEqual({ places: [] })
  expect(await read(stranger, '/tasks')).toEqual({ tasks: [] })
  expect(await read(stranger, '/changes')).toEqual({ changes: [] })
  expect(await read(stranger, '/sessions')).toEqual({ sessions: [] })
  expect(await read(stranger, '/workflows')).toEqual({ workflows: [] })
})

interface IdRoute {
  readonly method: string
  readonly ids: () => readonly [string, string]
  readonly body?: () => object
  /** Left out: 404. */
  readonly status?: number
}

/** Every route that takes an id, with one that is there and one that is not. */
const inSession = () => ({ session_id: session })
const ID_ROUTES: Readonly<Record<string, IdRoute>> = {
  '/api/v1/messages/{session}': { method: 'GET', ids: () => [session, crypto.randomUUID()] },
  '/api/v1/sessions/{session}': { method: 'DELETE', ids: () => [session, crypto.randomUUID()] },
  '/api/v1/sessions/{session}/events': { method: 'GET', ids: () => [session, crypto.randomUUID()] },
  '/api/v1/tasks/{task}': { method: 'GET', ids: () => [task, 'TASK-999'] },
  '/api/v1/changes/{change}': { method: 'GET', ids: () => [CHANGE, 'CHG-999'] },
  '/api/v1/runs/{run}': { method: 'GET', ids: () => [task, 'TASK-999'] },
  '/api/v1/approvals/{change}': {
    ...{ method: 'POST', ids: () => [CHANGE, 'CHG-999'] },
    body: () => ({ answer: 'approve', plan_hash: 'h' }),
  },
  '/api/v1/confirmations/{confirmation}': {
    ...{ method: 'POST', ids: () => [question, 'none'] },
    body: () => ({ answer: 'yes', plan_hash: 'h' }),
  },
  '/api/v1/tasks/{task}/events': { method: 'GET', ids: () => [task, 'TASK-999'] },
  '/api/v1/tasks/{task}/full': { method: 'GET', ids: () => [task, 'TASK-999'] },
  '/api/v1/tasks/{task}/traffic': { method: 'GET', ids: () => [task, 'TASK-999'] },
  '/api/v1/tasks/{task}/cancel': { method: 'POST', ids: () => [task, 'TASK-999'], body: inSession },
  '/api/v1/tasks/{task}/retry': { method: 'POST', ids: () => [task, 'TASK-999'], body: inSession },
  // Of people's own tokens, no token sees whether one is there.
  '/api/v1/tokens/{token}': {
    method: 'DELETE',
    ids: () => [secrets[0]?.split('_')[1] ?? '', '0'.repeat(12)],
    status: 403,
  },
  '/api/v1/workflows/{workflow}/runs': { method: 'POST', ids: () => ['deploy', 'none'], body: inSession },
}

test("another's id is answered like one that is not there, on every route that takes one", async () => {
  const { paths } = (await read(owner, '/openapi.json')) as { paths: object }
  const taking = Object.keys(paths).filter((path) => path.includes('{'))
  expect(Object.keys(ID_ROUTES).toSorted()).toEqual(taking.toSorted())
  for (const [route, { method, ids, body, status = 404 }] of Object.entries(ID_ROUTES)) {
    const [there, missing] = ids()
    const answers = await Promise.all(
      [there, missing].map(async (id) => {
        const path = route.replace('/api/v1', '').replace(/\{\w+\}/, id)
        const answer = await ask(stranger, path, method, body?.())
        return [route, answer.status, (await answer.text()).replaceAll(id, 'ID')]
      }),
    )
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.[1]).toBe(status)
  }
  expect((await ask(owner, `/messages/${session}`)).status).toBe(200)
})

test('no answer holds a token or its hash, nor what has become a secret since it was written', async () => {
  secret = 'v1.1.0'
  const paths = ['/services', '/deployments', '/tasks', `/tasks/${task}`, '/changes', `/changes/${CHANGE}`, '/locks']
  const logs = [
    '/waiting',
    '/topology',
    '/alerts',
    '/audit?limit=100',
    '/events?limit=100',
    '/audit/export',
    '/audit/export?format=csv',
  ]
  for (const path of [...paths, '/workflows', '/agents', ...logs]) {
    const answer = await ask(owner, path)
    expect([path, answer.status]).toEqual([path, 200])
    const text = await answer.text()
    for (const one of [...secrets, secret]) expect(text, path).not.toContain(one)
  }
  secret = undefined
})
