import type { CodeRule } from '../src/domain/code-happening.ts'
import { isReported } from '../src/domain/reported-inputs.ts'
import type { InputDefinition, WorkflowDefinition } from '../src/domain/workflows/definition.ts'
import { unapprovedSteps } from '../src/domain/workflows/unapproved-steps.ts'
import { SAMPLE_SERVICE } from './defaults.ts'
import { environmentIds } from './name-problems.ts'
import { suggest } from './near.ts'
import type { Outline } from './outline.ts'
import type { ConfigProblem } from './problem.ts'
import type { PathProblem } from './schema-problems.ts'
import type { Known } from './workflow-files/known.ts'

/** Rules about services and environments that there are not, or about an environment where a person confirms. */
export function codeEventProblems(outline: Outline): readonly PathProblem[] {
  const services = outline.services?.map(({ id }) => id) ?? [SAMPLE_SERVICE]
  const environments = environmentIds(outline)
  return outline.codeEvents.flatMap((rule, index) => [
    ...rule.services
      .map((name, at) => ({ name, path: ['codeEvents', index, 'services', at] }))
      .filter(({ name }) => name !== '' && !services.includes(name))
      .map(({ name, path }) => ({
        path,
        problem: `'${name}' is not the id of a service`,
        remedy: suggest(name, services),
      })),
    ...deployProblems(rule.deploy, index, environments, outline),
  ])
}

function deployProblems(
  deploy: string,
  index: number,
  environments: readonly string[],
  outline: Outline,
): readonly PathProblem[] {
  if (deploy === '') return []
  const path = ['codeEvents', index, 'deploy']
  if (!environments.includes(deploy))
    return [{ path, problem: `'${deploy}' is not the id of an environment`, remedy: suggest(deploy, environments) }]
  const declared = outline.environments?.find(({ id }) => id === deploy)
  const confirm = declared?.confirm || (deploy === 'staging' ? 'danger-only' : 'changes')
  if (deploy !== 'production' && confirm === 'danger-only') return []
  return [
    {
      path,
      problem: `deployments to ${deploy} are confirmed by a person`,
      remedy: 'Name an environment with confirm: danger-only; production is never one.',
    },
  ]
}

/** Rules that start a workflow that there is not, that leave out what it must be told, or that nobody would approve. */
export function codeWorkflowProblems(
  rules: readonly CodeRule[],
  workflows: readonly WorkflowDefinition[],
  known: Known,
): readonly ConfigProblem[] {
  return rules.flatMap(({ workflow, with: given = {} }, index) => {
    if (workflow === undefined) return []
    const key = `codeEvents.${index}`
    const ids = workflows.map(({ id }) => id)
    const definition = workflows.find(({ id }) => id === workflow)
    if (!definition)
      return [
        {
          key: `${key}.workflow`,
          problem: `'${workflow}' is not the id of a workflow`,
          remedy: suggest(workflow, ids),
        },
      ]
    return [
      ...inputProblems(definition, given, key, known),
      ...unapprovedSteps(definition, given, (environment) => known.harmlessEnvironments.includes(environment)).map(
        ({ id }) => ({
          key: `${key}.workflow`,
          problem: `'${id}' of ${workflow} changes a protected environment, and nobody confirms what a report starts`,
          remedy: `Put a step with approval before ${id}.`,
        }),
      ),
    ]
  })
}

function inputProblems(
  { id, inputs }: WorkflowDefinition,
  given: Readonly<Record<string, string>>,
  key: string,
  known: Known,
): readonly ConfigProblem[] {
  const names = Object.keys(inputs)
  const odd = Object.keys(given).filter((name) => !names.includes(name))
  const missing = names.filter((name) => !Object.hasOwn(given, name) && inputs[name]?.default === undefined)
  return [
    ...odd.map((name) => ({
      key: `${key}.with.${name}`,
      problem: `${id} has no input '${name}'`,
      remedy: suggest(name, names),
    })),
    ...missing.map((name) => ({
      key: `${key}.with`,
      problem: `nobody says the input '${name}' of ${id}`,
      remedy: `Add with: { ${name}: … }, or a default to the input.`,
    })),
    ...Object.entries(given).flatMap(([name, value]) => {
      const among = amongWhich(inputs[name], known)
      return among === undefined || isReported(value) || among.includes(value)
        ? []
        : [{ key: `${key}.with.${name}`, problem: `'${value}' is not one of them`, remedy: suggest(value, among) }]
    }),
  ]
}

/** Undefined where it may be any text. */
function amongWhich(input: InputDefinition | undefined, known: Known): readonly string[] | undefined {
  if (input?.type === 'service') return known.services
  if (input?.type === 'environment') return known.environments
  return input?.type === 'choice' ? input.options : undefined
}
