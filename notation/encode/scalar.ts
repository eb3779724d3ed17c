import { writeOffset } from '../shared/base-time.ts'
import type { Scalar } from '../shared/json.ts'
import { writeNumber } from '../shared/numbers.ts'
import { quote } from '../shared/quoting.ts'
import type { EncodeContext } from './context.ts'

/** One value of no parts; text stands bare only where the place allows it. */
export function writeScalar(value: Scalar, isBare: (text: string) => boolean, context: EncodeContext): string {
  if (typeof value === 'string') return writeText(value, isBare, context)
  return typeof value === 'number' ? writeNumber(value) : String(value)
}

function writeText(text: string, isBare: (text: string) => boolean, { base }: EncodeContext): string {
  const offset = base === undefined ? undefined : writeOffset(base, text)
  return offset ?? (isBare(text) ? text : quote(text))
}
