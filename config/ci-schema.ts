import { z } from 'zod'
import { url } from './schema-values.ts'

/* What may be said of CI systems: where Jenkins is, and what is run where. */

/** GitHub takes 25 inputs, and one is ours; more have not been wanted of the others. */
const MOST_INPUTS = 24

export const projectPath = z
  .string()
  .regex(/^[\w.-]+(?:\/[\w.-]+)+$/, 'must be an owner and a name, such as acme/payments')

export const jenkinsJob = z
  .string()
  .refine(isJobPath, 'must be the path of a job without references, such as payments/release')

function isJobPath(path: string): boolean {
  return path
    .split('/')
    .every((part) => part.trim() === part && !['', '.', '..'].includes(part) && !/[${}?#\\]/.test(part))
}

/** Inputs of a run. @param own The input that Shipmate gives, which no configuration may set. */
export const ciTexts = (own: string) =>
  z
    .record(
      z.string().regex(/^[A-Za-z_][\w.-]*$/, 'must be a name of letters, digits, dots, hyphens and underscores'),
      z.union([z.string(), z.number(), z.boolean()]).transform(String),
    )
    .refine(
      (texts) => Object.keys(texts).length <= MOST_INPUTS,
      `must have at most ${MOST_INPUTS} entries besides ${own}`,
    )
    .refine((texts) => !Object.hasOwn(texts, own), `must not name ${own}, which is given by itself`)
    .default({})

export const jenkins = z
  .strictObject({
    url: url(/^https?$/, 'Where people open it, such as `https://jenkins.example.com`'),
    user: z.string().min(1).describe('The user that the token belongs to'),
    token: z.string().min(1).describe('The name of the secret that holds an API token of that user'),
  })
  .optional()
  .describe('Where jobs of Jenkins are started: [ci.md](ci.md)')
