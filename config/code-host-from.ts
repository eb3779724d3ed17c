import type { z } from 'zod'
import { CODE_HOST_KINDS, type codeHost, type github, type gitlab } from './code-host-schema.ts'
import { Secret } from './secret.ts'

/** A service's repository where people look at it, and who Shipmate is there. */
export type CodeHostConfig = { readonly repository: string; readonly url: string } & (
  | ({ readonly kind: 'github' } & Omit<GithubServer, 'url'>)
  | { readonly kind: 'gitlab'; readonly token: Secret | undefined }
)

export interface GithubServer {
  readonly url: string
  readonly apiUrl: string
  readonly account: GithubAccountConfig | undefined
}

type GithubAccountConfig =
  | { readonly kind: 'token'; readonly token: Secret }
  | { readonly kind: 'app'; readonly appId: string; readonly installationId: string; readonly privateKey: Secret }

/** The secrets that webhooks are signed with; a host without one is not heard. */
export interface WebhookConfig {
  readonly github: Secret | undefined
  readonly gitlab: Secret | undefined
}

type Kind = (typeof CODE_HOST_KINDS)[number]

interface Urls {
  readonly github?: { readonly url: string } | undefined
  readonly gitlab?: { readonly url: string } | undefined
}

export interface Accounts {
  readonly github?: z.output<typeof github>
  readonly gitlab?: z.output<typeof gitlab>
}

const URLS = { github: 'https://github.com', gitlab: 'https://gitlab.com' } as const

/** @param repository The service's, as it stands in shipmate.yaml. */
export function codeHostFrom(
  said: z.output<typeof codeHost>,
  repository: string,
  accounts: Accounts,
): CodeHostConfig | undefined {
  const { kind, repository: name, token } = said ?? derivedFrom(repository, accounts) ?? {}
  if (kind === undefined || name === undefined) return undefined
  if (kind === 'gitlab') return { kind, repository: name, ...gitlabFrom(accounts, token) }
  return { kind, repository: name, ...githubFrom(accounts, token) }
}

/** @param token In the place of the usual account. */
export function githubFrom(accounts: Accounts, token?: Secret): GithubServer {
  const url = urlOf('github', accounts)
  const { github } = accounts
  const account = accountFrom(token ?? github?.token, github?.app)
  return { url, apiUrl: github?.apiUrl ?? apiOf(url), account }
}

export function gitlabFrom(
  accounts: Accounts,
  token?: Secret,
): { readonly url: string; readonly token: Secret | undefined } {
  return { url: urlOf('gitlab', accounts), token: token ?? accounts.gitlab?.token }
}

/** Whether a service's pull requests are on GitHub, by what it says or by where its repository is. */
export const isOnGithub = (said: string | undefined, repository: string, urls: Urls): boolean =>
  (said ?? derivedFrom(repository, urls)?.kind) === 'github'

export const webhooksFrom = ({ github, gitlab }: Accounts): WebhookConfig => ({
  github: github?.webhookSecret,
  gitlab: gitlab?.webhookSecret,
})

const urlOf = (kind: Kind, accounts: Urls): string => (accounts[kind]?.url ?? URLS[kind]).replace(/\/+$/, '')

const apiOf = (url: string): string => (url === URLS.github ? 'https://api.github.com' : `${url}/api/v3`)

function accountFrom(
  token: Secret | undefined,
  app: NonNullable<Accounts['github']>['app'],
): GithubAccountConfig | undefined {
  if (token) return { kind: 'token', token }
  // Line breaks in a variable are often written as two characters.
  const key = app && new Secret(app.key.reveal().replaceAll('\\n', '\n'))
  return app && key && { kind: 'app', appId: app.id, installationId: app.installation, privateKey: key }
}

const REMOTE =
  /^(?:(?:https?|ssh|git):\/\/(?:[^@/]+@)?([\w.-]+)(?::\d+)?\/|[\w.-]+@([\w.-]+):)([\w./-]+?)(?:\.git)?\/?$/i

/** `https://github.com/acme/payments.git` and `git@github.com:acme/payments` say themselves where they are. */
function derivedFrom(
  repository: string,
  accounts: Urls,
): { readonly kind: Kind; readonly repository: string; readonly token?: undefined } | undefined {
  const [, byUrl, byName, path] = REMOTE.exec(repository) ?? []
  const host = (byUrl ?? byName)?.toLowerCase()
  const kind = CODE_HOST_KINDS.find((one) => host === new URL(urlOf(one, accounts)).hostname)
  if (kind === undefined || path === undefined || !/^[\w.-]+(?:\/[\w.-]+)+$/.test(path)) return undefined
  return { kind, repository: path }
}
