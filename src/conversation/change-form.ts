import type { SaidAnswer } from '../changes/approvals/said-answer.ts'
import type { ChangeAnswer } from '../domain/approvals/decide-change.ts'
import type { ChangeRequest } from '../domain/change-request.ts'
import type { Form } from '../domain/form.ts'
import type { AskedQuestion } from '../domain/question.ts'
import type { Texts } from '../texts/texts.ts'

/** What of a change request is asked with a form: a button alone does not say it. */
export type ChangeForm = 'reject' | 'conditions' | 'breakGlass'

/** @param id The button that opens it, so that a form of an earlier plan is known as one. */
export function changeForm(
  kind: ChangeForm,
  { change, plan }: Pick<ChangeRequest, 'change' | 'plan'>,
  id: string,
  { changes }: Texts,
): Form {
  const { window: words } = changes.form
  const isMeasured = isMeasurable(plan)
  const hint = kind === 'conditions' && isMeasured ? { hint: words.hint } : {}
  return {
    id,
    title: words.title[kind],
    note: words.note[kind]({ change, isMeasured }),
    field: { label: words.label[kind], ...hint, required: isRequired(kind) },
    send: words.send[kind],
    close: words.close,
  }
}

/** Metrics are those of a release that goes live: a restart or a number of replicas brings none. */
const isMeasurable = ({ kind }: ChangeRequest['plan']): boolean => kind === 'deploy' || kind === 'rollback'

/** Only a rejection needs no words. */
export const isRequired = (kind: ChangeForm): boolean => kind !== 'reject'

/** What it leads to once it is filled in. */
export function answerOf(kind: ChangeForm, text: string): SaidAnswer {
  switch (kind) {
    case 'reject':
      return { kind: 'reject', ...(text !== '' && { reason: text }) }
    case 'conditions':
      return { kind: 'approve', conditions: text }
    case 'breakGlass':
      return { kind: 'break-glass', reason: text }
  }
}

/** The same as far as the right to it goes, before anything is filled in. */
export function likelyAnswer(kind: ChangeForm): ChangeAnswer {
  switch (kind) {
    case 'reject':
      return { kind: 'reject' }
    case 'conditions':
      return { kind: 'approve', conditions: [{ condition: '', text: '' }] }
    case 'breakGlass':
      return { kind: 'break-glass', reason: '…' }
  }
}

const VERDICT_OF = { reject: 'reject', conditions: 'approve', breakGlass: 'break-glass' } as const

/** The same as a question, where there are no windows: what its person writes next in the thread fills it in. */
export function changeQuestion(
  kind: ChangeForm,
  { change, round, plan }: Pick<ChangeRequest, 'change' | 'round' | 'plan'>,
  { changes }: Texts,
): Pick<AskedQuestion, 'intent' | 'slots' | 'slot' | 'prompt'> & {
  readonly choices: readonly Omit<AskedQuestion['choices'][number], 'button'>[]
} {
  const request = { intent: 'change.reject', slots: { change } }
  return {
    intent: kind === 'reject' ? 'change.reject' : 'change.approve',
    slots: { change, verdict: VERDICT_OF[kind], round },
    slot: kind === 'conditions' ? 'conditions' : 'reason',
    prompt: changes.form[kind]({ change, isMeasured: isMeasurable(plan) }),
    choices: kind === 'reject' ? [{ value: changes.button.noReason, request }] : [],
  }
}
