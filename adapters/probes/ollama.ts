import { Ollama } from 'ollama'
import { failed, ok, reasonOf, type Verdict } from './verdict.ts'

const ANSWER_MS = 5_000
const MODELS_NAMED = 5

export async function probeOllama({
  host,
  key,
  wanted,
}: {
  readonly host: string
  readonly key?: string | undefined
  /** Models that are to be there. */
  readonly wanted: readonly string[]
}): Promise<Verdict> {
  const ollama = new Ollama({
    host,
    ...(key !== undefined && { headers: { Authorization: `Bearer ${key}` } }),
    fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(ANSWER_MS) }),
  })
  try {
    const { models } = await ollama.list()
    if (models.length === 0)
      return failed('Ollama answers but has no model.', `Get one: ollama pull ${wanted[0] ?? 'llama3.2'}`)
    const missing = wanted.filter((model) => !models.some(({ name }) => name === model || name === `${model}:latest`))
    if (missing.length > 0) {
      const remedy = `Get it: ${missing.map((model) => `ollama pull ${model}`).join('; ')}`
      return failed(`Ollama answers but has no ${missing.join(', ')}.`, remedy)
    }
    return ok(
      `${models.length} models: ${models
        .slice(0, MODELS_NAMED)
        .map(({ name }) => name)
        .join(', ')}`,
    )
  } catch (error) {
    return failed(
      `Ollama does not answer: ${reasonOf(error)}.`,
      'Start it (ollama serve), or correct OLLAMA_HOST and OLLAMA_API_KEY.',
    )
  }
}
