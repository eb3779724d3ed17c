import { randomUUID } from 'node:crypto'
import type { PendingMessage } from '../../domain/projections.ts'
import { toolRefusalStream } from '../../domain/tool-refusal.ts'
import type { ToolCall } from '../../ports/language-model.ts'
import { transact } from '../../runtime/transact.ts'
import type { ConversationParts } from '../parts.ts'

/** A model may name anything: more than a name has is left out. */
const LONGEST_NAME = 100

/** Notes that a model was not shown what its person may not see. */
export async function noteToolRefusal(
  { store, clock }: Pick<ConversationParts, 'store' | 'clock'>,
  { by, thread, correlationId }: PendingMessage,
  { name: tool, input }: ToolCall,
  reason: string,
): Promise<void> {
  await transact(store, { correlationId, actor: 'language-model' }, clock.now(), async (transaction) => {
    const about = { ...named('service', input), ...named('environment', input) }
    transaction.append(toolRefusalStream(randomUUID()), { type: 'tool.refused', tool, by, thread, ...about, reason })
  })
}

function named(field: 'service' | 'environment', input: unknown): { readonly [Name in typeof field]?: string } {
  const value = typeof input === 'object' && input !== null ? (input as Record<string, unknown>)[field] : undefined
  return typeof value === 'string' && value.length <= LONGEST_NAME ? { [field]: value } : {}
}
