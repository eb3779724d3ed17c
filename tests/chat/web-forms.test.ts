import { expect, test } from 'vitest'
import { createConversation } from '../../adapters/chat/web/conversation.ts'
import type { Form } from '../../src/domain/form.ts'
import type { ButtonPress, Inbox, SentForm } from '../../src/ports/chat-platform.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { NoSessionError } from '../../src/ports/web-conversation.ts'
import type { WebSessions } from '../../src/ports/web-sessions.ts'

const SESSION = '00000000-0000-4000-8000-000000000001'
const FORM: Form = {
  ...{ id: 'reject-1', title: 'Reject CHG-1', note: 'Nothing starts.', send: 'Reject', close: 'Back' },
  field: { label: 'Reason', required: false },
}

/** The web chat, before a bot whose buttons open a form. */
function webChat() {
  const pressed: ButtonPress[] = []
  const sent: SentForm[] = []
  const inbox: Pick<Inbox, 'press' | 'form'> = {
    async press(press, showForm) {
      pressed.push(press)
      return (await showForm?.(FORM)) ? {} : { notice: 'I ask in the conversation.' }
    },
    async form(form) {
      sent.push(form)
      return form.text === '' ? { problem: 'Write a reason.' } : { notice: 'Rejected.' }
    },
  }
  const sessions: Pick<WebSessions, 'get'> = {
    get: async (id) => (id === SESSION ? { id, owner: 'web:ana', openedAt: '2026-11-30T10:00:00Z' } : undefined),
  }
  const conversation = createConversation({
    ...{ sessions: sessions as WebSessions, inbox: inbox as Inbox, clock: systemClock, heard: () => {} },
    redact: (text) => text,
    ...{ written: { tell() {}, listen: () => () => {}, stop() {} }, write: async () => true },
  })
  return { conversation, pressed, sent }
}

test('a press opens its form for whoever draws forms, and asks in words for whoever does not', async () => {
  const { conversation } = webChat()
  expect(await conversation.press('web:ana', SESSION, { button: 'b', forms: true })).toEqual({ form: FORM })
  expect(await conversation.press('web:ana', SESSION, { button: 'b', forms: false })).toEqual({
    notice: 'I ask in the conversation.',
  })
})

test('a form is sent under the name of its press, once however often it comes, and told what is wrong with it', async () => {
  const { conversation, sent } = webChat()
  const form = { form: FORM.id, text: 'not today' }
  expect(await conversation.sendForm('web:ana', SESSION, form, 'key-1')).toEqual({ notice: 'Rejected.' })
  await conversation.sendForm('web:ana', SESSION, form, 'key-1')
  expect(sent[0]).toMatchObject({ ...form, by: 'web:ana', thread: `web:${SESSION}` })
  expect(sent[0]?.keys).toEqual(sent[1]?.keys)
  expect(await conversation.sendForm('web:ana', SESSION, { ...form, text: '' })).toEqual({ problem: 'Write a reason.' })
})

test("nobody presses or sends anything in another's conversation", async () => {
  const { conversation, pressed, sent } = webChat()
  const press = conversation.press('web:ben', SESSION, { button: 'b', forms: true })
  await expect(press).rejects.toBeInstanceOf(NoSessionError)
  const form = conversation.sendForm('web:ben', SESSION, { form: FORM.id, text: 'x' })
  await expect(form).rejects.toBeInstanceOf(NoSessionError)
  expect([pressed, sent]).toEqual([[], []])
})
