import type { z } from 'zod'
import { suggest } from '../../../config/near.ts'
import type { ConfigProblem } from '../../../config/problem.ts'
import type { Path, Source } from '../../../config/source.ts'
import { READING_TOOL_NAMES, toolProblem } from '../../../src/tools/reading-tools.ts'
import type { CustomAgent } from '../core/custom-agent.ts'
import { defineAgent } from '../core/define-agent.ts'
import { placeholdersIn } from '../core/template.ts'
import { DEPLOY_RISK } from '../deploy-risk/agent.ts'
import { deployWordSchema } from '../deploy-risk/evidence.ts'
import { type AgentFile, agentFileSchema } from './agent-file.ts'
import { formOf, viewOf } from './form.ts'
import type { Found } from './found.ts'
import { RISK_FORM, riskProblems } from './risk-problems.ts'

export type AgentReading =
  | { readonly kind: 'agent'; readonly agent: CustomAgent }
  /** Never empty: everything that is wrong with the file. */
  | { readonly kind: 'problems'; readonly problems: readonly ConfigProblem[] }

const REMEDY = 'docs/agents.md shows what such a file may hold.'

/** Makes an agent of a YAML file, or says what is wrong with it and where. */
export function yamlAgent(source: Source, file: string): AgentReading {
  if (source.problems.length > 0) return { kind: 'problems', problems: source.problems }
  const parsed = agentFileSchema.safeParse(source.value)
  const found = parsed.success ? crossProblems(parsed.data) : parsed.error.issues.flatMap(shapeProblems)
  if (!parsed.success || found.length > 0) {
    const problems = found.map(({ path, ...problem }) => ({
      ...source.locate(path),
      key: path.map(String).join('.'),
      ...problem,
    }))
    return { kind: 'problems', problems: problems.sort((one, other) => (one.line ?? 0) - (other.line ?? 0)) }
  }
  return { kind: 'agent', agent: agentFrom(parsed.data, file) }
}

function shapeProblems(issue: z.core.$ZodIssue): readonly Found[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      problem: 'unknown key',
      remedy: issue.path.length === 0 ? suggest(key, Object.keys(agentFileSchema.shape)) : REMEDY,
    }))
  }
  const problem = issue.code === 'invalid_union' ? `is not a known type` : issue.message
  return [{ path: issue.path, problem: problem.replace('Invalid input: ', ''), remedy: REMEDY }]
}

/** What is only wrong in view of something else in the file. */
function crossProblems({
  capability,
  input,
  output,
  tools,
  prompt,
  withoutModel,
  example,
  ...rest
}: AgentFile): readonly Found[] {
  const known = Object.keys(input.properties)
  return [
    ...placeholdersIn(prompt)
      .filter((name) => !known.includes(name))
      .map((name) => ({
        path: ['prompt'],
        problem: `{${name}} is not a property of the input`,
        remedy: suggest(name, known),
      })),
    ...missingRequired(['input'], input),
    ...tools.flatMap((name, index) => toolProblems(['tools', index], name, READING_TOOL_NAMES)),
    ...Object.keys(rest.exampleLookUps ?? {}).flatMap((name) => toolProblems(['exampleLookUps', name], name, tools)),
    ...missingRequired(['output'], output),
    ...misfits(['withoutModel'], formOf(output), withoutModel, OUTPUT_FORM),
    ...(capability === DEPLOY_RISK
      ? [...riskProblems({ input, output }), ...misfits(['withoutModel'], deployWordSchema, withoutModel, RISK_FORM)]
      : []),
    ...(example ? misfits(['example'], formOf(input), example, 'It must have the form that `input` describes.') : []),
  ]
}

const OUTPUT_FORM = 'It must have the form that `output` describes.'
/** @param among What can stand there. */
function toolProblems(path: Path, name: string, among: readonly string[]): readonly Found[] {
  if (among.includes(name)) return []
  return [{ path, problem: toolProblem(name) ?? `${name} is not among its tools`, remedy: suggest(name, among) }]
}

function missingRequired(path: Path, { required = [], properties }: AgentFile['input']): readonly Found[] {
  return required
    .map((name, index) => ({ name, path: [...path, 'required', index] }))
    .filter(({ name }) => properties[name] === undefined)
    .map(({ name, path: at }) => ({
      path: at,
      problem: `${name} is required but not a property`,
      remedy: suggest(name, Object.keys(properties)),
    }))
}

function misfits(path: Path, form: z.ZodType, value: unknown, remedy: string): readonly Found[] {
  const parsed = form.safeParse(value)
  if (parsed.success) return []
  return parsed.error.issues.map((issue) => ({
    path: [...path, ...issue.path],
    problem: issue.message.replace('Invalid input: ', ''),
    remedy,
  }))
}

function agentFrom(given: AgentFile, file: string): CustomAgent {
  const { name, capability, model, system, tools, prompt, withoutModel, example, exampleLookUps } = given
  const names = placeholdersIn(prompt)
  const agent = defineAgent<object, object>({
    name,
    capabilities: [capability],
    input: viewOf(given.input),
    output: formOf(given.output),
    model,
    tools,
    rules: {
      decide: () => withoutModel,
      // With one answer of its own it has nothing to hold a model's against but the form.
      bounded: (_, byModel) => byModel,
      reasons: reasonsIn,
    },
    run: (ask, evidence) => {
      const known = new Map<string, unknown>(Object.entries(evidence))
      const data = Object.fromEntries(names.map((key) => [key, known.get(key) ?? 'not known']))
      return ask({ instructions: system, prompt, data })
    },
  })
  return { agent, file, ...(example && { example }), ...(exampleLookUps && { exampleLookUps }) }
}

/** An answer that gives reasons says so under this name. */
function reasonsIn(answer: object): readonly string[] {
  const { reasons } = answer as { readonly reasons?: unknown }
  return Array.isArray(reasons) ? reasons.filter((reason) => typeof reason === 'string') : []
}
