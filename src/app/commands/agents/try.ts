import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import type { Config } from '../../../../config/config.ts'
import { suggest } from '../../../../config/near.ts'
import { describeProblem } from '../../../../config/problem.ts'
import type { CustomAgent } from '../../../../jobs/agents/core/custom-agent.ts'
import { decideWith } from '../../../../jobs/agents/core/decide-with.ts'
import type { AnyAgent } from '../../../../jobs/agents/core/define-agent.ts'
import { loadAgents } from '../../../../jobs/agents/custom/load-agents.ts'
import { SHIPPED_AGENTS } from '../../../../jobs/agents/shipped-agents.ts'
import { duration } from '../../../cards/words.ts'
import type { AgentDecision } from '../../../domain/agent-decision.ts'
import { BotError } from '../../../domain/errors.ts'
import type { ModelUse } from '../../../domain/model-use.ts'
import { createRedactor } from '../../../domain/redact.ts'
import { promptEncoder } from '../../../llm/prompt-encoder.ts'
import { systemClock } from '../../../ports/clock.ts'
import { noopMetrics } from '../../../ports/metrics.ts'
import type { ModelCalls } from '../../../ports/model-call.ts'
import { createModels } from '../../wiring/models.ts'
import { readSettings } from '../read-settings.ts'
import { type GivenLookUps, givenLookUps } from './given-look-ups.ts'

export interface TryFlags {
  readonly input?: string
  readonly lookUps?: string
  readonly config?: string
}

/** Whoever tries an agent waits for it; a model that has to be loaded first takes its time. */
const BUDGET_MS = 60_000

/** Has an agent judge once. Nothing is recorded, and nothing follows from it. */
export async function tryAgent(name: string, { input, lookUps, config: file }: TryFlags): Promise<void> {
  const config = readSettings(file)
  const { agent, example, exampleLookUps = {} } = await named(name, config)
  const { model: use = 'decision' } = agent
  const evidence = agent.input.safeParse(await inputOf(agent, input, example))
  if (!evidence.success) {
    throw new CannotTryError(`The input does not fit ${name}:\n${z.prettifyError(evidence.error)}\n${formOf(agent)}`)
  }
  const model = createModels(config, UNCOUNTED, noopMetrics)[use]
  const redact = createRedactor(config.secrets.map((secret) => secret.reveal()))
  const prompts = promptEncoder({ input: config.notation.input, redact })
  const means = { clock: systemClock, redact, prompts, ...(model && { model }) }
  const lookUp = givenLookUps(lookUps === undefined ? exampleLookUps : lookUpsIn(lookUps))
  const decision = await decideWith(agent, evidence.data, means, { budgetMs: BUDGET_MS, priority: 'person', lookUp })
  process.stdout.write(`${redact(decisionText(decision, use, model !== undefined))}\n`)
}

const UNCOUNTED: ModelCalls = { ended: () => {}, unusable: () => {} }

async function named(name: string, { agents: { folder } }: Config): Promise<Omit<CustomAgent, 'file'>> {
  const shipped = SHIPPED_AGENTS.find((agent) => agent.name === name)
  if (shipped) return { agent: shipped }
  const { agents, problems } = await loadAgents(folder, [])
  const found = agents.find(({ agent }) => agent.name === name)
  if (found) return found
  const known = [...SHIPPED_AGENTS, ...agents.map(({ agent }) => agent)].map((agent) => agent.name)
  throw new CannotTryError(
    [`There is no agent '${name}'. ${suggest(name, known)}`, ...problems.map(describeProblem)].join('\n'),
  )
}

async function inputOf(agent: AnyAgent, from: string | undefined, example: object | undefined): Promise<unknown> {
  if (from === undefined && example) return example
  if (from === undefined) {
    throw new CannotTryError(`${agent.name} needs something to judge: --input FILE, or --input -.\n${formOf(agent)}`)
  }
  return parse(from === '-' ? await text(process.stdin) : readFileSync(from, 'utf8')) as unknown
}

function lookUpsIn(file: string): GivenLookUps {
  const given = z.record(z.string(), z.unknown()).safeParse(parse(readFileSync(file, 'utf8')))
  if (given.success) return given.data
  throw new CannotTryError(
    `${file} must hold what each tool gives, by its name, such as \`read_logs: [a line, another]\`.`,
  )
}

function formOf({ input }: AnyAgent): string {
  const { $schema: _, ...form } = z.toJSONSchema(input, {
    unrepresentable: 'any',
    // What `format` and `type` say already is only in the way of whoever reads it.
    override({ jsonSchema }) {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
    },
  })
  return `An input has this form:\n${stringify(form)}`
}

class CannotTryError extends BotError {
  override readonly name = 'CannotTryError'
  readonly code = 'cannot_try'
  readonly userMessage: string
  constructor(sentence: string) {
    super(sentence)
    this.userMessage = sentence
  }
}

/** An answer for whoever tries an agent: what it is, who gave it, on what, and what it took. */
function decisionText(decision: AgentDecision<object>, use: ModelUse, isConfigured: boolean): string {
  const { answer, by, lookedUp = [], tokens, ms } = decision
  const looked = lookedUp.map(({ tool, outcome }) => `${tool} (${outcome})`).join(', ')
  return [
    stringify(answer).trimEnd(),
    '',
    `decided by  ${decider(by, use, isConfigured)}`,
    ...(looked === '' ? [] : [`looked up   ${looked}`]),
    `tokens      ${tokens.in} in, ${tokens.out} out`,
    `time        ${duration(ms)}`,
  ].join('\n')
}

function decider(by: AgentDecision['by'], use: ModelUse, isConfigured: boolean): string {
  if (by.kind === 'model') return by.model
  if (by.instead) return `its rules (${by.instead.model} was asked: ${by.instead.why})`
  return isConfigured ? 'its rules' : `its rules (no model is configured for \`models.${use}\`)`
}
