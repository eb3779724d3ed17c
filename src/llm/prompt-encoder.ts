import { encode } from '../../notation/encode/encode.ts'
import { legend } from '../../notation/prompt/legend.ts'
import { NotationEncodeError } from '../../notation/shared/errors.ts'
import type { Written } from '../ports/language-model.ts'

/** Writes a value for a model to read. */
export type Encode = (value: unknown) => string

/** Writes what goes into models. */
export interface PromptEncoder {
  readonly encode: Encode
  /** What a model is told, once in a conversation, so that it can read the values. Empty where they are JSON. */
  readonly legend: string
  /** Writes a text with both of them, and reckons along what it would be with compact JSON. */
  write(text: (encode: Encode, legend: string) => string): Written
}

export interface PromptSettings {
  /** `notation.input` of the configuration: false writes compact JSON. */
  readonly input: boolean
  /** Takes secrets out of values. A table parts names from values, so afterwards `password` would no longer give them away. */
  readonly redact: (text: string) => string
}

/** How prompts, context and tool results are written for models: in the notation, or in JSON where that is switched off. */
export function promptEncoder({ input, redact }: PromptSettings): PromptEncoder {
  const withoutSecrets = (name: string, given: unknown): unknown =>
    typeof given === 'string' ? redactField(name, given, redact) : given
  const json: Encode = (value) => JSON.stringify(value, withoutSecrets) ?? 'null'
  if (!input) return { encode: json, legend: '', write: (text) => ({ content: text(json, '') }) }
  const shortly: Encode = (value) => {
    const text = json(value)
    return inNotation(JSON.parse(text)) ?? text
  }
  return {
    encode: shortly,
    legend: legend('prompt'),
    write: (text) => ({ content: text(shortly, legend('prompt')), asJson: text(json, '') }),
  }
}

/** Undefined for what exceeds the limits of the notation; JSON has none. */
function inNotation(value: unknown): string | undefined {
  try {
    return encode(value)
  } catch (error) {
    if (error instanceof NotationEncodeError) return undefined
    throw error
  }
}

/** Some secrets are known by the name they stand under. */
function redactField(name: string, value: string, redact: PromptSettings['redact']): string {
  const prefix = `${name}=`
  const field = redact(prefix + value)
  return field.startsWith(prefix) ? field.slice(prefix.length) : redact(value)
}
