import OpenAI from 'openai'
import { failed, ok, reasonOf, type Verdict } from './verdict.ts'

const ANSWER_MS = 5_000

/** Servers on one's own machine take any key, but the client insists on one. */
const NO_KEY = 'none'

export async function probeOpenAi(endpoint: {
  readonly baseUrl: string
  readonly key?: string | undefined
  /** Models that are to be there. */
  readonly wanted: readonly string[]
}): Promise<Verdict> {
  const client = new OpenAI({
    baseURL: endpoint.baseUrl,
    apiKey: endpoint.key ?? NO_KEY,
    maxRetries: 0,
    timeout: ANSWER_MS,
    // The key is for this server alone.
    fetch: (input, init) => fetch(input, { ...init, redirect: 'error' }),
  })
  try {
    const { data } = await client.models.list()
    const missing = endpoint.wanted.filter((model) => !data.some(({ id }) => id === model))
    if (missing.length > 0) {
      const sentence = `${endpoint.baseUrl} answers but offers no ${missing.join(', ')}.`
      return failed(sentence, 'Name a model that it offers.')
    }
    return ok(`${endpoint.baseUrl} offers ${data.length} models`)
  } catch (error) {
    return failed(
      `${endpoint.baseUrl} does not answer: ${reasonOf(error)}.`,
      'Correct OPENAI_BASE_URL and OPENAI_API_KEY.',
    )
  }
}
