import fc from 'fast-check'

/** One way of damaging a text. Places are shares of its length. */
export type Mutation =
  | { readonly kind: 'cut'; readonly from: number; readonly length: number }
  | { readonly kind: 'insert'; readonly at: number; readonly text: string }
  | { readonly kind: 'replace'; readonly at: number; readonly text: string }
  | { readonly kind: 'truncate'; readonly at: number }
  | { readonly kind: 'swap-lines'; readonly at: number }
  | { readonly kind: 'drop-line'; readonly at: number }

const place = fc.double({ min: 0, max: 1, noNaN: true })
const piece = fc.oneof(
  fc.constantFrom(' ', '\n', '0', '1', 'a', '"', '-', '[', '}', '=', ':', '@', '\nrole: admin'),
  fc.string(),
)

export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), from: place, length: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: fc.constant('insert' as const), at: place, text: piece }),
  fc.record({ kind: fc.constant('replace' as const), at: place, text: piece }),
  fc.record({ kind: fc.constant('truncate' as const), at: place }),
  fc.record({ kind: fc.constant('swap-lines' as const), at: place }),
  fc.record({ kind: fc.constant('drop-line' as const), at: place }),
)

export function mutate(text: string, change: Mutation): string {
  const index = (share: number, length = text.length): number => Math.floor(share * length)
  const lines = text.split('\n')
  switch (change.kind) {
    case 'cut':
      return text.slice(0, index(change.from)) + text.slice(index(change.from) + change.length)
    case 'insert':
      return text.slice(0, index(change.at)) + change.text + text.slice(index(change.at))
    case 'replace':
      return text.slice(0, index(change.at)) + change.text + text.slice(index(change.at) + change.text.length)
    case 'truncate':
      return text.slice(0, index(change.at))
    case 'swap-lines': {
      const [one = '', ...rest] = lines.splice(index(change.at, lines.length), 2)
      lines.splice(index(change.at, lines.length), 0, ...rest, one)
      return lines.join('\n')
    }
    case 'drop-line':
      return lines.toSpliced(index(change.at, lines.length), 1).join('\n')
  }
}
