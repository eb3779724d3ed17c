import { z } from 'zod'
import { listed, secret, url } from './schema-values.ts'
import type { Secret } from './secret.ts'

/** Two, while one takes the place of the other. */
const MOST_SECRETS = 2
/** What https://www.standardwebhooks.com asks for. */
const FEWEST_SECRET_BYTES = 24
const BASE64 = /^(?:whsec_)?[A-Za-z0-9+/]+={0,2}$/

/** Who is sent what has happened. */
export const outgoingWebhooks = z
  .array(
    z.strictObject({
      name: z
        .string()
        .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be 1 to 40 lower-case letters, digits or hyphens')
        .describe('What it is called in lists and logs; under a new name it starts with what happens from then on'),
      url: url(/^https?$/, 'Where events are sent by POST'),
      secrets: listed(
        secret('A secret').refine(
          (value) => isSigningSecret(value.reveal()),
          `must be \`whsec_\` and at least ${FEWEST_SECRET_BYTES} random bytes in base64: \`openssl rand -base64 32\` makes them`,
        ),
      )
        .refine(({ length }) => length > 0 && length <= MOST_SECRETS, 'needs one secret, or two while one is replaced')
        .describe(
          'Names under `secrets`: events are signed with each, so that a new one can be added before the old one goes',
        ),
      types: listed(z.string().min(1)).describe(
        'Types of [events](events.md) that are sent: `cicd.deploy.completed`, `cicd.*` for all that start so, `*` for all of the audit',
      ),
      services: listed(z.string().min(1))
        .default([])
        .describe('Only what is about these services; everything when left out'),
      allowPrivate: z
        .boolean()
        .default(false)
        .describe('Whether its address may be of a private network or of this machine'),
    }),
  )
  .default([])
  .describe('Who is sent what has happened, signed: [webhooks.md](webhooks.md)')

export interface OutgoingWebhookConfig {
  readonly name: string
  readonly url: string
  readonly secrets: readonly Secret[]
  readonly types: readonly string[]
  readonly services: readonly string[]
  readonly allowPrivate: boolean
}

function isSigningSecret(value: string): boolean {
  if (!BASE64.test(value)) return false
  return Buffer.from(value.replace(/^whsec_/, ''), 'base64').length >= FEWEST_SECRET_BYTES
}
