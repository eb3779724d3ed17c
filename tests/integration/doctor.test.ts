import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startHealthServer } from '../../adapters/http/health-server.ts'
import { probeFolder } from '../../adapters/probes/folder.ts'
import { probeGit, probeRepository } from '../../adapters/probes/git.ts'
import { probeOllama, probeOllamaCloud } from '../../adapters/probes/ollama.ts'
import { probeOpenAi } from '../../adapters/probes/openai.ts'
import { probePort } from '../../adapters/probes/port.ts'
import { probePostgres } from '../../adapters/probes/postgres.ts'
import { policyVerdict, probeRedis } from '../../adapters/probes/redis.ts'
import { describeOn } from '../support/databases.ts'

/** Nothing listens there: the port is reserved, and taking it needs rights. */
const NOBODY = '127.0.0.1:1'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'shipmate-doctor-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

async function answering(body: unknown): Promise<string> {
  const server: Server = createServer((_, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const failedWith = (sentence: RegExp) => ({
  state: 'failed',
  sentence: expect.stringMatching(sentence),
  remedy: expect.any(String),
})

test('servers that do not answer are told with the reason of the network and what to do', async () => {
  const refused = /does not answer: .*(ECONNREFUSED|bad port)/
  expect(await probePostgres(`postgres://bot@${NOBODY}/main`)).toEqual(failedWith(refused))
  expect(await probeRedis(`redis://${NOBODY}`)).toEqual(failedWith(refused))
  expect(await probeOllama({ host: `http://${NOBODY}`, wanted: [] })).toEqual(failedWith(refused))
  expect(await probeOpenAi({ baseUrl: `http://${NOBODY}/v1`, wanted: [] })).toEqual(failedWith(refused))
})

test('models that are offered are named; an Ollama without any is of no use yet', async () => {
  const host = await answering({ models: [{ name: 'llama3.2' }, { name: 'qwen3' }] })
  expect(await probeOllama({ host, wanted: ['qwen3'] })).toEqual({ state: 'ok', sentence: '2 models: llama3.2, qwen3' })
  expect(await probeOllama({ host: await answering({ models: [] }), wanted: [] })).toEqual(failedWith(/has no model/))
  const baseUrl = await answering({ object: 'list', data: [{ id: 'a', object: 'model' }] })
  expect(await probeOpenAi({ baseUrl, key: 'k', wanted: ['a'] })).toEqual({
    state: 'ok',
    sentence: `${baseUrl} offers 1 models`,
  })
})

test('a model that is configured and not there is named, with how to get it', async () => {
  const host = await answering({ models: [{ name: 'llama3.2:latest' }] })
  expect(await probeOllama({ host, wanted: ['llama3.2', 'qwen3:8b'] })).toEqual({
    state: 'failed',
    sentence: 'Ollama answers but has no qwen3:8b.',
    remedy: 'Get it: ollama pull qwen3:8b',
  })
  expect(await probeOllamaCloud({ host, wanted: ['gpt-oss:120b'] })).toEqual(
    failedWith(/cloud answers but has no gpt-oss/),
  )
  const baseUrl = await answering({ object: 'list', data: [{ id: 'a', object: 'model' }] })
  expect(await probeOpenAi({ baseUrl, wanted: ['b'] })).toEqual(failedWith(/offers no b/))
})

test('a repository is read as far as its last commit', async () => {
  const repository = folder()
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', repository, '-c', 'user.name=a', '-c', 'user.email=a@b', ...args])
  expect((await probeGit()).sentence).toMatch(/^git version/)
  expect(await probeRepository(join(repository, 'nowhere'))).toEqual(failedWith(/cannot be read/))
  git('init', '--quiet')
  expect(await probeRepository(repository)).toEqual(failedWith(/has no commit yet/))
  git('commit', '--quiet', '--allow-empty', '--message', 'first')
  expect(await probeRepository(repository)).toEqual({ state: 'ok', sentence: repository })
})

test('a data folder may be there or still to be made, and is not made by looking', async () => {
  const there = folder()
  expect(await probeFolder(there)).toMatchObject({ state: 'ok' })
  expect(await probeFolder(join(there, 'a', 'b'))).toMatchObject({
    sentence: expect.stringContaining('(will be made)'),
  })
  expect(await probeFolder(join(there, 'a', 'b'))).toMatchObject({
    sentence: expect.stringContaining('(will be made)'),
  })
  expect(await probeFolder('/proc/shipmate')).toEqual(failedWith(/cannot be written to|only 0\.0 GB free/))
})

test('a port is free, held by a Shipmate that runs already, or held by something else', async () => {
  const stranger = new URL(await answering({ status: 'something else' }))
  expect(await probePort('127.0.0.1', Number(stranger.port))).toEqual(failedWith(/EADDRINUSE/))
  const shipmate = await startHealthServer({
    host: '127.0.0.1',
    port: 0,
    version: '1',
    parts: () => [{ name: 'slack', check: () => {}, heardAt: () => new Date(Date.now() - 90_500) }],
    workers: () => undefined,
  })
  expect(await probePort('127.0.0.1', shipmate.port)).toMatchObject({
    state: 'ok',
    sentence: expect.stringMatching(/running; last heard from slack \d+ s ago/),
  })
  await shipmate.stop()
  expect(await probePort('127.0.0.1', shipmate.port)).toEqual({ state: 'ok', sentence: 'free' })
})

describeOn('TEST_DATABASE_URL', 'a PostgreSQL that answers', (url) => {
  test('is named with its version', async () => {
    const sentence = expect.stringMatching(/^PostgreSQL \d+/)
    expect(await probePostgres(url)).toEqual({ state: 'ok', sentence })
  })
})

describeOn('TEST_REDIS_URL', 'a Redis that answers', (url) => {
  test('is named with its version', async () => {
    expect(await probeRedis(url)).toEqual({ state: 'ok', sentence: expect.stringMatching(/^Redis \d+/) })
  })
})

test('a Redis that may throw jobs away is told of', () => {
  const info = (policy: string) => `# Server\r\nredis_version:8.2.1\r\n# Memory\r\nmaxmemory_policy:${policy}\r\n`
  expect(policyVerdict(info('noeviction'))).toEqual({ state: 'ok', sentence: 'Redis 8.2.1' })
  expect(policyVerdict(info('allkeys-lru'))).toEqual(failedWith(/^Redis 8\.2\.1 .* maxmemory-policy is allkeys-lru\.$/))
})
