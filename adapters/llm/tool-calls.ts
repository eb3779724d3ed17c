import { randomUUID } from 'node:crypto'
import type { ToolCall, ToolOffer } from '../../src/ports/language-model.ts'

/** A part of a call as a stream brings it: the name comes first, the arguments in pieces of JSON text after it. */
export interface CallPart {
  readonly index?: number
  readonly id?: string
  readonly name?: string
  readonly input?: string
}

interface OpenCall {
  readonly id: string | undefined
  readonly name: string
  readonly input: string
}

/** Puts the parts of calls together. Parts of one call share an index; some servers leave it out or repeat it. */
export function createCallAssembly(): { add(part: CallPart): void; calls(): readonly ToolCall[] } {
  const open: OpenCall[] = []
  const placeOfIndex = new Map<number, number>()
  const placeFor = ({ index, id, name }: CallPart): number => {
    const known = index === undefined ? (name === undefined ? open.length - 1 : undefined) : placeOfIndex.get(index)
    const before = known === undefined ? undefined : open[known]
    const isAnother = before === undefined || (id !== undefined && before.id !== undefined && id !== before.id)
    const place = isAnother ? open.length : (known ?? 0)
    if (index !== undefined) placeOfIndex.set(index, place)
    return place
  }
  return {
    add(part) {
      const place = placeFor(part)
      const before = open[place] ?? { id: undefined, name: '', input: '' }
      const { id = before.id, name = '', input = '' } = part
      open[place] = { id, name: before.name + name, input: before.input + input }
    },
    calls: () => open.map(({ id, name, input }) => ({ id: id ?? newCallId(), name, input: inputFrom(input) })),
  }
}

/** Unique in its conversation, which may continue at another provider. */
export function newCallId(): string {
  return `call-${randomUUID()}`
}

/** What a model gave as arguments. A tool that takes none is called with no text at all by some servers. */
export function inputFrom(given: unknown): unknown {
  if (typeof given !== 'string') return given
  if (given.trim() === '') return {}
  try {
    return JSON.parse(given)
  } catch {
    return undefined
  }
}

/** A tool as both protocols write it. */
export interface OfferedFunction {
  readonly type: 'function'
  readonly function: {
    readonly name: string
    readonly description: string
    readonly parameters: Record<string, unknown>
  }
}

export function asFunction({ name, description, parameters }: ToolOffer): OfferedFunction {
  return { type: 'function', function: { name, description, parameters: { ...parameters } } }
}
