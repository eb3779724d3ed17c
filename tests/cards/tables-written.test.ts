import { expect, test } from 'vitest'
import { decode } from '../../notation/decode/decode.ts'
import { encode } from '../../notation/encode/encode.ts'
import { tablesWritten } from '../../src/cards/tables-written.ts'
import type { Card } from '../../src/domain/card.ts'

const card: Card = {
  tone: 'neutral',
  title: 'Deployments',
  blocks: [
    { kind: 'text', text: 'The last ones:' },
    {
      kind: 'table',
      columns: ['Task', 'Version', 'Version'],
      rows: [
        ['TASK-1', 'v1.0.0', ''],
        ['TASK-2', 'v1.1.0', 'v1.0.0\n@sum'],
        ['TASK-3', 'v1.2.0', 'v1.1.0'],
      ],
    },
  ],
}

test('with output switched to the notation a table is text that says the same, and the rest stays', () => {
  const written = tablesWritten(card, encode)
  const [text, table] = written.blocks
  expect([written.title, text]).toEqual([card.title, card.blocks[0]])
  if (table?.kind !== 'code') throw new Error('the table is still drawn')
  expect(decode(table.text)).toEqual([
    { Task: 'TASK-1', Version: 'v1.0.0', 'Version 3': '' },
    { Task: 'TASK-2', Version: 'v1.1.0', 'Version 3': 'v1.0.0\n@sum' },
    { Task: 'TASK-3', Version: 'v1.2.0', 'Version 3': 'v1.1.0' },
  ])
})
