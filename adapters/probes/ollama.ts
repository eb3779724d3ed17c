import { Ollama } from 'ollama'
import { failed, ok, reasonOf, type Verdict } from './verdict.ts'

const ANSWER_MS = 5_000
const MODELS_NAMED = 5

export interface AskedOllama {
  readonly host: string
  readonly key?: string | undefined
  /** Models that are to be there. */
  readonly wanted: readonly string[]
}

/** Whether a server of one's own answers, and what it has; a model that is not there can be pulled. */
export function probeOllama(asked: AskedOllama): Promise<Verdict> {
  return probe(asked, {
    name: 'Ollama',
    remedy: 'Start it (ollama serve), or correct OLLAMA_HOST and OLLAMA_API_KEY.',
    get: (models) => `Get it: ${models.map((model) => `ollama pull ${model}`).join('; ')}`,
  })
}

/** The same for Ollama's cloud, where nothing can be pulled. */
export function probeOllamaCloud(asked: AskedOllama): Promise<Verdict> {
  return probe(asked, {
    name: 'Ollama’s cloud',
    remedy: 'Correct OLLAMA_CLOUD_API_KEY, or look whether the cloud is up.',
    get: () => 'Name a model that it offers, or have it here: ollama pull, and ollama/ before its name.',
  })
}

interface Words {
  readonly name: string
  /** For a server that does not answer. */
  readonly remedy: string
  readonly get: (models: readonly string[]) => string
}

async function probe({ host, key, wanted }: AskedOllama, words: Words): Promise<Verdict> {
  const ollama = new Ollama({
    host,
    ...(key !== undefined && { headers: { Authorization: `Bearer ${key}` } }),
    fetch: (input, init) => fetch(input, { ...init, redirect: 'error', signal: AbortSignal.timeout(ANSWER_MS) }),
  })
  try {
    const { models } = await ollama.list()
    if (models.length === 0)
      return failed(`${words.name} answers but has no model.`, words.get([wanted[0] ?? 'llama3.2']))
    const missing = wanted.filter((model) => !models.some(({ name }) => name === model || name === `${model}:latest`))
    if (missing.length > 0) return failed(`${words.name} answers but has no ${missing.join(', ')}.`, words.get(missing))
    const named = models.slice(0, MODELS_NAMED).map(({ name }) => name)
    return ok(`${models.length} models: ${named.join(', ')}`)
  } catch (error) {
    return failed(`${words.name} does not answer: ${reasonOf(error)}.`, words.remedy)
  }
}
