import { z } from 'zod'
import { secret, url } from './schema-values.ts'

/* Where pull requests are: what shipmate.yaml may say of GitHub, GitLab and the repository of a service there. */

export const CODE_HOST_KINDS = ['github', 'gitlab'] as const

const DEFAULT_GITHUB_URL = 'https://github.com'
const DEFAULT_GITLAB_URL = 'https://gitlab.com'

const digits = (description: string) =>
  z
    .union([z.int().positive(), z.string().regex(/^\d{1,20}$/)])
    .transform(String)
    .describe(description)

const app = z
  .strictObject({
    id: digits('The App’s id'),
    installation: digits('The id of its installation in your organisation, as in the address of its settings'),
    key: secret('Its private key, in PEM: from a variable, or the name of a secret'),
  })
  .optional()
  .describe('Shipmate as a GitHub App, in the place of a token')

export const github = z
  .strictObject({
    url: url(/^https?$/, 'Where people open it; the address of an Enterprise server').default(DEFAULT_GITHUB_URL),
    apiUrl: url(/^https?$/, 'Its REST API. Default: that of `url`').optional(),
    token: secret(
      'A fine-grained token, or the token of a machine account: from a variable, or the name of one under `secrets`',
    ).optional(),
    app,
    webhookSecret: secret(
      'What its webhooks are signed with: from a variable, or the name of a secret; without it none is taken',
    ).optional(),
  })
  .refine(({ token, app }) => token === undefined || app === undefined, {
    message: 'must be left out where there is an app',
    path: ['token'],
  })
  .optional()

export const gitlab = z
  .strictObject({
    url: url(/^https?$/, 'Where people open it; the address of one’s own').default(DEFAULT_GITLAB_URL),
    token: secret('A project, group or personal access token: from a variable, or the name of a secret').optional(),
    webhookSecret: secret(
      'The secret token of its webhooks: from a variable, or the name of a secret; without it none is taken',
    ).optional(),
  })
  .optional()

export const codeHost = z
  .strictObject({
    kind: z.enum(CODE_HOST_KINDS).describe('Where its pull requests are: `github` or `gitlab`'),
    repository: z
      .string()
      .regex(/^[\w.-]+(?:\/[\w.-]+)+$/, 'must be an owner and a name, such as acme/payments')
      .describe('The repository there, such as `acme/payments`'),
    token: secret(
      'A token of its own, instead of that of `github` or `gitlab`: from a variable, or the name of a secret',
    ).optional(),
  })
  .optional()
  .describe(
    'Where its pull requests are. Left out: where `repository` is, if that is a URL on GitHub or GitLab; else nowhere',
  )
