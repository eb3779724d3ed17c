import { dirname, resolve } from 'node:path'
import type { z } from 'zod'
import type { Config } from '../../../../config/config.ts'
import type { ConfigProblem } from '../../../../config/problem.ts'
import { readSource } from '../../../../config/read-config.ts'
import type { Path, Source } from '../../../../config/source.ts'
import type { ReadWorkflows } from '../../../../config/workflow-files/read-folder.ts'
import { nameOfFile, readWorkflow } from '../../../../config/workflow-files/read-workflow.ts'
import { CI_SYSTEMS } from '../../../domain/ci-run.ts'
import type { WorkflowDefinition } from '../../../domain/workflows/definition.ts'
import { namesIn } from '../../wiring/own-workflows.ts'
import { nameProblems } from './name-problems.ts'
import { rehearsalConfig } from './rehearsal-config.ts'
import { type Transcript, transcriptSchema } from './transcript.ts'

/** A transcript that can be played. */
export interface Script {
  readonly file: string
  readonly transcript: Transcript
  readonly config: Config
  readonly workflows: readonly WorkflowDefinition[]
  /** The line that a part of it starts on. */
  lineOf(path: Path): number | undefined
}

export type ScriptReading =
  | { readonly kind: 'script'; readonly script: Script }
  /** Never empty: everything that is wrong with the file. */
  | { readonly kind: 'problems'; readonly problems: readonly ConfigProblem[] }

/** @param configFile Played with this configuration when the transcript has none of its own. */
export function readTranscript(file: string, configFile?: string): ScriptReading {
  const source = readSource(file)
  if (source.problems.length > 0) return { kind: 'problems', problems: source.problems }
  const parsed = transcriptSchema.safeParse(source.value)
  if (!parsed.success) return { kind: 'problems', problems: shapeProblems(parsed.error, source) }

  const transcript = parsed.data
  const isOwn = Object.keys(transcript.config).length > 0
  const reading =
    isOwn || configFile === undefined
      ? rehearsalConfig(source, transcript.config, dirname(file))
      : rehearsalConfig(source, configFile, process.cwd())
  if (reading.kind === 'problems') return reading

  const problems = nameProblems(transcript, reading.config).map(({ path, problem, remedy }) => ({
    ...source.locate(path),
    key: path.map(String).join('.'),
    problem,
    remedy,
  }))
  if (problems.length > 0) return { kind: 'problems', problems }
  const own = ownWorkflows(transcript, reading.config, source, dirname(file))
  if (own.problems.length > 0) return { kind: 'problems', problems: own.problems }
  const lineOf = (path: Path): number | undefined => source.locate(path).line
  const workflows = own.definitions
  return { kind: 'script', script: { file, transcript, config: reading.config, workflows, lineOf } }
}

/** Workflows that a transcript holds itself or names the files of, checked against its own names and roles. */
function ownWorkflows(
  { workflows, workflowFiles, people }: Transcript,
  config: Config,
  source: Source,
  folder: string,
): ReadWorkflows {
  const names = namesIn(config, [])
  const held = Object.values(people).flatMap(({ roles }) => roles)
  // The systems of a rehearsal are made up, and need no account.
  const known = { ...names, ci: CI_SYSTEMS, heldRoles: [...names.heldRoles, ...held] }
  const inline = Object.entries(workflows).map(([id, value]) =>
    readWorkflow({ value, problems: [], locate: (path) => source.locate(['workflows', id, ...path]) }, id, known),
  )
  const files = workflowFiles.map((name) => {
    const path = resolve(folder, name)
    return readWorkflow(readSource(path), nameOfFile(path), known)
  })
  const readings = [...inline, ...files]
  const definitions = readings.flatMap((one) => (one.kind === 'workflow' ? [one.definition] : []))
  const problems = readings.flatMap((one) => (one.kind === 'problems' ? one.problems : []))
  return { definitions, problems }
}

const REMEDY = 'docs/rehearsing.md shows what a transcript may hold.'

function shapeProblems(error: z.ZodError, source: Source): readonly ConfigProblem[] {
  return error.issues.flatMap(found).map(({ path, message }) => ({
    ...source.locate(path),
    key: path.map(String).join('.'),
    problem: message.replace('Invalid input: ', ''),
    remedy: REMEDY,
  }))
}

interface Found {
  readonly path: Path
  readonly message: string
}

function found(issue: z.core.$ZodIssue): readonly Found[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, message: issue.message }]
  return issue.keys.map((key) => ({ path: [...issue.path, key], message: 'unknown key' }))
}
