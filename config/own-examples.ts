import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Frame, readFrames } from '../intents/model/example-file.ts'
import type { ConfigProblem } from './problem.ts'

/** What the team's own example files say, and everything that is wrong with them. */
export interface OwnExamples {
  readonly frames: readonly Frame[]
  readonly problems: readonly ConfigProblem[]
}

const NONE: OwnExamples = { frames: [], problems: [] }

/** @param path A file, or a folder of files in YAML; absolute. @param place Where the configuration names it. */
export function readOwnExamples(path: string, place: Pick<ConfigProblem, 'file' | 'line' | 'key'>): OwnExamples {
  const unusable = (problem: string): OwnExamples => ({
    ...NONE,
    problems: [{ ...place, problem, remedy: 'Name a file of examples, or a folder of such files (.yaml).' }],
  })
  try {
    const files = filesIn(path)
    if (files.length === 0) return unusable(`${path} contains no example files`)
    const read = files.map(readFile)
    return {
      frames: read.flatMap(({ frames }) => frames),
      problems: read.flatMap(({ problems }) => problems),
    }
  } catch (cause) {
    return unusable(`${path} cannot be read (${cause instanceof Error ? cause.message : String(cause)})`)
  }
}

function filesIn(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .map((file) => join(path, file))
}

function readFile(file: string): OwnExamples {
  const text = readFileSync(file, 'utf8')
  try {
    return { frames: readFrames(text, file), problems: [] }
  } catch (error) {
    const lines = error instanceof Error ? error.message.split('\n') : [String(error)]
    return { frames: [], problems: lines.map((line) => problemFrom(line, file)) }
  }
}

/** The reader of examples says `file:line: problem`, a line for each. */
function problemFrom(said: string, file: string): ConfigProblem {
  const [, line, problem = said] = /:(\d+): (.*)$/.exec(said) ?? []
  return {
    file,
    ...(line !== undefined && { line: Number(line) }),
    key: '',
    problem,
    remedy: 'intents/catalog.yaml lists the intents and slots; docs/configuration.md shows how to write examples.',
  }
}
