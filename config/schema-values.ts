import proxyAddr from '@fastify/proxy-addr'
import { z } from 'zod'
import { Secret } from './secret.ts'

/* Kinds of values that settings have. */

const LARGEST_PORT = 65_535
/** Long enough for any build; a slip such as milliseconds for seconds is noticed. */
const LONGEST_SECONDS = 24 * 60 * 60
/** Numbers may be written as text, since variables always are. */
export function numeric(schema: z.ZodNumber, description: string) {
  const fromText = (value: unknown): unknown =>
    typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value
  return z.preprocess(fromText, schema).describe(description)
}

export const port = (description: string) => numeric(z.int().min(1).max(LARGEST_PORT), description)
export const seconds = (description: string) => numeric(z.number().positive().max(LONGEST_SECONDS), description)

export const secret = (description: string) =>
  z
    .string()
    .min(1)
    .transform((value) => new Secret(value))
    .describe(description)

export const url = (protocol: RegExp, description: string) => z.url({ protocol }).describe(description)

/** Ids become names of folders and streams, so they hold nothing that could lead out of one. */
export const id = (what: string) =>
  z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,59}$/, 'must be 1 to 60 lower-case letters, digits, dots, hyphens or underscores')
    .describe(`The ${what}'s name`)

export const aliases = z
  .array(z.string().trim().min(1))
  .default([])
  .describe('What else people call it; capital letters do not matter')

export const command = (description: string) => z.array(z.string().min(1)).min(1).describe(description)

/** A variable names several with commas between. */
export const listed = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').map((name) => name.trim()) : value),
    z.array(item),
  )

/** An address, a network, or `loopback`, `linklocal`, `uniquelocal`. */
export const network = z
  .string()
  .refine(isNetwork, 'must be an address or a network, such as 10.0.0.0/8, or `loopback`')

function isNetwork(text: string): boolean {
  try {
    return proxyAddr.compile(text) !== undefined
  } catch {
    return false
  }
}

const PLATFORM_ID = /^(slack|discord|terminal|web):\S+$/

/** @param other What may stand there besides. */
export const platformId = (example: string, description: string, other?: string) =>
  z
    .string()
    .refine((text) => text === other || PLATFORM_ID.test(text), `must begin with the platform, such as ${example}`)
    .describe(description)

/** `30m`, `8h`, `2d`, as the schema has it. */
export function minutesIn(text: string): number {
  const minutes = { m: 1, h: 60, d: 24 * 60 }[text.slice(-1)] ?? 1
  return Number.parseInt(text, 10) * minutes
}
