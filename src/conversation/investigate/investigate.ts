import { withBudget } from '../../llm/budget.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ModelMessage, ModelRequest, ModelUnavailableError } from '../../ports/language-model.ts'
import type { Texts } from '../../texts/texts.ts'
import { type LoopParts, runToolLoop } from '../../tools/tool-loop.ts'

/** A person waits and sees that the bot thinks. */
export const BUDGET_MS = 20_000
/** In and out, over all steps. */
export const BUDGET_TOKENS = 24_000
const MOST_TOKENS_A_STEP = 600

export type LookedInto =
  | { readonly kind: 'answered'; readonly text: string; readonly model: string }
  /** As a sentence: what the person is told about it. */
  | { readonly kind: 'gave-up'; readonly sentence: string }

export interface LookingParts
  extends Omit<LoopParts, 'request'>,
    Required<Pick<ModelRequest, 'correlationId' | 'onText'>> {
  readonly clock: Clock
  /** What its person is told where it gave up. */
  readonly texts: Texts
}

/** Has a model investigate a question while its person waits. */
export async function investigate(
  { model, clock, correlationId, onText, texts, ...parts }: LookingParts,
  prompt: readonly ModelMessage[],
): Promise<LookedInto> {
  const nowMs = (): number => clock.now().getTime()
  const end = await runToolLoop(
    {
      ...parts,
      model: withBudget(model, { ms: BUDGET_MS, tokens: BUDGET_TOKENS, nowMs }),
      request: { timeoutMs: BUDGET_MS, maxTokens: MOST_TOKENS_A_STEP, priority: 'person', correlationId, onText },
    },
    prompt,
  )
  switch (end.kind) {
    case 'answered':
      return { kind: 'answered', text: end.reply.text, model: end.reply.model }
    case 'endless':
      return { kind: 'gave-up', sentence: texts.investigations.endless }
    case 'unavailable':
      return { kind: 'gave-up', sentence: sentenceFor(end.error, texts) }
  }
}

function sentenceFor({ failure }: ModelUnavailableError, { investigations, conversation }: Texts): string {
  const isSpent = failure === 'timed-out' || failure === 'cut-off'
  return isSpent ? investigations.limits : conversation.model.unavailable
}
