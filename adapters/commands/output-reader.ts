import { StringDecoder } from 'node:string_decoder'
import { saidOutputs } from '../../src/domain/workflows/said-outputs.ts'

/** The end is what people want to see. */
const END_CHARACTERS = 64 * 1024
/** A longer line is no output of a step. */
const LONGEST_LINE = 16 * 1024
const MOST_OUTPUTS = 32
const LONGEST_OUTPUT = 4_000

/** Keeps the end of what a command writes, and what it says of itself: `name=value`, or JSON objects, a line each. */
export interface OutputReader {
  write(chunk: Buffer, isStandard: boolean): void
  read(): { readonly tail: string; readonly outputs: Readonly<Record<string, string>> }
}

export function createOutputReader(): OutputReader {
  const decoder = new StringDecoder('utf8')
  const outputs = new Map<string, string>()
  let tail = ''
  let line = ''
  const take = (text: string): void => {
    const lines = `${line}${text}`.split('\n')
    line = (lines.pop() ?? '').slice(-LONGEST_LINE)
    for (const one of lines) for (const [name, value] of saidOutputs(one)) keep(outputs, name, value)
  }
  return {
    write(chunk, isStandard) {
      tail = `${tail}${chunk.toString('utf8')}`.slice(-END_CHARACTERS)
      if (isStandard) take(decoder.write(chunk))
    },
    read() {
      take(`${decoder.end()}\n`)
      return { tail, outputs: Object.fromEntries(outputs) }
    },
  }
}

function keep(outputs: Map<string, string>, name: string, value: string): void {
  if (outputs.size < MOST_OUTPUTS || outputs.has(name)) outputs.set(name, value.slice(0, LONGEST_OUTPUT))
}
