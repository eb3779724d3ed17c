import type { LanguageModel, ModelMessage, ToolCall } from '../ports/language-model.ts'

/** A model that is sent no secret and says none, wherever in a message one stands. */
export function withoutSecrets(model: LanguageModel, redact: (text: string) => string): LanguageModel {
  const cleanCalls = (calls: readonly ToolCall[]): readonly ToolCall[] =>
    calls.map((call) => ({ ...call, name: redact(call.name), input: textsOf(call.input, redact) }))
  const clean = (message: ModelMessage): ModelMessage =>
    message.role === 'assistant' && message.toolCalls
      ? { ...message, content: redact(message.content), toolCalls: cleanCalls(message.toolCalls) }
      : { ...message, content: redact(message.content) }
  return {
    ...model,
    async complete({ onText, ...request }) {
      const reply = await model.complete({
        ...request,
        messages: request.messages.map(clean),
        ...(onText && { onText: (text: string) => onText(redact(text)) }),
      })
      return {
        ...reply,
        text: redact(reply.text),
        ...(reply.toolCalls && { toolCalls: cleanCalls(reply.toolCalls) }),
      }
    },
  }
}

/** The value with every text in it changed, those of keys too. */
export function textsOf<Value>(value: Value, change: (text: string) => string): Value {
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') return change(part)
    if (Array.isArray(part)) return part.map(walk)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [change(key), walk(inner)]))
  }
  return walk(value) as Value
}
