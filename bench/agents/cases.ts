import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { evidenceOf } from './case-evidence.ts'
import { AGENTS, type AgentName } from './decide.ts'
import { type Expected, expectedSchema } from './expected.ts'

/** One decision with what it should be. */
export interface Case {
  readonly agent: AgentName
  readonly name: string
  readonly hard: boolean
  readonly evidence: unknown
  readonly expect: Expected
}

/**
 * `first` were written before the rules, `later` when these were done, and no rule was changed for their sake. `real` are
 * build logs that tools printed when they were made to fail.
 */
export const CASE_SETS = ['first', 'later', 'real'] as const
export type CaseSet = (typeof CASE_SETS)[number]

const caseSchema = z
  .strictObject({
    name: z.string(),
    hard: z.boolean().default(false),
    log: z.string().optional(),
    evidence: z.record(z.string(), z.unknown()).optional(),
    expect: z.record(z.string(), z.unknown()),
  })
  .transform(({ log, evidence, ...rest }) => ({ ...rest, evidence: evidence ?? { log } }))

export function casesOf(set: CaseSet): readonly Case[] {
  return AGENTS.filter((agent) => existsSync(fileOf(set, agent))).flatMap((agent) =>
    z
      .array(caseSchema)
      .parse(parse(readFileSync(fileOf(set, agent), 'utf8')))
      .map(({ name, hard, evidence, expect }) => ({
        agent,
        name,
        hard,
        evidence: evidenceOf(agent, evidence),
        expect: expectedSchema.parse({ agent, ...expect }),
      })),
  )
}

function fileOf(set: CaseSet, agent: AgentName): URL {
  const folder = set === 'first' ? 'cases' : `cases/${set}`
  return new URL(`../../tests/jobs/agents/${folder}/${agent}.yaml`, import.meta.url)
}
