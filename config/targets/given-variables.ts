import { z } from 'zod'
import type { Secret } from '../secret.ts'

/** Environment variables that are given to a program. */
export interface GivenVariables {
  readonly env: Readonly<Record<string, string>>
  readonly secretEnv: Readonly<Record<string, Secret>>
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/
/** What Shipmate says itself. */
const TAKEN = /^(PORT|HOST|SHIPMATE_.*)$/

/** Of the variables, each in a sentence of its own. */
const named = <Value extends z.ZodType>(value: Value) =>
  z.record(z.string(), value).superRefine((variables, context) => {
    for (const name of Object.keys(variables)) {
      const message = problemWith(name)
      if (message !== undefined) context.addIssue({ code: 'custom', path: [name], message })
    }
  })

function problemWith(name: string): string | undefined {
  if (!NAME.test(name)) return 'must be the name of an environment variable'
  return TAKEN.test(name) ? 'is set by Shipmate itself' : undefined
}

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String)

/** @param of Whose environment it is, in words that follow "in". */
export const variablesParts = (of: string) => ({
  env: named(text).default({}).describe(`Environment variables that are set in ${of}`),
  secretsFrom: named(z.string().min(1))
    .default({})
    .describe(
      `Environment variables that hold secrets in ${of}, each with the name of one under \`secrets\`: its value is in no log, card or plan`,
    ),
})

/** As settings name them. */
export type NamedVariables = z.output<z.ZodObject<ReturnType<typeof variablesParts>>>

/** The values of what is named. Whatever has no such name was reported before. */
export function givenVariables(
  { env, secretsFrom }: NamedVariables,
  secrets: Readonly<Record<string, Secret>>,
): GivenVariables {
  const named = Object.entries(secretsFrom).flatMap(([variable, secret]) => {
    const value = secrets[secret]
    return value ? [[variable, value] as const] : []
  })
  return { env, secretEnv: Object.fromEntries(named) }
}
