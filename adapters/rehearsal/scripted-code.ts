import { createHash } from 'node:crypto'
import type { HostProblem } from '../../src/domain/code-problem.ts'
import type { CommitCheck } from '../../src/domain/commit-checks.ts'
import type { ServiceId, Sha } from '../../src/domain/ids.ts'
import type { PullRequest } from '../../src/domain/pull-request.ts'
import type { ServiceCode } from '../../src/ports/code-host.ts'
import type { Repository } from './repository.ts'

/** What a transcript says of the host of a service's repository. */
export interface CodeScript {
  /** `acme/payments` */
  readonly repository: string
  /** By number. Their commits are those of the repository: a branch, or for a fork none that it knows. */
  readonly pullRequests: Readonly<Record<string, PullRequestScript>>
  /** The checks of a version or the commit of a branch, by name. */
  readonly checks: Readonly<Record<string, Readonly<Record<string, CommitCheck['state']>>>>
  readonly problem?: HostProblem['problem'] | undefined
}

interface PullRequestScript {
  readonly title: string
  readonly author: string
  readonly state: PullRequest['state']
  readonly branch: string
  readonly merged?: string | undefined
}

/** The host of repositories in a rehearsal. What it answers can be changed while it is played. */
export interface ScriptedCode extends ServiceCode {
  turnCode(service: ServiceId, change: Partial<CodeScript>): void
}

const HOST = 'github.com'

export function createScriptedCode(
  services: Readonly<Record<ServiceId, { readonly codeHost?: CodeScript | undefined }>>,
  repositories: ReadonlyMap<ServiceId, Repository>,
): ScriptedCode {
  const scripts = new Map(Object.entries(services).flatMap(([id, { codeHost }]) => (codeHost ? [[id, codeHost]] : [])))
  const commitAt = (service: ServiceId, ref: string): Sha =>
    repositories.get(service)?.find(ref)?.sha ?? createHash('sha1').update(ref).digest('hex')
  return {
    async pullRequestOf(service, { number, at }) {
      const script = scripts.get(service)
      if (!script) return { problem: 'no-host' }
      const { repository } = script
      const host = { host: HOST, repository, detail: 'scripted' }
      if (at && at.host !== HOST)
        return { problem: 'other-repository', own: repository, named: `${at.host}/${at.repository}` }
      if (at && at.repository !== repository)
        return { problem: 'other-repository', own: repository, named: at.repository }
      if (script.problem) return { problem: script.problem, ...host }
      const found = script.pullRequests[String(number)]
      if (!found) return { problem: 'not-found', ...host }
      const { branch, merged, ...rest } = found
      return {
        number,
        ...rest,
        head: commitAt(service, branch),
        ...(merged !== undefined && { merged: commitAt(service, merged) }),
      }
    },
    async checksOf(service, sha) {
      const script = scripts.get(service)
      if (!script) return { problem: 'no-host' }
      if (script.problem)
        return { problem: script.problem, host: HOST, repository: script.repository, detail: 'scripted' }
      const own = Object.entries(script.checks).filter(([ref]) => commitAt(service, ref) === sha)
      return own.flatMap(([, checks]) => Object.entries(checks).map(([name, state]) => ({ name, state })))
    },
    linksOf(service) {
      const repository = scripts.get(service)?.repository
      if (repository === undefined) return undefined
      const base = `https://${HOST}/${repository}`
      return {
        host: 'github',
        repository,
        commit: (sha) => `${base}/commit/${sha.slice(0, 12)}`,
        compare: (from, to) => `${base}/compare/${from.slice(0, 12)}...${to.slice(0, 12)}`,
        pullRequest: (number) => `${base}/pull/${number}`,
      }
    },
    turnCode(service, change) {
      const script = scripts.get(service)
      if (script) scripts.set(service, { ...script, ...change })
    },
  }
}
