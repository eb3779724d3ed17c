import { z } from 'zod'
import type { SlackInstallsConfig } from './config.ts'
import { listed, secret, url } from './schema-values.ts'
import type { Secret } from './secret.ts'

const KEY_BYTES = 32

const sealingKey = (description: string) =>
  secret(description).refine(
    (given) => Buffer.from(given.reveal(), 'base64').length === KEY_BYTES,
    'must be 32 bytes in base64, as `openssl rand -base64 32` makes them',
  )

/** What lets others install the app in their Slack workspaces. */
export const slackInstalls = {
  clientId: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Client ID of the app, with which other workspaces may install it. [connecting-slack.md](connecting-slack.md#several-workspaces)',
    ),
  clientSecret: secret('Client secret of the app, to install it in other workspaces').optional(),
  stateSecret: secret('Signs what a browser carries while it installs the app; any long random text').optional(),
  installationKey: sealingKey(
    'Encrypts the tokens of other workspaces in the database: 32 bytes in base64, from `openssl rand -base64 32`',
  ).optional(),
  olderInstallationKeys: listed(sealingKey('A key that was used before'))
    .default([])
    .describe('Keys that were `installationKey` before. What they encrypted is encrypted again when it is next read'),
  publicUrl: url(
    /^https?$/,
    'Where browsers reach `/slack/install`, such as `https://shipmate.example.com`. The pages are served at `host` and `port`, in Socket Mode too',
  ).optional(),
}

interface Given {
  readonly clientId?: string | undefined
  readonly clientSecret?: Secret | undefined
  readonly stateSecret?: Secret | undefined
  readonly installationKey?: Secret | undefined
  readonly olderInstallationKeys: readonly Secret[]
  readonly publicUrl?: string | undefined
  readonly host: string
  readonly port: number
}

export function slackInstallsFrom(given: Given): SlackInstallsConfig | undefined {
  const { clientId, clientSecret, stateSecret, installationKey, olderInstallationKeys, publicUrl, host, port } = given
  if (!clientId || !clientSecret || !stateSecret || !installationKey || !publicUrl) return undefined
  return { clientId, clientSecret, stateSecret, installationKey, olderInstallationKeys, publicUrl, host, port }
}
