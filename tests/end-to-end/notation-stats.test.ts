import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ModelServer } from '../support/model-script.ts'
import { startOllamaServer } from '../support/ollama-server.ts'
import { freePort } from '../support/ports.ts'
import { runCommand } from './command-line.ts'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const STATUS = JSON.stringify({ intent: 'deploy.status', slots: [] })

let folder: string
let ollama: ModelServer
let env: Record<string, string>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipmate-stats-'))
  ollama = await startOllamaServer()
  env = {
    SHIPMATE_HTTP_PORT: String(await freePort()),
    SHIPMATE_CONVERSATION_MODEL: 'ollama/qwen3:8b',
    OLLAMA_HOST: ollama.url,
  }
})

afterAll(async () => {
  await ollama.stop()
  await rm(folder, { recursive: true, force: true })
})

/** A bot in a chat of its own, through pipes. */
function chat() {
  const child = spawn(process.execPath, [MAIN, 'chat'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let seen = ''
  child.stdout.on('data', (chunk) => {
    seen += chunk
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    pid: child.pid,
    says: (line: string) => child.stdin.write(`${line}\n`),
    seen: () => seen,
    async leave() {
      child.stdin.end()
      await ended
    },
  }
}

const stats = async (given: readonly string[] = [], others: Record<string, string> = {}) => {
  const { code, output, errors } = await runCommand(folder, ['notation', 'stats', ...given], { ...env, ...others })
    .ended
  return { code, output, errors }
}

test('what models cost a day is told by the running bot, and read from the log when none is running', async () => {
  const nothing = await stats()
  expect(nothing).toMatchObject({ code: 0, output: expect.stringContaining('No language model has answered yet.') })

  ollama.script({ says: STATUS })
  const bot = chat()
  bot.says('billionmail wants nudging out the door on staging, ta')
  await expect.poll(bot.seen, { timeout: 60_000, interval: 100 }).toContain('Understood by qwen3:8b')

  const running = await stats()
  expect(running.errors).toBe('')
  expect(running.output).toContain(`Reported by the running Shipmate (process ${bot.pid})`)
  expect(running.output).toMatch(/\d{4}-\d\d-\d\d +conversation +1 +120 +\d+ +-?\d+ +-?[\d.]+ % +12/)

  const elsewhere = await stats([], { SHIPMATE_HTTP_PORT: String(await freePort()) })
  expect(elsewhere).toMatchObject({ code: 1, errors: expect.stringMatching(/cannot be asked at.*http\.port/) })

  await bot.leave()
  const alone = await stats(['--json'])
  expect(JSON.parse(alone.output)).toMatchObject({
    from: expect.stringContaining('no Shipmate is running on it'),
    days: [{ use: 'conversation', calls: 1, tokensIn: 120, tokensOut: 12 }],
  })
}, 400_000)
