import type { z } from 'zod'
import type { CiSystem } from '../src/domain/ci-run.ts'
import type { jenkins } from './ci-schema.ts'
import { type Accounts, type GithubServer, githubFrom, gitlabFrom } from './code-host-from.ts'
import type { Secret } from './secret.ts'

/** Who the bot is where it starts runs; nobody where an entry is left out. */
export interface CiAccounts {
  readonly github?: GithubServer
  readonly gitlab?: { readonly url: string; readonly token: Secret | undefined }
  readonly jenkins?: { readonly url: string; readonly user: string; readonly token: Secret }
}

interface Settings extends Accounts {
  readonly jenkins?: z.output<typeof jenkins>
  readonly secrets: Readonly<Record<string, Secret>>
}

/** A token that has no such name was reported before. */
export function ciAccountsFrom({ jenkins, secrets, ...hosts }: Settings): CiAccounts {
  const token = jenkins && secrets[jenkins.token]
  return {
    github: githubFrom(hosts),
    gitlab: gitlabFrom(hosts),
    ...(jenkins && token && { jenkins: { url: jenkins.url.replace(/\/+$/, ''), user: jenkins.user, token } }),
  }
}

/** Where runs can be started: a host that is read without an account starts nothing. */
export const ciSystemsOf = ({ github, gitlab, jenkins }: CiAccounts): readonly CiSystem[] => [
  ...(github?.account ? (['github-actions'] as const) : []),
  ...(gitlab?.token ? (['gitlab-pipeline'] as const) : []),
  ...(jenkins ? (['jenkins'] as const) : []),
]
