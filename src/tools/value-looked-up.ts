import { answerSchema, type StructuredAnswer, type StructuredRequest, valueFrom } from '../llm/structured-answer.ts'
import { type LoopParts, runToolLoop } from './tool-loop.ts'

/**
 * Asks for a value of a form as `askForValue` does, and lets the model look things up first. Whatever comes of looking,
 * the value is checked, and asked for once more when it does not fit. Never throws because of the model.
 */
export async function valueLookedUp<Value>(
  { messages, ...request }: StructuredRequest<Value>,
  parts: Omit<LoopParts, 'request'>,
): Promise<StructuredAnswer<Value>> {
  const { name: _, form: __, nowMs: ___, ...asked } = request
  const end = await runToolLoop({ ...parts, request: { ...asked, schema: answerSchema(request) } }, messages)
  switch (end.kind) {
    case 'answered':
      return valueFrom(parts.model, end.reply, { ...request, messages: end.messages })
    case 'endless':
      return { kind: 'invalid', problem: 'it looks things up without end', model: end.reply.model }
    case 'unavailable':
      return { kind: 'unavailable', failure: end.error.failure, error: end.error }
  }
}
