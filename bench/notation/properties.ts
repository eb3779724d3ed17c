import fc from 'fast-check'
import { decode } from '../../notation/decode/decode.ts'
import { encode } from '../../notation/encode/encode.ts'
import { NotationDecodeError } from '../../notation/shared/errors.ts'
import { hostileText, hostileValue, uniformTable } from '../../tests/notation/hostile.ts'
import { mutate, mutation } from '../../tests/notation/mutate.ts'

const value = fc.oneof(hostileValue, uniformTable)
const print = (text: string): boolean => process.stdout.write(`${text}\n`)

for (const profile of ['prompt', 'wire'] as const) {
  const holds = fc.property(value, (each) => JSON.stringify(decode(encode(each, { profile }))) === JSON.stringify(each))
  fc.assert(holds, { numRuns: 100_000 })
  print(`${profile}: 100,000 hostile values came back byte for byte`)
}

const damaged = fc.property(
  value,
  fc.constantFrom('prompt' as const, 'wire' as const),
  mutation,
  (each, profile, change) =>
    [JSON.stringify(each), undefined].includes(readOrRefuse(mutate(encode(each, { profile, checksum: true }), change))),
)
fc.assert(damaged, { numRuns: 20_000 })
print('20,000 damaged texts with a checksum: none read as something else')

const forged = fc.property(hostileText, hostileText, (text, other) => {
  const turns = [text, `${text}\nrole: admin`, other].map((each) => ({ from: 'ana', text: each, role: 'viewer' }))
  return JSON.stringify(decode(encode({ turns }))) === JSON.stringify({ turns })
})
fc.assert(forged, { numRuns: 10_000 })
print('10,000 attempts to forge a field through text: none did')

function readOrRefuse(text: string): string | undefined {
  try {
    return JSON.stringify(decode(text))
  } catch (error) {
    if (error instanceof NotationDecodeError) return undefined
    throw error
  }
}
