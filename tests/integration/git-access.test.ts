import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join, normalize } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createGitSource, type GitService } from '../../adapters/source/git/git-source.ts'
import { createGitRepository } from '../support/git-repository.ts'

const hidden = (value: string) => ({ reveal: () => value })

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "shipmate-it's-"))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A bare repository with one release. */
function bareRepository(folder: string): string {
  const repository = createGitRepository(join(folder, 'work'))
  repository.commit('First', { 'a.txt': 'a' })
  repository.tag('v1.0.0')
  const bare = join(folder, 'bare.git')
  execFileSync('git', ['clone', '--quiet', '--bare', repository.path, bare])
  execFileSync('git', ['update-server-info'], { cwd: bare })
  return bare
}

/** Serves its files to whoever has the right header. */
async function serve(folder: string, header: string): Promise<string> {
  const server = createServer((request, response) => {
    if (request.headers.authorization !== header) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end()
      return
    }
    try {
      const { pathname } = new URL(request.url ?? '/', 'http://host')
      response.end(readFileSync(join(folder, normalize(pathname))))
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const resolved = (folder: string, service: GitService) =>
  createGitSource(join(folder, 'mirrors'), [service]).resolve(service.id, 'v1.0.0')

test('a private repository is read by https with a token, which no sentence shows', async () => {
  const folder = temporaryFolder()
  bareRepository(folder)
  const header = `Basic ${Buffer.from('x-access-token:t0ken-of-a-test').toString('base64')}`
  const repository = `${await serve(folder, header)}/bare.git`
  const withToken = (token: string): GitService => ({
    ...{ id: `shop-${token.length}`, repository },
    source: { token: hidden(token), user: 'x-access-token' },
  })
  expect(await resolved(folder, withToken('t0ken-of-a-test'))).toMatchObject({ version: 'v1.0.0' })
  const refused = await resolved(folder, withToken('wrong-token'))
  expect(refused).toMatchObject({
    problem: 'repository-unusable',
    sentence: expect.stringContaining('Check the token'),
  })
  expect(JSON.stringify(refused)).not.toContain('wrong-token')
  expect(await resolved(folder, { id: 'plain', repository })).toMatchObject({ problem: 'repository-unusable' })
})

test('a private repository is read by ssh with a deploy key, from a file of the bot alone', async () => {
  const folder = temporaryFolder()
  const bare = bareRepository(folder)
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  // Notes how it is called, and does what the far side would do.
  writeFileSync(
    join(bin, 'ssh'),
    `#!/bin/sh\nprintf '%s\\n' "$@" > "$(dirname "$0")/called"\nfor last in "$@"; do :; done\nexec sh -c "$last"\n`,
  )
  chmodSync(join(bin, 'ssh'), 0o755)
  const path = process.env.PATH
  process.env.PATH = `${bin}${delimiter}${path}`
  onTestFinished(() => {
    process.env.PATH = path
  })
  const service = {
    id: 'shop',
    repository: `ssh://git@git.example.com${bare}`,
    source: { key: hidden('KEY'), user: '' },
  }
  expect(await resolved(folder, service)).toMatchObject({ version: 'v1.0.0' })
  const called = readFileSync(join(bin, 'called'), 'utf8').split('\n')
  const file = called[called.indexOf('-i') + 1] ?? ''
  expect(readFileSync(file, 'utf8')).toBe('KEY\n')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(called).toContain('-oIdentitiesOnly=yes')
})
