import { type LanguageModel, ModelUnavailableError } from '../../ports/language-model.ts'
import type { Tracing } from '../../ports/tracing.ts'

/**
 * A model whose calls are seen by OpenTelemetry's conventions for generative AI, without what was asked and answered:
 * https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/
 */
export function tracedModel(model: LanguageModel, provider: string, tracing: Tracing): LanguageModel {
  if (!tracing.isOn) return model
  return {
    ...model,
    complete(request) {
      const { correlationId, maxTokens, schema } = request
      const facts = {
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': provider,
        'gen_ai.request.model': model.name,
        'gen_ai.request.max_tokens': maxTokens,
        ...(schema && { 'gen_ai.output.type': 'json' }),
      }
      return tracing.inSpan(`chat ${model.name}`, { correlationId, kind: 'client', facts }, async (span) => {
        try {
          const reply = await model.complete(request)
          span.add({
            'gen_ai.response.model': reply.model,
            'gen_ai.usage.input_tokens': reply.tokens.in,
            'gen_ai.usage.output_tokens': reply.tokens.out,
          })
          return reply
        } catch (error) {
          if (error instanceof ModelUnavailableError) span.add({ 'shipmate.model_failure': error.failure })
          throw error
        }
      })
    },
  }
}
