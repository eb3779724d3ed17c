import { encode as encodeToon } from '@toon-format/toon'
import { stringify as encodeYaml } from 'yaml'
import { encode } from '../../notation/encode/encode.ts'

/** Every way of writing a value that is compared. */
export const FORMATS = {
  'JSON pretty': (value) => JSON.stringify(value, undefined, 2),
  'JSON compact': (value) => JSON.stringify(value),
  YAML: (value) => encodeYaml(value),
  TOON: (value) => encodeToon(value),
  prompt: (value) => encode(value),
  wire: (value) => encode(value, { profile: 'wire' }),
} satisfies Record<string, (value: unknown) => string>

export type FormatName = keyof typeof FORMATS
export const FORMAT_NAMES = Object.keys(FORMATS) as readonly FormatName[]
