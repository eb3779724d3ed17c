import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { connected } from '../simulators/slack/connected.ts'
import type { Kind } from '../simulators/slack/delivery.ts'

interface Recorded {
  readonly type: string
}

async function recorded(file: string): Promise<Record<string, Recorded>> {
  const path = new URL(`../fixtures/slack/${file}.json`, import.meta.url)
  const all: Record<string, unknown> = JSON.parse(await readFile(path, 'utf8'))
  return Object.fromEntries(Object.entries(all).filter(isPayload))
}

function isPayload(entry: [string, unknown]): entry is [string, Recorded] {
  const kinds = ['event_callback', 'block_actions']
  const [, value] = entry
  return typeof value === 'object' && value !== null && 'type' in value && kinds.includes(String(value.type))
}

/** The bot of the recordings has another id; every mention of it is one of ours, and so is the workspace. */
function ours(payload: Recorded): object {
  return JSON.parse(
    JSON.stringify(payload)
      .replace(/U00FAKEBOT0\d/g, 'U0SHIPMATE')
      .replace(/T00FAKE00\w\w/g, 'T1'),
  )
}

async function replay(file: string) {
  const { slack, inbox } = await connected('http')
  for (const [name, payload] of Object.entries(await recorded(file))) {
    const kind: Kind = payload.type === 'event_callback' ? 'events_api' : 'interactive'
    expect(await slack.deliver(kind, ours(payload)), name).toMatchObject({ acknowledged: true, tries: 1 })
  }
  return {
    messages: inbox.messages.map(({ addressed, thread, text }) => [addressed, thread, text]),
    presses: inbox.presses.map(({ button, thread }) => [button, thread]),
  }
}

test('a mention and a press on a message in its thread', async () => {
  expect(await replay('channel-slack')).toEqual({
    messages: [['mention', 'slack:C00FAKECHAN1:1771287144.743569', 'Hey']],
    presses: [['channel-post', 'slack:C00FAKECHAN1:1771287144.743569']],
  })
})

test('a mention, words in its thread, and a direct message', async () => {
  expect(await replay('dm-slack')).toEqual({
    messages: [
      ['mention', 'slack:C00FAKECHAN1:1767376988.871629', 'Hey'],
      ['overheard', 'slack:C00FAKECHAN1:1767376988.871629', 'DM me'],
      ['direct', 'slack:D0A5319PS02', 'Hey!'],
    ],
    presses: [],
  })
})

test('a mention that comes only as a message', async () => {
  expect((await replay('slack')).messages).toEqual([
    ['mention', 'slack:C00FAKECHAN1:1767224888.280449', 'Hey'],
    ['overheard', 'slack:C00FAKECHAN1:1767224888.280449', 'Hi'],
  ])
})

test('reactions, menus and radio buttons are acknowledged and left alone', async () => {
  expect(await replay('actions-reactions-slack')).toEqual({
    messages: [['mention', 'slack:C00FAKECHAN1:1767326125.870439', 'Test']],
    presses: [['info', 'slack:C00FAKECHAN1:1767326125.870439']],
  })
})

test.each(['modals-slack', 'streaming-slack'])('everything in %s is acknowledged', async (file) => {
  const { messages } = await replay(file)
  expect(messages.length).toBeGreaterThan(0)
})
