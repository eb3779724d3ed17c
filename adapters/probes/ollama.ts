import { Ollama } from 'ollama'
import { failed, ok, reasonOf, type Verdict } from './verdict.ts'

const ANSWER_MS = 5_000
const MODELS_NAMED = 5

export async function probeOllama({
  host,
  key,
}: {
  readonly host: string
  readonly key?: string | undefined
}): Promise<Verdict> {
  const ollama = new Ollama({
    host,
    ...(key !== undefined && { headers: { Authorization: `Bearer ${key}` } }),
    fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(ANSWER_MS) }),
  })
  try {
    const { models } = await ollama.list()
    if (models.length === 0) return failed('Ollama answers but has no model.', 'Get one: ollama pull llama3.2')
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
