import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ModelServer } from '../support/model-script.ts'
import { startOllamaServer } from '../support/ollama-server.ts'
import { freePort } from '../support/ports.ts'
import { runCommand } from './command-line.ts'

let folder: string
let ollama: ModelServer

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shipmate-agents-'))
  ollama = await startOllamaServer()
})
afterAll(() => ollama.stop())

const shipmate = (given: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runCommand(folder, given, env).ended
const agents = (...given: readonly string[]) => shipmate(['agents', ...given])

test('a new agent is written once, is sound, and judges by its own answer without a model', async () => {
  expect(await agents('new', 'release-risk')).toMatchObject({ code: 0 })
  const again = await agents('new', 'release-risk')
  expect(again).toMatchObject({ code: 1 })
  expect(again.errors).toContain('already exists')
  expect((await agents('check')).output).toContain('release-risk.yaml: release-risk (release-risk.judge)')
  const tried = await agents('try', 'release-risk')
  expect(tried.output).toContain('verdict: go')
  expect(tried.output).toContain('its rules (no model is configured for `models.decision`)')
})

test('where a model is configured it judges, and its tokens and time are told', async () => {
  ollama.script({ says: '{"verdict":"hold","reasons":["A column goes away."]}' })
  const env = { OLLAMA_HOST: ollama.url, SHIPMATE_DECISION_MODEL: 'ollama/qwen3:8b' }
  const { output } = await shipmate(['agents', 'try', 'release-risk'], env)
  expect(output).toContain('verdict: hold')
  expect(output).toMatch(/decided by {2}qwen3:8b\ntokens {6}\d+ in, \d+ out\ntime/)
})

test('what its tools give while it is tried comes from its file, or from another', async () => {
  const looks = { calls: [{ name: 'read_diff', arguments: '{"task":"TASK-3"}' }] }
  const env = { OLLAMA_HOST: ollama.url, SHIPMATE_DECISION_MODEL: 'ollama/qwen3:8b' }
  const answers = { says: '{"verdict":"hold","reasons":["A column goes away."]}' }
  ollama.script(looks, answers)
  const { output } = await shipmate(['agents', 'try', 'release-risk'], env)
  expect(output).toMatch(/decided by {2}qwen3:8b\nlooked up {3}read_diff \(found\)\ntokens/)
  expect(ollama.asked.at(-1)?.messages.at(-1)?.content).toContain('customers.legacy_id (Mira)')
  writeFileSync(join(folder, 'found.yaml'), 'read_diff: [Round to cents]\n')
  ollama.script(looks, answers)
  await shipmate(['agents', 'try', 'release-risk', '--look-ups', 'found.yaml'], env)
  expect(ollama.asked.at(-1)?.messages.at(-1)?.content).toContain('Round to cents')
})

test('an agent of the product judges what a file holds, and says what form it needs', async () => {
  const facts = { service: 'shop', environment: 'production', at: '2026-11-20T17:30:00Z', lastDeployFailed: true }
  writeFileSync(join(folder, 'facts.yaml'), JSON.stringify({ ...facts, firstDeploy: false, isRollback: false }))
  const missing = await agents('try', 'deploy', '--input', 'facts.yaml')
  expect(missing).toMatchObject({ code: 1 })
  expect(missing.errors).toMatch(/canaryPossible[\s\S]+An input has this form/)
  writeFileSync(
    join(folder, 'facts.yaml'),
    JSON.stringify({ ...facts, firstDeploy: false, isRollback: false, canaryPossible: false }),
  )
  expect((await agents('try', 'deploy', '--input', 'facts.yaml')).output).toContain('verdict: hold')
})

test('what is wrong is told with file and line, ends with 2, and keeps the bot from starting', async () => {
  const file = join(folder, 'config', 'agents', 'release-risk.yaml')
  const sound = readFileSync(file, 'utf8')
  writeFileSync(file, sound.replace(': {commits}\n', ': {comits}\n'))
  const line = sound.split('\n').indexOf('prompt: |') + 1
  const problem = `release-risk.yaml:${line}: prompt: {comits} is not a property of the input. Did you mean 'commits'?`
  const checked = await agents('check')
  expect(checked).toMatchObject({ code: 2 })
  expect(checked.output).toContain(problem)
  const started = await shipmate(['start', '--no-terminal'], { SHIPMATE_HTTP_PORT: String(await freePort()) })
  expect(started.code).toBe(1)
  expect(started.errors).toContain(problem)
})
