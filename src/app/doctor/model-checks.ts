import type { Config, ModelConfig } from '../../../config/config.ts'
import { MODEL_USES, type ModelUse } from '../../domain/model-use.ts'
import type { Probes } from './probes.ts'
import type { Check, Verdict } from './report.ts'

export type ModelProbes = Pick<Probes, 'ollama' | 'ollamaCloud' | 'openai'>
type Models = Pick<Config, 'models' | 'ollama' | 'ollamaCloud' | 'openai'>

/** Whether each provider that is configured answers and has the models that are to be asked there, and who is asked for what. */
export async function modelChecks(config: Models, probes: ModelProbes): Promise<readonly Check[]> {
  return Promise.all(
    [...providerChecks(config, probes), ...routeChecks(config, probes)].map(async ([name, verdict]) => ({
      name,
      verdict: await verdict,
    })),
  )
}

type Running = readonly [name: string, verdict: Promise<Verdict> | Verdict]

function providerChecks({ models, ollama, ollamaCloud, openai }: Models, probes: ModelProbes): readonly Running[] {
  const named = MODEL_USES.flatMap((use) => models[use])
  const wanted = (provider: ModelConfig['provider']): readonly string[] => [
    ...new Set(named.filter((choice) => choice.provider === provider).map(({ model }) => model)),
  ]
  return [
    ['Ollama', ollama ? probes.ollama(ollama, wanted('ollama')) : unset('Set OLLAMA_HOST to use local models.')],
    ...(ollamaCloud ? [['Ollama cloud', probes.ollamaCloud(ollamaCloud, wanted('ollama-cloud'))] as const] : []),
    [
      'OpenAI-compatible',
      openai ? probes.openai(openai, wanted('openai')) : unset('Set OPENAI_BASE_URL or OPENAI_API_KEY to use one.'),
    ],
  ]
}

const NAMES: Readonly<Record<ModelUse, string>> = {
  conversation: 'Conversation models',
  decision: 'Decision models',
  summary: 'Summary models',
}

function routeChecks({ models }: Models, probes: ModelProbes): readonly Running[] {
  if (MODEL_USES.every((use) => models[use].length === 0))
    return [['Language models', unset('None: the rules alone read and decide. Name one in models.conversation.')]]
  return MODEL_USES.map((use) => [NAMES[use], routeVerdict(use, models[use], probes)] as const)
}

async function routeVerdict(use: ModelUse, route: readonly ModelConfig[], probes: ModelProbes): Promise<Verdict> {
  if (route.length === 0) return unset(`None: the rules alone. Name one in models.${use}.`)
  const asked = await Promise.all(
    route.map(async (choice) => ({ choice, isThere: (await probe(choice, probes)).state === 'ok' })),
  )
  const there = asked.filter(({ isThere }) => isThere).map(({ choice }) => choice.model)
  const away = asked.filter(({ isThere }) => !isThere).map(({ choice }) => choice.model)
  if (there.length === 0) {
    const sentence = `No model is available (${away.join(', ')}), so the rules decide.`
    return { state: 'failed', sentence, remedy: 'Fix the provider above, or name another model here.' }
  }
  const order = [...there, 'the rules'].join(', then ')
  return { state: 'ok', sentence: away.length === 0 ? order : `${order} (${away.join(', ')} not available)` }
}

function probe(choice: ModelConfig, probes: ModelProbes): Promise<Verdict> {
  switch (choice.provider) {
    case 'ollama':
      return probes.ollama(choice, [choice.model])
    case 'ollama-cloud':
      return probes.ollamaCloud(choice, [choice.model])
    case 'openai':
      return probes.openai(choice, [choice.model])
  }
}

const unset = (sentence: string): Verdict => ({ state: 'not-configured', sentence })
