import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { Secret } from '../../config/secret.ts'
import { accountProbes } from '../../src/app/commands/account-probes.ts'
import { newCiWorld } from '../support/ci-world.ts'
import { serveJenkins } from '../support/jenkins-server.ts'

const token = new Secret('token-of-the-bot')

test('the doctor asks Jenkins who the bot is there', async () => {
  const world = newCiWorld()
  const account = { url: await serveJenkins(world), user: 'bot', token }
  expect(await accountProbes.jenkins(account)).toEqual({ state: 'ok', sentence: `${account.url}: accepted as bot.` })
  world.fault = 'forbidden'
  expect(await accountProbes.jenkins(account)).toMatchObject({
    state: 'failed',
    sentence: `${account.url}: bot lacks Overall/Read.`,
  })
  world.fault = 'away'
  expect(await accountProbes.jenkins(account)).toMatchObject({
    state: 'failed',
    sentence: expect.stringMatching(/gives no answer that can be used: /),
  })
  world.fault = undefined
  expect(await accountProbes.jenkins({ ...account, token: new Secret('another') })).toMatchObject({
    state: 'failed',
    sentence: `${account.url} does not accept the token of bot.`,
  })
})

test.each([
  [{ scopes: 'repo, workflow' }, true, 'ok', /accepted as bot\.$/],
  [{}, true, 'ok', /accepted as bot\.$/],
  [{ scopes: 'public_repo' }, true, 'failed', /bot lacks the scope repo, which runs are started with\.$/],
  [{ scopes: 'public_repo' }, false, 'warning', /bot lacks the scope repo/],
  [{ status: 401 }, true, 'failed', / does not accept the token of GitHub\.$/],
  [{ status: 500 }, false, 'failed', /gives no answer that can be used/],
])('a token of GitHub with %j, where runs are started: %s, is %s', async (is, startsRuns, state, sentence) => {
  const { status = 200, scopes } = is as { status?: number; scopes?: string }
  const url = await answering(
    '/user',
    status,
    { login: 'bot' },
    scopes === undefined ? {} : { 'x-oauth-scopes': scopes },
  )
  const server = { url, apiUrl: url, account: { kind: 'token' as const, token } }
  expect(await accountProbes.github(server, startsRuns)).toMatchObject({
    state,
    sentence: expect.stringMatching(sentence),
  })
})

test.each([
  [['api'], true, 'ok', /accepted, with the scope api\.$/],
  [['read_api'], true, 'failed', /lacks the scope api, which pipelines are started with; it has read_api\.$/],
  [['read_api'], false, 'warning', /lacks the scope api/],
  [['read_user'], false, 'failed', /it has read_user\.$/],
  [401, false, 'failed', / does not accept gitlab\.token\.$/],
])('a token of GitLab with %j, where pipelines are started: %s, is %s', async (is, startsRuns, state, sentence) => {
  const status = typeof is === 'number' ? is : 200
  const url = await answering('/api/v4/personal_access_tokens/self', status, { scopes: is }, {})
  expect(await accountProbes.gitlab({ url, token }, startsRuns)).toMatchObject({
    state,
    sentence: expect.stringMatching(sentence),
  })
})

/** A host that knows one path. @returns Its address. */
async function answering(path: string, status: number, body: object, headers: Record<string, string>): Promise<string> {
  const server = createServer((request, response) => {
    const isThere = request.url?.split('?')[0] === path
    response.writeHead(isThere ? status : 404, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify(body))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
