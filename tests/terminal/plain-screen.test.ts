import { PassThrough } from 'node:stream'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { connectTerminal } from '../../adapters/chat/terminal/terminal-chat.ts'
import { card, offering, RecordingInbox, settled } from './chat-at-terminal.ts'

const THREAD = { kind: 'thread', thread: 'terminal:main' } as const

function startThroughPipe(more: { isTTY?: boolean; env?: Record<string, string> } = {}) {
  const input = new PassThrough()
  const output = Object.assign(new PassThrough(), { isTTY: more.isTTY ?? false })
  const inbox = new RecordingInbox()
  let left = 0
  let written = ''
  output.on('data', (chunk: Buffer) => {
    written += chunk.toString()
  })
  const onLeave = (): void => {
    left += 1
  }
  const chat = connectTerminal(
    {
      input,
      output,
      user: 'terminal:you',
      services: [],
      starters: [],
      tries: ['help'],
      dataDir: '.shipmate',
      choiceFile: '/nowhere/terminal-choices',
      env: more.env ?? {},
      onLeave,
    },
    inbox,
    pino({ enabled: false }),
  )
  return { input, output, inbox, chat, left: () => left, written: () => written }
}

test('lines from a pipe are messages, and the end of the pipe is leaving', async () => {
  const { input, inbox, left, written } = startThroughPipe()
  input.end('status\nhelp\n')
  await settled()
  expect(inbox.texts()).toEqual(['status', 'help'])
  expect(left()).toBe(1)
  expect(written()).toContain('you › status\n\nyou › help\n\n')
})

test('edits are new lines, and only when something changed', async () => {
  const { chat, written } = startThroughPipe()
  const message = await chat.post(THREAD, card('Building', { tone: 'progress' }), { key: 'a', mayExist: true })
  await chat.edit(message, card('Building', { tone: 'progress' }))
  await chat.edit(message, card('Starting', { tone: 'progress' }))
  await settled()
  expect(written().slice(written().indexOf('┃'))).toBe('┃ Building\n\n┃ Starting\n\n')
})

test('a card of what is over is not written again when it changes', async () => {
  const { chat, written } = startThroughPipe()
  const live = await chat.post(THREAD, card('v1.3.0 is live', { tone: 'success' }), { key: 'a', mayExist: false })
  await chat.edit(live, card('v1.3.0 was live'))
  const plan = await chat.post(THREAD, offering('Deploy?', 'Confirm'), { key: 'b', mayExist: false })
  await chat.edit(plan, card('Deploy: cancelled'))
  await settled()
  expect(written().slice(written().indexOf('┃'))).toBe(
    '┃ v1.3.0 is live\n\n┃ Deploy?\n┃ [1] Confirm\n\n┃ Deploy: cancelled\n\n',
  )
})

test('no escape code is written to a pipe, whatever cards hold', async () => {
  const { chat, written } = startThroughPipe()
  await chat.post(THREAD, offering('Deploy\u001b[2J?', 'Yes'), { key: 'a', mayExist: false })
  await settled()
  expect(written()).toContain('Deploy␛[2J?')
  expect(written()).not.toContain('\u001b')
})

test('colours are as the person has asked for them', async () => {
  const colours = async (isTTY: boolean, env: Record<string, string>): Promise<boolean> => {
    const { written } = startThroughPipe({ isTTY, env })
    await settled()
    return written().includes('\u001b[36m')
  }
  expect(await colours(true, {})).toBe(true)
  expect(await colours(true, { NO_COLOR: '1' })).toBe(false)
  expect(await colours(true, { TERM: 'dumb' })).toBe(false)
  expect(await colours(false, {})).toBe(false)
  expect(await colours(false, { FORCE_COLOR: '1' })).toBe(true)
  expect(await colours(true, { FORCE_COLOR: '0' })).toBe(false)
})

test('when nobody reads the output any more, that is leaving', async () => {
  const { output, left } = startThroughPipe()
  output.destroy(new Error('EPIPE'))
  await settled()
  expect(left()).toBe(1)
})
