import { DiscordAPIError } from 'discord.js'
import { expect, test } from 'vitest'
import { createSendInForm } from '../../adapters/chat/discord/outgoing/form-taken.ts'
import type { MessageForm } from '../../adapters/chat/discord/outgoing/message-forms.ts'
import { renderCard } from '../support/cards-in-discord.ts'

const CARD = renderCard({ tone: 'neutral', blocks: [{ kind: 'text', text: 'Done.' }] })

/** Takes only classic messages, and answers everything else so. */
function server(status: number, code: number) {
  const tried: string[] = []
  const send = async (form: MessageForm): Promise<void> => {
    tried.push('flags' in form ? 'components' : 'classic')
    const request = { files: undefined, body: undefined }
    if ('flags' in form) throw new DiscordAPIError({ code, message: 'no' }, code, status, 'POST', '/', request)
  }
  return { tried, send }
}

test.each([
  ['Discord', true, ['components', 'classic', 'components', 'classic']],
  ['a compatible server', false, ['components', 'classic', 'classic']],
])('what %s refuses goes as a classic message', async (_, isDiscord, tried) => {
  const refusing = server(400, 50035)
  const inForm = createSendInForm(isDiscord)
  await inForm(CARD, refusing.send)
  await inForm(CARD, refusing.send)
  expect(refusing.tried).toEqual(tried)
})

test.each([
  [403, 50013],
  [400, 50083],
  [500, 0],
])('an error %i with the code %i is no matter of the form', async (status, code) => {
  const failing = server(status, code)
  await expect(createSendInForm(false)(CARD, failing.send)).rejects.toMatchObject({ status, code })
  expect(failing.tried).toEqual(['components'])
})
