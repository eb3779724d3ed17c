import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HealthServer, startHealthServer } from '../../adapters/http/health-server.ts'
import type { TokenScope } from '../../src/domain/api-token.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { tokenDesk } from '../../src/tokens/api-tokens.ts'
import { buttonsOf, type SlackMessage, wordsOf } from '../simulators/slack/workspace.ts'
import { ANA, BEN, type BotInSlack, startBotInSlack } from './bot-in-slack.ts'

const CHANNEL = 'C0GENERAL'

let bot: BotInSlack
let http: HealthServer

beforeAll(async () => {
  bot = await startBotInSlack({ env: { SHIPMATE_MCP_CHANNEL: `slack:${CHANNEL}` } })
  http = await startHealthServer({
    ...{ host: '127.0.0.1', port: 0, version: '1.0.0', parts: () => [], workers: () => undefined },
    api: { behind: () => bot.app().api, onFault: () => {} },
  })
})
afterAll(async () => {
  await http.stop()
  await bot.close()
})

const tokens = () =>
  tokenDesk({ store: bot.app().store, clock: systemClock }, ['viewer', 'deployer', 'owner'], 'terminal:you')
let named = 0
async function tokenFor(scope: TokenScope): Promise<string> {
  named += 1
  return (await tokens().create({ name: `assistant ${named}`, scope })).secret
}
const endpoint = (): URL => new URL(`http://127.0.0.1:${http.port}/mcp`)

async function overHttp(token: string, name = 'claude-code'): Promise<Client> {
  const client = new Client({ name, version: '1' })
  const headers = { authorization: `Bearer ${token}` }
  await client.connect(new StreamableHTTPClientTransport(endpoint(), { requestInit: { headers } }) as never)
  return client
}

async function overStdio(token: string): Promise<Client> {
  const client = new Client({ name: 'desktop', version: '1' })
  const env = { PATH: process.env.PATH ?? '', SHIPMATE_TOKEN: token }
  const args = ['src/main.ts', 'mcp', '--url', `http://127.0.0.1:${http.port}`]
  await client.connect(new StdioClientTransport({ command: process.execPath, args, env, stderr: 'inherit' }))
  return client
}

const call = async (client: Client, name: string, given: Record<string, unknown> = {}): Promise<CallToolResult> =>
  (await client.callTool({ name, arguments: given })) as CallToolResult
const textOf = ({ content }: CallToolResult): string =>
  content.map((part) => (part.type === 'text' ? part.text : '')).join('\n')

async function detailsOf(task: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${await tokenFor({ roles: ['owner'] })}` }
  return (await fetch(`http://127.0.0.1:${http.port}/api/v1/tasks/${task}/full`, { headers })).json()
}

/** The card that asks about a proposal, in a thread of the channel. */
const asked = (title: string): Promise<SlackMessage> =>
  bot.slack.message(
    (message) => wordsOf(message).includes(title) && buttonsOf(message).some(({ label }) => label === 'Confirm'),
  )

describe.each([
  ['streamable HTTP', overHttp],
  ['stdio', overStdio],
] as const)('an assistant over %s', (way, connect) => {
  test('looks up, proposes, and is told what a person made of it', async () => {
    const client = await connect(await tokenFor({ roles: ['deployer'] }))
    const { tools } = await client.listTools()
    const reads = tools.filter(({ annotations }) => annotations?.readOnlyHint === true).map(({ name }) => name)
    expect(reads).toEqual(
      expect.arrayContaining(['check_status', 'read_logs', 'look_up', 'wait_for', 'list_proposals']),
    )
    expect(tools.map(({ name }) => name).filter((name) => /confirm|approve|reject|press|answer/.test(name))).toEqual([])
    expect(tools.find(({ name }) => name === 'propose_rollback')?.annotations).toMatchObject({ destructiveHint: true })

    const version = way === 'stdio' ? 'v1.1.0' : 'v1.0.0'
    const where = { service: 'billionmail', environment: 'production' }
    const proposed = await call(client, 'propose_deployment', {
      ...where,
      ...{ ref: version, strategy: 'blue-green', why: 'It fixes the inbox.' },
    })
    expect(proposed.structuredContent).toMatchObject({ state: 'waiting', over: false })
    const { proposal } = proposed.structuredContent as { readonly proposal: string }
    const card = await asked(`Deploy billionmail ${version} to production?`)
    expect(wordsOf(card)).toContain(`assistant ${named}`)
    expect(wordsOf(card)).toContain('It fixes the inbox.')
    expect(card.threadTs).toBeDefined()

    const heard: (string | undefined)[] = []
    const waiting = client.callTool({ name: 'wait_for', arguments: { proposal, seconds: 120 } }, undefined, {
      onprogress: ({ message }) => heard.push(message),
      resetTimeoutOnProgress: true,
    })
    await bot.slack.press(ANA, card.ts, 'Confirm')
    const ended = (await waiting) as CallToolResult
    expect(ended.structuredContent).toMatchObject({ proposal, state: 'succeeded', over: true })
    expect(textOf(ended)).toContain('confirmed it')
    // The task page names the person who answered, and not the token that asked.
    const { task } = ended.structuredContent as { readonly task: string }
    expect(await detailsOf(task)).toMatchObject({ confirmed: { by: { id: `slack:${ANA}`, name: expect.any(String) } } })
    const live = await call(client, 'check_status', where)
    expect(live.structuredContent).toMatchObject({ facts: { live: [{ version }] } })
    const chat = await call(client, 'look_up', { question: 'deploy.status', ...where })
    expect(textOf(chat)).toContain(version)
    await client.close()
  })
})

