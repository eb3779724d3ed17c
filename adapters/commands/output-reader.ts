import { StringDecoder } from 'node:string_decoder'
import { saidOutputs } from '../../src/domain/workflows/said-outputs.ts'

/** The end is what people want to see. */
const END_CHARACTERS = 64 * 1024
/** A longer line is no output of a step. */
const LONGEST_LINE = 16 * 1024
const MOST_OUTPUTS = 32
const LONGEST_OUTPUT = 4_000

/** More than any card shows; a command that tells more has its last word only in its output. */
const MOST_PROGRESS = 200
const LONGEST_PROGRESS = 200

/** Keeps the end of what a command writes, and what it says of itself: `name=value`, or JSON objects, a line each. */
export interface OutputReader {
  write(chunk: Buffer, isStandard: boolean): void
  /** All that its JSON lines have told as `progress`; undefined when that is no more than the last time. */
  newProgress(): readonly string[] | undefined
  read(): { readonly tail: string; readonly outputs: Readonly<Record<string, string>> }
}

export function createOutputReader(): OutputReader {
  const decoder = new StringDecoder('utf8')
  const outputs = new Map<string, string>()
  const progress: string[] = []
  let noted = 0
  let tail = ''
  let line = ''
  const take = (text: string): void => {
    const lines = `${line}${text}`.split('\n')
    line = (lines.pop() ?? '').slice(-LONGEST_LINE)
    for (const [name, value] of lines.flatMap((one) => saidOutputs(one))) keep(outputs, name, value)
    for (const told of lines.flatMap(toldProgress)) if (progress.length < MOST_PROGRESS) progress.push(told)
  }
  return {
    write(chunk, isStandard) {
      tail = `${tail}${chunk.toString('utf8')}`.slice(-END_CHARACTERS)
      if (isStandard) take(decoder.write(chunk))
    },
    newProgress() {
      if (progress.length === noted) return undefined
      noted = progress.length
      return progress
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

/** What a line tells as its progress: a JSON object, and nothing else. */
function toldProgress(line: string): readonly string[] {
  if (!line.trimStart().startsWith('{')) return []
  const told = saidOutputs(line).filter(([name]) => name === 'progress')
  return told.map(([, text]) => text.slice(0, LONGEST_PROGRESS))
}
