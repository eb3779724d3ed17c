import { createOllamaModel } from '../../adapters/llm/ollama.ts'
import { createOpenAiModel } from '../../adapters/llm/openai.ts'
import type { LanguageModel } from '../../src/ports/language-model.ts'
import { startOllamaServer } from './ollama-server.ts'
import { startOpenAiServer } from './openai-server.ts'

/** Each adapter with the scripted server that speaks its protocol. */
export const PROVIDERS = [
  {
    provider: 'Ollama',
    model: 'qwen3:8b',
    startServer: startOllamaServer,
    connect: (host: string, model: string, key?: string): LanguageModel =>
      createOllamaModel({ host, model, ...(key !== undefined && { key }) }),
  },
  {
    provider: 'an OpenAI-compatible endpoint',
    model: 'gpt-mini',
    startServer: startOpenAiServer,
    connect: (baseUrl: string, model: string, key?: string): LanguageModel =>
      createOpenAiModel({ baseUrl, model, ...(key !== undefined && { key }) }),
  },
]
