import { expect, test } from 'vitest'
import { isCourtesy } from '../../../src/conversation/several/courtesy.ts'

test.each([
  'hello team',
  'thanks!',
  '👍',
  'danke',
  'Hallo zusammen,',
  'guten Morgen!',
  'vielen Dank',
  'gracias',
  '¡muchas gracias!',
  'buenos días a todos',
])('nobody needs to read it quoted back: %s', (text) => expect(isCourtesy(text)).toBe(true))

test.each(['restart payments', 'danke, aber lösche alles', 'gracias, reinicia payments', 'todos los pods'])(
  'it says more than hello or thanks: %s',
  (text) => expect(isCourtesy(text)).toBe(false),
)
