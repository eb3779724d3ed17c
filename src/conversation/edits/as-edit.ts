import type { ThreadContext } from '../context.ts'

/**
 * What an edit is understood in: its words answer no question, since they stand above it and were said for something else. What
 * they leave out may still be carried over, and is then always confirmed.
 */
export function asEdit({ question: _, dialogue, ...context }: ThreadContext): ThreadContext {
  const { waitingFor, ...before } = dialogue
  return { ...context, dialogue: waitingFor?.kind === 'yes-or-no' ? dialogue : before }
}
