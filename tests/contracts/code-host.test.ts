import { describe, expect, test } from 'vitest'
import { githubClient } from '../../adapters/code-host/github/github-client.ts'
import { createGithubHost } from '../../adapters/code-host/github/github-host.ts'
import { createGitlabHost } from '../../adapters/code-host/gitlab/gitlab-host.ts'
import { type Forge, serveForge } from '../support/code-host-server.ts'
import { GITHUB } from '../support/github-server.ts'
import { GITLAB } from '../support/gitlab-server.ts'
import { codeHostContract } from './code-host-contract.ts'
import { githubPeerContract } from './github-peer-contract.ts'

describe('GitHub', () => {
  codeHostContract(async (forge, token, timeoutMs) =>
    createGithubHost(
      githubClient({ apiUrl: await serveForge(forge, GITHUB), account: { kind: 'token', token } }),
      timeoutMs,
    ),
  )
})

describe('GitLab', () => {
  codeHostContract(async (forge, token, timeoutMs) =>
    createGitlabHost({ url: await serveForge(forge, GITLAB), token }, timeoutMs),
  )
})

test('a host that cannot be reached is away', async () => {
  const host = createGithubHost(githubClient({ apiUrl: 'http://127.0.0.1:9', account: undefined }))
  expect(await host.pullRequest('acme/payments', 42)).toMatchObject({ problem: 'away' })
})

test('a job of GitLab that may fail is told as such', async () => {
  const sha = 'a'.repeat(40)
  const checks = { [sha]: [{ name: 'lint', state: 'failed', mayFail: true } as const] }
  const forge: Forge = { pullRequests: {}, checks, token: 't', asked: [] }
  const host = createGitlabHost({ url: await serveForge(forge, GITLAB), token: 't' })
  expect(await host.checks('acme/payments', sha)).toEqual([{ name: 'lint', state: 'red', mayFail: true }])
})

/** Of a GitHub that is not ours; tests/peers/github.ts brings one up. */
const { TEST_GITHUB_URL: apiUrl, TEST_GITHUB_TOKEN: token = '' } = process.env

if (apiUrl === undefined) process.stdout.write('not run: a GitHub that is not ours (TEST_GITHUB_URL is not set)\n')
else describe('a GitHub that is not ours', () => githubPeerContract(apiUrl, token))
