import { create, type DescField, type DescMessage, type Message, ScalarType } from '@bufbuild/protobuf'
import fc, { type Arbitrary } from 'fast-check'

/** How deep messages go into each other. */
const DEEPEST = 3

/** Any message of a definition, often with what it may really hold. */
export function anyMessage(desc: DescMessage, known: readonly string[], depth = 0): Arbitrary<Message> {
  const members = desc.members.map((member): Arbitrary<readonly [string, unknown]> => {
    if (member.kind === 'field')
      return anyField(member, known, depth).map((value) => [member.localName, value] as const)
    const cases = member.fields.map((field) =>
      anyField(field, known, depth).map((value) => (value === undefined ? value : { case: field.localName, value })),
    )
    return fc.oneof(fc.constant(undefined), ...cases).map((value) => [member.localName, value] as const)
  })
  return fc
    .tuple(...members)
    .map((entries) => create(desc, Object.fromEntries(entries.filter(([, value]) => value !== undefined))))
}

function anyField(field: DescField, known: readonly string[], depth: number): Arbitrary<unknown> {
  switch (field.fieldKind) {
    case 'scalar':
      return fc.option(anyScalar(field.scalar, known), { nil: undefined })
    case 'enum':
      return fc.option(fc.integer({ min: -1, max: 9 }), { nil: undefined })
    case 'message':
      // A Struct is JSON here.
      if (field.message.typeName === 'google.protobuf.Struct')
        return fc.option(fc.dictionary(anyText(known), fc.oneof(anyText(known), fc.jsonValue())), { nil: undefined })
      if (depth >= DEEPEST) return fc.constant(undefined)
      return fc.option(anyMessage(field.message, known, depth + 1), { nil: undefined })
    case 'map':
      return fc.dictionary(anyText(known), anyText(known), { maxKeys: 5 })
    case 'list':
      return fc.constant([])
  }
}

function anyScalar(type: ScalarType, known: readonly string[]): Arbitrary<unknown> {
  switch (type) {
    case ScalarType.STRING:
      return anyText(known)
    case ScalarType.BOOL:
      return fc.boolean()
    case ScalarType.INT64:
      return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
    case ScalarType.INT32:
      return fc.oneof(fc.integer({ min: -2, max: 102 }), fc.integer())
    default:
      throw new Error(`no field of a request is of type ${ScalarType[type]} yet`)
  }
}

const anyText = (known: readonly string[]): Arbitrary<string> =>
  fc.oneof(fc.constantFrom('', ...known), fc.string({ unit: 'binary', maxLength: 600 }).map(withoutHalves))

/** Half a character is no text of protobuf. */
const withoutHalves = (text: string): string => text.toWellFormed()
