import type { z } from 'zod'
import type { ShipmateEvent } from '../domain/events.ts'
import type { AssistantAnswer, AssistantCall, AssistantTool } from '../ports/assistant-desk.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/event-store.ts'
import type { WebConversation } from '../ports/web-conversation.ts'
import type { WebReads } from '../ports/web-reads.ts'
import type { ScopeParts } from '../queries/scope.ts'
import type { OnToolFault } from '../tools/call-tool.ts'

/** Which slots an intent takes. */
export interface IntentSlots {
  readonly needs: readonly string[]
  readonly takes: readonly string[]
}

/** What an assistant's requests go through. */
export interface DeskParts extends ScopeParts {
  readonly store: Store<ShipmateEvent>
  readonly clock: Clock
  readonly conversation: WebConversation
  readonly reads: Pick<WebReads, 'locks'>
  readonly slotsOf: (intent: string) => IntentSlots
  readonly onFault: OnToolFault
}

/** What one tool is and does. */
export interface DeskTool extends Omit<AssistantTool, 'input' | 'output'> {
  readonly form: z.ZodType
  readonly gives: z.ZodType
  /** @param input As `form` has parsed it. */
  run(input: Readonly<Record<string, unknown>>, call: AssistantCall): Promise<AssistantAnswer>
}
