import { expect, test } from 'vitest'
import { decode } from '../../notation/decode/decode.ts'
import { createRedactor } from '../../src/domain/redact.ts'
import { messageCoder } from '../../src/llm/message-coder.ts'
import { promptEncoder } from '../../src/llm/prompt-encoder.ts'

const redact = createRedactor(['hunter2hunter2'])
const rows = Array.from({ length: 12 }, (_, index) => ({ id: `TASK-${index}`, service: 'billionmail', state: 'done' }))

test('a prompt is written in the notation with its legend, and as it would be in JSON', () => {
  const { content, asJson = '' } = promptEncoder({ input: true, redact }).write(
    (encode, legend) => `${legend}\nTasks:\n${encode(rows)}`,
  )
  expect(content).toContain('Data format:')
  expect(content).toContain('[12]: id service=billionmail state=done')
  expect(asJson).toBe(`\nTasks:\n${JSON.stringify(rows)}`)
})

test('switched off, it is JSON without a legend, and there is nothing to compare', () => {
  const prompts = promptEncoder({ input: false, redact })
  expect(prompts.write((encode, legend) => `${legend}${encode(rows)}`)).toEqual({ content: JSON.stringify(rows) })
  expect(prompts.legend).toBe('')
})

test('what a value says is what JSON would keep of it', () => {
  const value = { at: new Date('2026-11-25T04:00:00Z'), gone: undefined, list: [undefined, 1], ['__proto__']: 'x' }
  for (const input of [true, false]) {
    const text = promptEncoder({ input, redact }).encode({ ...value, rows })
    expect(JSON.stringify(decode(text))).toBe(JSON.stringify({ ...value, rows }))
  }
  expect(promptEncoder({ input: true, redact }).encode(undefined)).toBe('null')
})

test('secrets are gone before a table parts their names from them', () => {
  const people = [
    { name: 'ana', password: 'correct-horse', note: 'uses hunter2hunter2' },
    { name: 'ben', password: 'battery-staple', note: 'xoxb-1234567890-abcdef' },
  ]
  for (const input of [true, false]) {
    const { content, asJson = '' } = promptEncoder({ input, redact }).write((encode) => encode(people))
    expect(content + asJson).not.toMatch(/correct-horse|battery-staple|hunter2|xoxb-/)
    expect(content).toContain('ana')
  }
})

test('what exceeds the limits of the notation goes as JSON', () => {
  let deep: unknown = 'end'
  for (let depth = 0; depth < 300; depth++) deep = [deep]
  expect(promptEncoder({ input: true, redact }).encode(deep)).toBe(JSON.stringify(deep))
})

test('processes read each other, whichever way either of them writes', () => {
  for (const writer of [true, false])
    for (const reader of [true, false])
      expect(messageCoder({ internal: reader }).read(messageCoder({ internal: writer }).write(rows))).toEqual(rows)
  expect(messageCoder({ internal: true }).write(rows)).toMatch(/^@sum\n/)
})

test('a message that was damaged on its way is refused', () => {
  const text = messageCoder({ internal: true }).write(rows)
  expect(() => messageCoder({ internal: true }).read(text.replace('billionmail', 'billionmall'))).toThrow(/checksum/)
})
