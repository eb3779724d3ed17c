import type { CanarySettings } from '../src/domain/release.ts'
import type { ConfirmRule, EnvironmentConfig, OllamaConfig, OpenAiConfig } from './config.ts'

export const DEFAULT_HTTP_PORT = 3000
export const DEFAULT_SLACK_PORT = 3001

/** The service that stands in while none is declared. */
export const SAMPLE_SERVICE = 'billionmail'

/** The environment whose changes are confirmed whatever the settings say. */
export const ALWAYS_CONFIRMED = 'production'

/** Where things are deployed to when the settings do not say. */
export const DEFAULT_ENVIRONMENTS: readonly EnvironmentConfig[] = [
  { id: 'production', aliases: ['prod', 'live', 'prd'], confirm: 'changes' },
  { id: 'staging', aliases: ['stage', 'stg', 'preprod'], confirm: 'danger-only' },
]

/** Asking too often is the safe side, so only the name that says "not for users" asks less. */
export function defaultConfirmRule(environment: string): ConfirmRule {
  return environment === 'staging' ? 'danger-only' : 'changes'
}

/** How a canary goes when nothing else is said. */
export const DEFAULT_CANARY: CanarySettings = { percent: 10, minutes: 10 }

/** Where language models are asked when nothing else is said. */
export const DEFAULT_OLLAMA: OllamaConfig = { host: 'http://127.0.0.1:11434', key: undefined, concurrency: 1 }
export const DEFAULT_OLLAMA_CLOUD: OllamaConfig = { host: 'https://ollama.com', key: undefined, concurrency: 4 }
export const DEFAULT_OPENAI: OpenAiConfig = { baseUrl: 'https://api.openai.com/v1', key: undefined, concurrency: 4 }
