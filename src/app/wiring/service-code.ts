import { isProblem } from '../../../adapters/code-host/ask.ts'
import { githubClient } from '../../../adapters/code-host/github/github-client.ts'
import { createGithubHost } from '../../../adapters/code-host/github/github-host.ts'
import { createGitlabHost } from '../../../adapters/code-host/gitlab/gitlab-host.ts'
import { rememberedHost } from '../../../adapters/code-host/remembered-host.ts'
import type { CodeHostConfig } from '../../../config/code-host-from.ts'
import type { HostProblem, ServiceCodeProblem } from '../../domain/code-problem.ts'
import type { ServiceId, Sha } from '../../domain/ids.ts'
import { type Clock, systemClock } from '../../ports/clock.ts'
import type { CodeHost, CodeLinks, ServiceCode } from '../../ports/code-host.ts'

export interface CodeService {
  readonly id: ServiceId
  readonly codeHost?: CodeHostConfig | undefined
}

/** A service's repository on its host. */
interface Code {
  readonly host: CodeHost
  /** `github.com` */
  readonly name: string
  readonly links: CodeLinks
}

/** Asks the host of each service's repository. Services of one account share what is remembered of it. */
export function serviceCodeFor(services: readonly CodeService[], clock: Clock = systemClock): ServiceCode {
  const hosts = new Map<string, CodeHost>()
  const hostFor = (config: CodeHostConfig): CodeHost => {
    const key = JSON.stringify([config.kind, config.url, secretOf(config)])
    const host = hosts.get(key) ?? rememberedHost(openHost(config), clock)
    hosts.set(key, host)
    return host
  }
  const byService = new Map(
    services.flatMap(({ id, codeHost }): (readonly [ServiceId, Code])[] =>
      codeHost ? [[id, { host: hostFor(codeHost), name: new URL(codeHost.url).host, links: linksOf(codeHost) }]] : [],
    ),
  )
  return {
    async pullRequestOf(service, { number, at }) {
      const code = byService.get(service)
      if (!code) return { problem: 'no-host' }
      const own = code.links.repository
      // A repository of the same name on another host is anybody's.
      if (at && at.host !== code.name.toLowerCase())
        return { problem: 'other-repository', own, named: `${at.host}/${at.repository}` }
      if (at && at.repository.toLowerCase() !== own.toLowerCase())
        return { problem: 'other-repository', own, named: at.repository }
      return located(await code.host.pullRequest(own, number), code)
    },
    async checksOf(service, sha) {
      const code = byService.get(service)
      return code ? located(await code.host.checks(code.links.repository, sha), code) : { problem: 'no-host' }
    },
    linksOf: (service) => byService.get(service)?.links,
  }
}

function located<Answer extends object>(
  answer: Answer | HostProblem,
  { name: host, links: { repository } }: Code,
): Answer | ServiceCodeProblem {
  return isProblem(answer) ? { ...answer, host, repository } : answer
}

function openHost(config: CodeHostConfig): CodeHost {
  if (config.kind === 'gitlab') return createGitlabHost({ url: config.url, token: config.token?.reveal() })
  return createGithubHost(githubClient({ apiUrl: config.apiUrl, account: githubAccountOf(config) }))
}

export function githubAccountOf({ account }: Pick<Extract<CodeHostConfig, { kind: 'github' }>, 'account'>) {
  if (account?.kind === 'token') return { kind: account.kind, token: account.token.reveal() }
  return account && { ...account, privateKey: account.privateKey.reveal() }
}

function secretOf(config: CodeHostConfig): string | undefined {
  if (config.kind === 'gitlab') return config.token?.reveal()
  const { account } = config
  return account?.kind === 'app' ? `${account.appId}/${account.installationId}` : account?.token.reveal()
}

/** Long enough for any repository, and short enough for a line of a terminal. */
const short = (sha: Sha): string => sha.slice(0, 12)

function linksOf({ kind, url, repository }: CodeHostConfig): CodeLinks {
  const base = `${url}/${repository}${kind === 'gitlab' ? '/-' : ''}`
  return {
    host: kind,
    repository,
    commit: (sha) => `${base}/commit/${short(sha)}`,
    compare: (from, to) => `${base}/compare/${short(from)}...${short(to)}`,
    pullRequest: (number) => `${base}/${kind === 'gitlab' ? 'merge_requests' : 'pull'}/${number}`,
  }
}
