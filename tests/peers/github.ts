/*
 * Brings up another implementation of GitHub's API, the npm package `emulate`, in a folder outside of the repository, and
 * runs the suite for a GitHub that is not ours on it:
 *
 *   node tests/peers/github.ts [folder]
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, openSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { githubHand } from '../support/github-hand.ts'
import { freePort } from '../support/ports.ts'

const VERSION = '0.12.2'
/** That of the user whom it knows from the start. */
const TOKEN = 'test_token_admin'
const MOST_LOOKS = 60

/** What Shipmate asks of GitHub besides pull requests and check runs. */
const ASKED: Readonly<Record<string, string>> = {
  'commit statuses': '/commits/{sha}/status',
  'deployments and their statuses': '/deployments',
  'workflows and their runs': '/actions/workflows/deploy.yml/runs',
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** @returns Whether it is there. */
function install(folder: string): boolean {
  if (existsSync(join(folder, 'node_modules', 'emulate'))) return true
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', `emulate@${VERSION}`], { cwd: folder, stdio: 'pipe' })
    return true
  } catch (error) {
    const { stderr, message } = error as { readonly stderr?: Buffer; readonly message: string }
    say(`emulate ${VERSION} was not installed: ${(stderr?.toString() ?? message).trim().split('\n').at(-1)}`)
    return false
  }
}

async function start(folder: string): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const port = await freePort()
  const log = openSync(join(mkdtempSync(join(tmpdir(), 'shipmate-peer-')), 'emulate.log'), 'a')
  const program = join(folder, 'node_modules', 'emulate', 'dist', 'index.js')
  const given = [program, 'start', '--service', 'github', '--port', String(port)]
  const child = spawn(process.execPath, given, { cwd: folder, stdio: ['ignore', log, log] })
  const url = `http://127.0.0.1:${port}`
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    if (await fetch(`${url}/user`, { headers: { authorization: `Bearer ${TOKEN}` } }).catch(() => undefined))
      return { url, child }
    await sleep(500)
  }
  child.kill('SIGKILL')
  throw new Error('emulate does not get ready; its log says why')
}

/** It knows no commit statuses, without which no checks are read: what stands before it says that there are none. */
async function withoutStatuses(target: string): Promise<string> {
  const server = createServer((request, response) => {
    const answered = async (): Promise<void> => {
      const { method = 'GET', url = '/' } = request
      if (/\/commits\/[0-9a-f]{40}\/status(?:\?|$)/.test(url)) {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"state":"pending","statuses":[]}')
        return
      }
      const pieces: Uint8Array[] = []
      for await (const piece of request) pieces.push(piece as Uint8Array)
      const headers = { authorization: request.headers.authorization ?? '', 'content-type': 'application/json' }
      const body = pieces.length > 0 ? { body: Buffer.concat(pieces) } : {}
      const answer = await fetch(`${target}${url}`, { method, headers, ...body })
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
    }
    answered().catch((error: unknown) => response.writeHead(502).end(String(error)))
  })
  const port = await freePort()
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  return `http://127.0.0.1:${port}`
}

/** Those of {@link ASKED} that it does not know. */
async function lacking(url: string): Promise<readonly string[]> {
  const hand = await githubHand(url, TOKEN)
  const asked = Object.entries(ASKED).map(async ([what, path]) => {
    const status = await hand.answers(path.replace('{sha}', hand.head))
    return status === 404 ? [what] : []
  })
  return (await Promise.all(asked)).flat()
}

const folder = resolve(process.argv[2] ?? join(tmpdir(), 'shipmate-github'))
if (!install(folder)) {
  say('Nothing was run against a GitHub that is not ours.')
  process.exit(1)
}
const { url, child } = await start(folder)
process.once('exit', () => child.kill('SIGKILL'))
const lacks = await lacking(url)
say(`emulate ${VERSION} is up: ${url}`)
if (lacks.length > 0) say(`It does not know: ${lacks.join('; ')}. What needs these ran only against ours.`)
say('It takes any token and sends all check runs in one page: bad tokens and pages ran only against ours, too.')
const before = lacks.includes('commit statuses') ? await withoutStatuses(url) : url
const vitest = spawn('npx', ['vitest', 'run', 'tests/contracts/code-host.test.ts', '-t', 'a GitHub that is not ours'], {
  env: { ...process.env, TEST_GITHUB_URL: before, TEST_GITHUB_TOKEN: TOKEN },
  stdio: 'inherit',
})
process.exitCode = await new Promise<number>((ended) => vitest.once('exit', (code) => ended(code ?? 1)))
process.exit()