describe('who may answer a proposal', () => {
  test('not its token by any way, not who may not deploy, but a person who may: who declines it, too', async () => {
    const token = await tokenFor({ roles: ['owner'] })
    const client = await overHttp(token)
    const proposed = await call(client, 'propose_rollback', { service: 'billionmail', environment: 'production' })
    const { proposal } = proposed.structuredContent as { readonly proposal: string }
    const card = await asked('Roll back billionmail')
    const button = buttonsOf(card).find(({ label }) => label === 'Confirm')?.id
    const rest = async (path: string, body: object) =>
      (
        await fetch(`http://127.0.0.1:${http.port}/api/v1${path}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      ).json()
    const { id: session_id } = (await rest('/sessions', {})) as { id: string }
    expect(await rest('/presses', { session_id, button })).toMatchObject({
      notice: 'An assistant proposed this, so only a person may answer it.',
    })
    await rest('/messages', { session_id, content: 'yes' })
    await bot.slack.press(BEN, card.ts, 'Confirm')
    await bot.slack.press(BEN, card.ts, 'Cancel')
    expect((await call(client, 'wait_for', { proposal, seconds: 0 })).structuredContent).toMatchObject({
      state: 'waiting',
    })
    await bot.slack.press(ANA, card.ts, 'Cancel')
    const ended = await call(client, 'wait_for', { proposal })
    expect(ended.structuredContent).toMatchObject({ state: 'declined', over: true })
    expect(await bot.count('rollback.requested')).toBe(0)
  })

  test('what its policy would start at once is asked about, too, and what the token may not is not proposed', async () => {
    const client = await overHttp(await tokenFor({ roles: ['deployer'], environments: ['staging'] }))
    const staging = await call(client, 'propose_deployment', {
      ...{ service: 'billionmail', environment: 'staging', ref: 'v1.1.0' },
    })
    expect(staging.structuredContent).toMatchObject({ state: 'waiting' })
    const refused = await call(client, 'propose_deployment', {
      ...{ service: 'billionmail', environment: 'production', ref: 'v1.1.0' },
    })
    expect(refused).toMatchObject({ isError: true })
    expect(textOf(refused)).toContain('You may not deploy billionmail in production')
    const unclear = await call(client, 'propose_deployment', { service: 'bilionmail', environment: 'staging' })
    expect(textOf(unclear)).toContain('Did you mean billionmail')
  })

  test('a broken connection loses nothing: the same key is the same proposal, and it is found by its id', async () => {
    const token = await tokenFor({ roles: ['deployer'] })
    const given = { service: 'billionmail', environment: 'production', ref: 'v1.3.0', key: 'release-1' }
    const first = await call(await overHttp(token), 'propose_deployment', given)
    await bot.restart()
    const client = await overHttp(token)
    const again = await call(client, 'propose_deployment', given)
    expect(again.structuredContent).toMatchObject({ proposal: first.structuredContent?.proposal })
    const listed = await call(client, 'list_proposals')
    expect(listed.structuredContent).toMatchObject({
      proposals: [{ proposal: first.structuredContent?.proposal, state: 'waiting' }],
    })
    const other = await overHttp(await tokenFor({ roles: ['owner'] }))
    const foreign = await call(other, 'wait_for', { proposal: first.structuredContent?.proposal, seconds: 0 })
    expect(foreign).toMatchObject({ isError: true })
  })
})

describe('who may talk', () => {
  const initialize = {
    ...{ jsonrpc: '2.0', id: 1, method: 'initialize' },
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } },
  }
  const post = (headers: Record<string, string>, body: unknown = initialize) =>
    fetch(endpoint(), {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })

  test('nobody without a token, no page of another site, nothing too large, and no session of another', async () => {
    const authorization = `Bearer ${await tokenFor({ roles: ['viewer'] })}`
    expect((await post({})).status).toBe(401)
    expect((await post({ authorization: 'Bearer shipmate_x' })).status).toBe(401)
    expect((await post({ authorization, origin: 'http://evil.example' })).status).toBe(403)
    expect((await post({ authorization }, `"${'x'.repeat(300_000)}"`)).status).toBe(413)
    expect((await post({ authorization }, { jsonrpc: '2.0', id: 1, method: 'tools/list' })).status).toBe(400)
    const opened = await post({ authorization })
    expect(opened.status).toBe(200)
    const session = opened.headers.get('mcp-session-id') ?? ''
    await opened.body?.cancel()
    const foreign = { authorization: `Bearer ${await tokenFor({ roles: ['owner'] })}`, 'mcp-session-id': session }
    expect((await post(foreign, { jsonrpc: '2.0', id: 2, method: 'tools/list' })).status).toBe(404)
  })

  test('a revoked token ends its session', async () => {
    const client = await overHttp(await tokenFor({ roles: ['viewer'] }))
    await client.listTools()
    await tokens().revoke(`assistant ${named}`)
    await expect(client.listTools()).rejects.toThrow(/401|valid token/)
  })
})
