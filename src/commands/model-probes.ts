import { probeOllama, probeOllamaCloud } from '../../adapters/probes/ollama.ts'
import { probeOpenAi } from '../../adapters/probes/openai.ts'
import type { ModelProbes } from '../doctor/model-checks.ts'

/** Asks the providers which models they have. */
export const modelProbes: ModelProbes = {
  ollama: ({ host, key }, wanted) => probeOllama({ host, key: key?.reveal(), wanted }),
  ollamaCloud: ({ host, key }, wanted) => probeOllamaCloud({ host, key: key?.reveal(), wanted }),
  openai: ({ baseUrl, key }, wanted) => probeOpenAi({ baseUrl, key: key?.reveal(), wanted }),
}
