import { z } from 'zod'
import { jenkinsClient } from '../../../adapters/ci/jenkins/jenkins-client.ts'
import { ask, isProblem } from '../../../adapters/code-host/ask.ts'
import { githubClient } from '../../../adapters/code-host/github/github-client.ts'
import { githubFailure } from '../../../adapters/code-host/github/github-failure.ts'
import { gitlabClient, gitlabFailure } from '../../../adapters/code-host/gitlab/gitlab-client.ts'
import { reasonOf } from '../../../adapters/probes/verdict.ts'
import type { CiAccounts } from '../../../config/ci-accounts.ts'
import type { GithubServer } from '../../../config/code-host-from.ts'
import type { HostProblem } from '../../domain/code-problem.ts'
import type { Probes } from '../doctor/probes.ts'
import type { Verdict } from '../doctor/report.ts'
import { githubAccountOf } from '../wiring/service-code.ts'

const ANSWER_MS = 10_000

/** One question to each code host and CI system: is the account accepted, and what may it not do, where that is told? */
export const accountProbes: Pick<Probes, 'github' | 'gitlab' | 'jenkins'> = {
  github: probeGithub,
  gitlab: probeGitlab,
  jenkins: probeJenkins,
}

const GITHUB_RIGHTS = 'Give it the rights of docs/ci.md: Actions: write and Contents: read.'

async function probeGithub({ url, apiUrl, account }: GithubServer, startsRuns: boolean): Promise<Verdict> {
  const open = githubClient({ apiUrl, account: githubAccountOf({ account }) })
  const isApp = account?.kind === 'app'
  const answer = await ask(
    async (signal) => {
      const octokit = await open()
      if (isApp) {
        const { permissions } = installation.parse(await octokit.auth({ type: 'installation' }))
        return { who: 'the App', lacks: permissions.actions === 'write' ? undefined : 'Actions: write' }
      }
      const { data, headers } = await octokit.request('GET /user', { request: { signal } })
      return { who: data.login, lacks: lackingScope(headers['x-oauth-scopes']) }
    },
    githubFailure,
    ANSWER_MS,
  )
  if (isProblem(answer)) return refused(url, answer, isApp ? 'github.app' : 'the token of GitHub', GITHUB_RIGHTS)
  if (answer.lacks !== undefined) {
    const sentence = `${url}: ${answer.who} lacks ${answer.lacks}, which runs are started with.`
    return { state: startsRuns ? 'failed' : 'warning', sentence, remedy: GITHUB_RIGHTS }
  }
  return { state: 'ok', sentence: `${url}: accepted as ${answer.who}.` }
}

const installation = z.object({ permissions: z.object({ actions: z.string().optional() }) })

/** Classic tokens alone say what they may do. */
function lackingScope(scopes: unknown): string | undefined {
  if (typeof scopes !== 'string' || scopes === '') return undefined
  return scopes.split(', ').includes('repo') ? undefined : 'the scope repo'
}

const GITLAB_RIGHTS = 'Make a token with the scope `api`, and write it at gitlab.token.'
const tokenOfGitlab = z.object({ scopes: z.array(z.string()) })

async function probeGitlab({ url, token }: NonNullable<CiAccounts['gitlab']>, startsRuns: boolean): Promise<Verdict> {
  const open = gitlabClient({ url, token: token?.reveal() }, ANSWER_MS)
  const answer = await ask(
    async () => tokenOfGitlab.parse(await (await open()).PersonalAccessTokens.show()),
    gitlabFailure,
    ANSWER_MS,
  )
  if (isProblem(answer)) return refused(url, answer, 'gitlab.token', GITLAB_RIGHTS)
  const { scopes } = answer
  if (scopes.includes('api')) return { state: 'ok', sentence: `${url}: accepted, with the scope api.` }
  const sentence = `${url}: the token lacks the scope api, which pipelines are started with; it has ${scopes.join(', ')}.`
  const isEnough = !startsRuns && scopes.includes('read_api')
  return { state: isEnough ? 'warning' : 'failed', sentence, remedy: GITLAB_RIGHTS }
}

/** The same words for both hosts. */
function refused(url: string, { problem, detail }: HostProblem, name: string, rights: string): Verdict {
  switch (problem) {
    case 'bad-token':
      return { state: 'failed', sentence: `${url} does not accept ${name}.`, remedy: `Write a valid one at ${name}.` }
    case 'forbidden':
      return { state: 'failed', sentence: `${url}: ${name} may not ask who it is.`, remedy: rights }
    default:
      return {
        state: 'failed',
        sentence: `${url} gives no answer that can be used: ${detail}`,
        remedy: 'Check its address and the network.',
      }
  }
}

const whoAmI = z.object({ name: z.string(), anonymous: z.boolean() })

async function probeJenkins({ url, user, token }: NonNullable<CiAccounts['jenkins']>): Promise<Verdict> {
  const failed = (sentence: string, remedy: string): Verdict => ({ state: 'failed', sentence, remedy })
  try {
    const { status, text } = await jenkinsClient({ url, user, token: token.reveal() }).get('/whoAmI/api/json')
    if (status === 401)
      return failed(`${url} does not accept the token of ${user}.`, 'Correct jenkins.user or its token.')
    if (status === 403)
      return failed(`${url}: ${user} lacks Overall/Read.`, 'Give the rights of docs/ci.md to the user.')
    if (status !== 200) return failed(`${url} answered ${status}.`, 'Correct jenkins.url.')
    const { name, anonymous } = whoAmI.parse(JSON.parse(text))
    if (anonymous) return failed(`${url} takes ${user} for nobody.`, 'Correct jenkins.user or its token.')
    return { state: 'ok', sentence: `${url}: accepted as ${name}.` }
  } catch (error) {
    return failed(`${url} gives no answer that can be used: ${reasonOf(error)}.`, 'Check jenkins.url and the network.')
  }
}
