import { probeOllama, probeOllamaCloud } from '../../../adapters/probes/ollama.ts'
import type { ModelProbes } from '../doctor/model-checks.ts'

/** Asks the providers which models they have. */
export const modelProbes: ModelProbes = {
  ollama: ({ host, key }, wanted) => probeOllama({ host, key: key?.reveal(), wanted }),
  ollamaCloud: ({ host, key }, wanted) => probeOllamaCloud({ host, key: key?.reveal(), wanted }),
  // The library behind it takes a third of a second to load.
  async openai({ baseUrl, key }, wanted) {
    const { probeOpenAi } = await import('../../../adapters/probes/openai.ts')
    return probeOpenAi({ baseUrl, key: key?.reveal(), wanted })
  },
}
