import type { Form } from '../domain/form.ts'
import type { Language } from '../domain/language.ts'
import type { AskedQuestion } from '../domain/question.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { ButtonPress, PressAnswer, ShowForm } from '../ports/chat-platform.ts'
import type { Clock } from '../ports/clock.ts'
import { correlationOf } from '../queries/correlation.ts'
import { transact } from '../runtime/transact.ts'
import { askQuestion } from './ask.ts'
import type { Choice } from './decide.ts'
import type { ConversationParts } from './parts.ts'
import { type PressedOn, refusePress } from './refuse-press.ts'

/** What a button alone does not say, asked in a window or else in the thread. */
export interface AskedForm {
  readonly form: Form
  readonly question: Pick<AskedQuestion, 'intent' | 'slots' | 'slot' | 'prompt'> & {
    readonly choices: readonly Choice[]
  }
  readonly language?: Language
  /** The stream that it belongs to. */
  readonly about: string
  readonly on: PressedOn
  /** Why whoever pressed may not send it. Asks platforms, so it may take a while. */
  readonly barred: () => Promise<Refusal | undefined>
}

/**
 * A window opens within three seconds of the press or not at all. Who asks so late whether its person may send it learns
 * that when they do.
 */
export const LOOK_AT_RIGHTS_MS = 800

/** Nothing is recorded of a window: it is sent under the button that has opened it, by whichever process is there then. */
export async function showOrAsk(
  parts: ConversationParts,
  press: ButtonPress,
  showForm: ShowForm | undefined,
  { form, question, language, about, on, barred }: AskedForm,
): Promise<PressAnswer> {
  const refusal = await (showForm ? inTime(parts.clock, LOOK_AT_RIGHTS_MS, barred()) : barred())
  if (refusal) return refusePress(parts, press, refusal, on)
  if (await showForm?.(form)) return {}
  const { thread, by, groups = [], keys, button } = press
  const correlationId = await correlationOf(parts.store, about)
  const cause = { correlationId, causationId: keys[0] ?? button, actor: by, inboxKeys: keys }
  const asked = { thread, by, groups, ...(language && { language }), ...question }
  await transact(parts.store, cause, parts.clock.now(), async (transaction) => askQuestion(parts, transaction, asked))
  return {}
}

/** Undefined where the work takes longer. */
export async function inTime<Result>(clock: Clock, ms: number, work: Promise<Result>): Promise<Result | undefined> {
  const late = Promise.withResolvers<undefined>()
  const cancel = clock.at(new Date(clock.now().getTime() + ms), () => late.resolve(undefined))
  try {
    return await Promise.race([work, late.promise])
  } finally {
    cancel()
  }
}
