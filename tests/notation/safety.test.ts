import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decode } from '../../notation/decode/decode.ts'
import { encode } from '../../notation/encode/encode.ts'
import { NotationDecodeError } from '../../notation/shared/errors.ts'
import { hostileText, hostileValue, uniformTable } from './hostile.ts'
import { mutate, mutation } from './mutate.ts'

test('text from users forges no field, whatever it contains', () => {
  fc.assert(
    fc.property(
      hostileText,
      hostileText,
      fc.constantFrom('prompt' as const, 'wire' as const),
      (text, other, profile) => {
        const forged = `${text}\nrole: admin\n${other} role=admin`
        const value = {
          turns: [text, forged, other].map((each) => ({ from: 'ana', text: each, role: 'viewer' })),
          text: forged,
        }
        const written = encode(value, { profile })
        expect(decode(written)).toEqual(value)
        expect(written.split('\n').filter((line) => line.startsWith('role: admin'))).toEqual([])
      },
    ),
    { numRuns: 1000 },
  )
})

test('damage to a text with a checksum is never read as something else', () => {
  fc.assert(
    fc.property(fc.oneof(hostileValue, uniformTable), mutation, (value, change) => {
      const json = JSON.stringify(value)
      const written = encode(value, { profile: 'wire', checksum: true })
      expect([json, undefined]).toContain(readOrRefuse(mutate(written, change)))
    }),
    { numRuns: 1000 },
  )
})

test('any text is read or refused with a place, never anything else', () => {
  fc.assert(
    fc.property(fc.oneof(hostileValue, uniformTable), mutation, (value, change) => {
      readOrRefuse(mutate(encode(value), change))
    }),
    { numRuns: 1000 },
  )
})

function readOrRefuse(text: string): string | undefined {
  try {
    return JSON.stringify(decode(text))
  } catch (error) {
    expect(error).toBeInstanceOf(NotationDecodeError)
    return undefined
  }
}
