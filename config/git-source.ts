import { z } from 'zod'
import type { Secret } from './secret.ts'

/** What a repository is read with. */
export interface GitSourceConfig {
  readonly token?: Secret
  readonly user: string
  readonly key?: Secret
}

/** What a service of shipmate.yaml may hold of it. */
export const gitSource = z
  .strictObject({
    token: z
      .string()
      .min(1)
      .optional()
      .describe('The name of the secret that is sent to the host of the repository over https: a token that may read'),
    user: z
      .string()
      .min(1)
      .default('x-access-token')
      .describe('The name that goes with the token; GitHub, GitLab and Gitea take any'),
    key: z
      .string()
      .min(1)
      .optional()
      .describe('The name of the secret that holds a private deploy key for ssh, without a passphrase'),
  })
  .optional()
  .describe('What the repository is read with, besides what the user of the bot may read')

/** Whatever has no such name was reported before. */
export function gitSourceFrom(
  named: z.output<typeof gitSource>,
  secrets: Readonly<Record<string, Secret>>,
): GitSourceConfig | undefined {
  if (!named) return undefined
  const token = named.token === undefined ? undefined : secrets[named.token]
  const key = named.key === undefined ? undefined : secrets[named.key]
  return { user: named.user, ...(token && { token }), ...(key && { key }) }
}
