import { suggest } from '../../../config/near.ts'
import { RISK_VERDICTS } from '../../../src/domain/risk.ts'
import { type DeployEvidence, deployEvidenceSchema } from '../deploy-risk/evidence.ts'
import type { AgentFile } from './agent-file.ts'
import { ALL_FACTS } from './example-facts.ts'
import { viewOf } from './form.ts'
import type { FormPart } from './form-schema.ts'
import type { Found } from './found.ts'

type Fact = keyof DeployEvidence
const { shape } = deployEvidenceSchema

/** Why an agent cannot judge deployments with these forms: it would be given something else, or answer something else. */
export function riskProblems({ input, output }: Pick<AgentFile, 'input' | 'output'>): readonly Found[] {
  return [...inputProblems(input), ...outputProblems(output)]
}

function inputProblems(input: AgentFile['input']): readonly Found[] {
  const names = Object.keys(input.properties)
  const required = input.required ?? names
  const given = viewOf(input).safeParse(ALL_FACTS)
  const untaken = new Set(given.error?.issues.map(({ path: [first] }) => first))
  return names.flatMap((name): readonly Found[] => {
    const path = ['input', 'properties', name]
    if (!isFact(name)) {
      const remedy = `${suggest(name, Object.keys(shape))} jobs/agents/deploy-risk/evidence.ts has all of them.`
      return [{ path, problem: `${name} is not known before a deployment`, remedy }]
    }
    if (untaken.has(name)) {
      const problem = `${name} cannot take what is known before a deployment`
      return [{ path, problem, remedy: `It is ${described(ALL_FACTS[name])}, and any can come.` }]
    }
    if (!required.includes(name) || !isOptional(name)) return []
    const problem = `${name} is not always known before a deployment, and the agent could then not judge`
    return [
      { path, problem, remedy: 'List under `required` only what it cannot do without; `required: [service]` does.' },
    ]
  })
}

const isFact = (name: string): name is Fact => Object.hasOwn(shape, name)
const isOptional = (name: Fact): boolean => shape[name].type === 'optional'

function described(value: DeployEvidence[Fact]): string {
  switch (typeof value) {
    case 'string':
      return 'a text (`type: string`)'
    case 'boolean':
      return 'yes or no (`type: boolean`)'
    case 'number':
      return Number.isInteger(value) ? 'a whole number (`type: integer`)' : 'a number (`type: number`)'
    default:
      return 'a list of texts (`type: array`, `items: { type: string }`)'
  }
}

export const RISK_FORM =
  'Who judges deploy.risk answers with `verdict`, one of go, go-with-canary and hold, and `reasons`, a list of sentences.'

function outputProblems({ properties, required = Object.keys(properties) }: AgentFile['output']): readonly Found[] {
  const { verdict, reasons } = properties
  const wrong = [
    ...(isVerdict(verdict) && required.includes('verdict') ? [] : ['verdict']),
    ...(isSentences(reasons) && required.includes('reasons') ? [] : ['reasons']),
  ]
  return wrong.map((name) => ({
    path: properties[name] ? ['output', 'properties', name] : ['output'],
    problem: `${name} does not fit the verdict on a deployment`,
    remedy: RISK_FORM,
  }))
}

function isVerdict(part: FormPart | undefined): boolean {
  const verdicts: readonly string[] = RISK_VERDICTS
  return part?.type === 'string' && part.enum !== undefined && part.enum.every((one) => verdicts.includes(one))
}

function isSentences(part: FormPart | undefined): boolean {
  return part?.type === 'array' && part.items.type === 'string'
}
