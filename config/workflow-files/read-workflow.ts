import { basename } from 'node:path'
import type { z } from 'zod'
import {
  ACTIONS,
  MOST_STEPS,
  type StepDefinition,
  type WorkflowDefinition,
} from '../../src/domain/workflows/definition.ts'
import { suggest } from '../near.ts'
import type { ConfigProblem } from '../problem.ts'
import type { Path, Source } from '../source.ts'
import type { Found } from './found.ts'
import type { Known } from './known.ts'
import { workflowProblems } from './problems.ts'
import { type WorkflowFile, workflowFileSchema } from './schema.ts'

export type WorkflowReading =
  | { readonly kind: 'workflow'; readonly definition: WorkflowDefinition }
  /** Never empty: everything that is wrong with the file. */
  | { readonly kind: 'problems'; readonly problems: readonly ConfigProblem[] }

const REMEDY = 'docs/workflows.md shows what such a file may hold.'
const CHANNEL = 'Expected here: where the cards of runs go that nobody asked for, such as slack:C024BE7LH.'

/**
 * Makes a workflow of a YAML file, or says what is wrong with it and where.
 * @param known What there is to name. Left out: names are not looked up.
 */
export function readWorkflow(source: Source, name: string, known?: Known): WorkflowReading {
  if (source.problems.length > 0) return { kind: 'problems', problems: source.problems }
  const found = tooManySteps(source.value) ?? sound(source.value, name, known)
  if (!Array.isArray(found)) return { kind: 'workflow', definition: found as WorkflowDefinition }
  const problems = (found as readonly Found[]).map(({ path, ...problem }) => ({
    ...source.locate(path),
    key: path.map(String).join('.'),
    ...problem,
  }))
  return { kind: 'problems', problems: problems.sort((one, other) => (one.line ?? 0) - (other.line ?? 0)) }
}

/** A workflow is called as its file is. */
export const nameOfFile = (file: string): string => basename(file).replace(/\.ya?ml$/, '')

/** Said at once: thousands of problems would tell nothing more. */
function tooManySteps(value: unknown): readonly Found[] | undefined {
  const steps = typeof value === 'object' && value !== null && 'steps' in value ? value.steps : undefined
  if (!Array.isArray(steps) || steps.length <= MOST_STEPS) return undefined
  const problem = `has ${steps.length.toLocaleString('en')} steps; at most ${MOST_STEPS} are allowed`
  return [{ path: ['steps'], problem, remedy: 'Use forEach for what is done for many things, or split it up.' }]
}

function sound(value: unknown, name: string, known: Known | undefined): WorkflowDefinition | readonly Found[] {
  const parsed = workflowFileSchema.safeParse(value)
  if (!parsed.success) return parsed.error.issues.flatMap((issue) => shapeProblems(issue, value))
  const definition = definitionFrom(parsed.data, name)
  const problems = workflowProblems(definition, known)
  return problems.length > 0 ? problems : definition
}

function definitionFrom({ aliases, title, who, steps, ...rest }: WorkflowFile, id: string): WorkflowDefinition {
  return withoutUndefined({
    id,
    title,
    ...(aliases.length > 0 && { aliases }),
    who,
    ...rest,
    steps: steps.map(({ timeout, retry, max, ...step }) => ({
      ...step,
      timeoutMs: timeout,
      retry: retry && { attempts: retry.attempts, backoffMs: retry.backoff, maxDelayMs: retry.maxDelay },
      ...(step.forEach !== undefined && { max }),
    })) as unknown as readonly StepDefinition[],
  }) as WorkflowDefinition
}

/** As it is stored: what is not there is not there. */
function withoutUndefined(value: object): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown
}

function shapeProblems(issue: z.core.$ZodIssue, value: unknown): readonly Found[] {
  const { path } = issue
  if (issue.code === 'unrecognized_keys') {
    const known = path.length === 0 ? Object.keys(workflowFileSchema.shape) : []
    return issue.keys.map((key) => ({
      path: [...path, key],
      problem: 'unknown key',
      remedy: known.length > 0 ? suggest(key, known) : REMEDY,
    }))
  }
  if (issue.code === 'invalid_union' && path.at(-1) === 'uses') return [unknownAction(path, value)]
  const said = issue.code === 'invalid_union' ? 'has the wrong form' : issue.message.replace('Invalid input: ', '')
  const isMissing = said.endsWith('received undefined')
  return [{ path, problem: isMissing ? 'is missing' : said, remedy: path.at(-1) === 'channel' ? CHANNEL : REMEDY }]
}

function unknownAction(path: Path, value: unknown): Found {
  const uses = path.reduce<unknown>(
    (part, step) =>
      typeof part === 'object' && part !== null ? (part as Record<PropertyKey, unknown>)[step] : undefined,
    value,
  )
  if (uses === undefined)
    return { path, problem: 'does not say what it does', remedy: `Write uses: ${ACTIONS.join(', ')}.` }
  const name = String(uses).slice(0, 40)
  return { path, problem: `unknown action '${name}'`, remedy: `There are ${ACTIONS.join(', ')}.` }
}
