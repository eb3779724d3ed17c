import { requestSentence } from '../capabilities/request-sentence.ts'
import { environmentStream } from '../domain/environment.ts'
import type { Form } from '../domain/form.ts'
import { isOpen, type Lock } from '../domain/gates/place-lock.ts'
import { personBehind } from '../domain/same-person.ts'
import type { ButtonPress, PressAnswer, ShowForm } from '../ports/chat-platform.ts'
import { correlationOf } from '../queries/correlation.ts'
import { nameOf } from '../queries/names.ts'
import { momentWords } from '../texts/moment-words.ts'
import type { Texts } from '../texts/texts.ts'
import { inTime, LOOK_AT_RIGHTS_MS } from './form.ts'
import type { ConversationParts } from './parts.ts'
import { outdated, refusePress } from './refuse-press.ts'
import type { SubmitRequest } from './submit-request.ts'

/**
 * Handles a press on the button of a lock as a request by whoever pressed: their rights apply. Whoever removes somebody else's
 * says why, in a window where there are any; elsewhere they are told how to say it.
 */
export async function requestUnlock(
  parts: Pick<ConversationParts, 'store' | 'clock' | 'settings' | 'permissions'>,
  press: ButtonPress,
  lock: Lock,
  submit: SubmitRequest,
  texts: Texts,
  showForm: ShowForm | undefined,
): Promise<PressAnswer> {
  const { people = [] } = parts.settings
  const isOthers = personBehind(lock.by, people) !== personBehind(press.by, people)
  const mayRemove =
    showForm && isOthers && isOpen(lock)
      ? ((await inTime(parts.clock, LOOK_AT_RIGHTS_MS, mayApproveThere(parts, press, lock))) ?? true)
      : false
  if (mayRemove && (await showForm?.(reasonForm(lock, await nameOf(parts.store, lock.by), parts.settings, texts))))
    return {}
  return submitUnlock(parts, press, lock, submit, texts)
}

/** Asks for it as if they had written it. @param reason Why, where it is the lock of somebody else. */
export async function submitUnlock(
  parts: Pick<ConversationParts, 'store' | 'clock'>,
  press: ButtonPress,
  { places }: Lock,
  submit: SubmitRequest,
  texts: Texts,
  reason?: string,
): Promise<PressAnswer> {
  const [place, ...others] = places.filter(({ ended }) => !ended)
  if (!place) return refusePress(parts, press, outdated(texts.gates.lock.alreadyEnded))
  const { service, environment } = place
  const request = { intent: 'deploy.unlock', slots: { service, ...(others.length === 0 && { environment }) } }
  const correlationId = await correlationOf(parts.store, environmentStream(service, environment))
  const asked = requestSentence(request, texts)
  const text = reason === undefined ? asked : texts.gates.lock.form.said({ request: asked, reason })
  await submit(press, { text, request, correlationId })
  return {}
}

/** Whoever may not is told so in the thread, as to any request. */
async function mayApproveThere(
  { permissions }: Pick<ConversationParts, 'permissions'>,
  { by: user, groups = [] }: ButtonPress,
  { places }: Lock,
): Promise<boolean> {
  const open = places.filter(({ ended }) => !ended)
  const rights = open.map(({ service, environment }) =>
    permissions.decide({ user, groups }, { intent: 'change.approve', effect: 'danger', service, environment }),
  )
  return (await Promise.all(rights)).some(({ kind }) => kind === 'allowed')
}

function reasonForm(
  { button, places, expiresAt }: Lock,
  by: string,
  settings: ConversationParts['settings'],
  { gates, changes, formats }: Texts,
): Form {
  const { form } = gates.lock
  const open = places.filter(({ ended }) => !ended)
  const service = open[0]?.service ?? ''
  const until = momentWords(expiresAt, settings.gates.timeZone)
  return {
    id: button,
    title: gates.lock.unlock,
    note: form.note({ by, service, places: formats.allOf(open.map(({ environment }) => environment)), until }),
    field: { label: form.label, required: true },
    send: gates.lock.unlock,
    close: changes.form.window.close,
  }
}
