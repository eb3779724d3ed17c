import { expect, test } from 'vitest'
import { createRecent } from '../../adapters/chat/recent.ts'

test('what was kept longest ago is forgotten first, and keeping it again makes it the newest', () => {
  const recent = createRecent<string, number>(2)
  recent.keep('a', 1)
  recent.keep('b', 2)
  recent.keep('a', 3)
  recent.keep('c', 4)
  expect(['a', 'b', 'c'].map(recent.get)).toEqual([3, undefined, 4])
  expect([recent.forget('c'), recent.forget('c'), recent.get('c')]).toEqual([true, false, undefined])
})
