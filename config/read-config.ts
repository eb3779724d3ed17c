import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { accessProblems } from './access-problems.ts'
import { announcementProblems } from './announcement-problems.ts'
import { approvalProblems } from './approval-problems.ts'
import { ciAccountProblems, ciBuildProblems } from './ci-problems.ts'
import { codeEventProblems } from './code-event-problems.ts'
import type { Config } from './config.ts'
import { confirmProblems } from './confirm-problems.ts'
import { gatesProblems } from './gates-problems.ts'
import { withHostSecrets } from './host-secrets.ts'
import { interpolate } from './interpolate.ts'
import { mcpProblems } from './mcp-problems.ts'
import { nameProblems, placeProblems, portProblems } from './name-problems.ts'
import { type Outline, outlineOf } from './outline.ts'
import { overlayVariables } from './overlay.ts'
import { type OwnExamples, readOwnExamples } from './own-examples.ts'
import type { ConfigProblem } from './problem.ts'
import { withNewNames } from './renamed.ts'
import { policyProblems, ringProblems } from './ring-problems.ts'
import { type Settings, settingsSchema } from './schema.ts'
import { type PathProblem, placed, schemaProblems } from './schema-problems.ts'
import { slackInstallProblems } from './slack-install-problems.ts'
import { readYaml, type Source } from './source.ts'
import { sourceProblems } from './source-problems.ts'
import { targetProblems } from './targets/target-problems.ts'
import { telemetryProblems } from './telemetry-problems.ts'
import { toConfig } from './to-config.ts'
import { DATA_DIR_VARIABLE, type Environment, FILE_VARIABLE, VARIABLES } from './variables.ts'
import { withoutValues } from './without-values.ts'

/** Read when no other file is named, if it is there. */
const DEFAULT_FILE = 'shipmate.yaml'

export interface ConfigOrigin {
  readonly env: Environment
  /** As given by `--config`; goes before the environment variable and the default. */
  readonly file?: string | undefined
  readonly cwd: string
}

export type ConfigReading =
  | { readonly kind: 'config'; readonly config: Config }
  /** Never empty: everything that is wrong, in one go. */
  | { readonly kind: 'problems'; readonly problems: readonly ConfigProblem[] }

/** Reads the configuration file, if there is one, and the environment variables, which go before it. */
export function readConfig({ env, file, cwd }: ConfigOrigin): ConfigReading {
  const path = findFile(env, file, cwd)
  return checkConfig(path === undefined ? NO_FILE : readSource(path), { env, file: path, cwd })
}

/**
 * The same with nothing but `dataDir` in it: for a command that needs only the folder, so that it works where tokens are
 * not set, or where another part of the file is wrong.
 */
export function readDataDir({ env, file, cwd }: ConfigOrigin): ConfigReading {
  const path = findFile(env, file, cwd)
  const source = path === undefined ? NO_FILE : readSource(path)
  const { dataDir } = z.looseObject({ dataDir: z.unknown().optional() }).catch({}).parse(source.value)
  const others = VARIABLES.map(({ name }) => name).filter((name) => name !== DATA_DIR_VARIABLE)
  const ownEnv = Object.fromEntries(Object.entries(env).filter(([name]) => !others.includes(name)))
  return checkConfig({ ...source, value: dataDir === undefined ? {} : { dataDir } }, { env: ownEnv, file: path, cwd })
}

/** The same for settings that were read already, wherever they come from. */
export function checkConfig(source: Source, { env, file, cwd }: ConfigOrigin): ConfigReading {
  if (source.problems.length > 0) return { kind: 'problems', problems: firstOf(source.problems) }

  const filled = interpolate(source, env)
  const { value: written, placeOf } = overlayVariables(filled.value, env)
  const renamed = withNewNames(written)
  const { notices } = renamed
  const named = withHostSecrets(renamed.value, source.value, (path) => placeOf(path) !== undefined)
  const { value } = named
  const parsed = settingsSchema.safeParse(value)
  const found = [
    ...(parsed.success ? [] : schemaProblems(parsed.error, value)),
    ...named.problems,
    ...crossProblems(value),
  ]
  const problems = [
    ...filled.problems.map(({ path: _, ...problem }) => problem),
    // What holds an unset variable is wrong for that reason; a second one would only confuse.
    ...firstAtEachPath(
      found,
      filled.problems.map((problem) => problem.path),
    )
      .map((problem) => withoutValues(problem, filled.names))
      .map((problem) => placed(problem, placeOf(problem.path) ?? source.locate(problem.path))),
  ]
  if (!parsed.success) return { kind: 'problems', problems: firstOf(problems.sort(byLine)) }
  const own = ownExamples(parsed.data, source, file === undefined ? cwd : dirname(file))
  if (problems.length + own.problems.length > 0)
    return { kind: 'problems', problems: firstOf([...problems.sort(byLine), ...own.problems]) }
  const examples = own.frames
  return { kind: 'config', config: toConfig(parsed.data, { file, cwd, secrets: filled.secrets, examples, notices }) }
}

function ownExamples({ understanding }: Settings, source: Source, folder: string): OwnExamples {
  const read = understanding.examples.map((path, index) => {
    const place = { ...source.locate(['understanding', 'examples', index]), key: 'understanding.examples' }
    return readOwnExamples(resolve(folder, path), place)
  })
  return { frames: read.flatMap(({ frames }) => frames), problems: read.flatMap(({ problems }) => problems) }
}

const NO_FILE: Source = { value: {}, problems: [], locate: () => ({}) }

function findFile(env: Environment, file: string | undefined, cwd: string): string | undefined {
  const named = file ?? (env[FILE_VARIABLE] || undefined)
  if (named !== undefined) return resolve(cwd, named)
  const usual = resolve(cwd, DEFAULT_FILE)
  return existsSync(usual) ? usual : undefined
}

/** @returns a source whose problem says so when the file cannot be read. */
export function readSource(path: string): Source {
  try {
    return readYaml(readFileSync(path, 'utf8'), path)
  } catch (cause) {
    const problem = `cannot be read (${cause instanceof Error ? cause.message : String(cause)})`
    return { ...NO_FILE, problems: [{ file: path, key: '', problem, remedy: 'Check the path and who may read it.' }] }
  }
}

/** What is only wrong in view of something else. */
function crossProblems(value: unknown): readonly PathProblem[] {
  const outline = outlineOf(value)
  return [
    nameProblems,
    portProblems,
    placeProblems,
    targetProblems,
    sourceProblems,
    telemetryProblems,
    policyProblems,
    ringProblems,
    accessProblems,
    approvalProblems,
    slackProblems,
    slackInstallProblems,
    confirmProblems,
    gatesProblems,
    announcementProblems,
    codeEventProblems,
    ciAccountProblems,
    ciBuildProblems,
    mcpProblems,
  ].flatMap((check) => check(outline))
}

function firstAtEachPath(
  problems: readonly PathProblem[],
  reported: readonly PathProblem['path'][],
): readonly PathProblem[] {
  const seen = new Set(reported.map((path) => path.join('\n')))
  return problems.filter(({ path }) => {
    const key = path.join('\n')
    return !seen.has(key) && seen.add(key)
  })
}

/** More than anybody fixes in one go. */
const PROBLEMS_TOLD = 50

/** The first of them, and how many more there are. */
function firstOf(problems: readonly ConfigProblem[]): readonly ConfigProblem[] {
  const more = problems.length - PROBLEMS_TOLD
  if (more <= 0) return problems
  const rest = { key: '', problem: `and ${more.toLocaleString('en')} more`, remedy: 'Fix these first.' }
  return [...problems.slice(0, PROBLEMS_TOLD), rest]
}

const byLine = (a: ConfigProblem, b: ConfigProblem): number => (a.line ?? 0) - (b.line ?? 0)

/** Slack takes a bot token and one of two ways to hear from it. */
function slackProblems({ slack }: Outline): readonly PathProblem[] {
  if (slack === undefined) return []
  const { botToken, appToken, signingSecret } = slack
  if (botToken === '') {
    return [{ path: ['slack', 'botToken'], problem: 'is missing', remedy: 'Set SLACK_BOT_TOKEN to the xoxb-… token.' }]
  }
  if (botToken.startsWith('xapp-')) {
    return [{ path: ['slack', 'botToken'], problem: 'is an app-level token', remedy: 'Swap it with appToken.' }]
  }
  if (appToken !== '' || signingSecret !== '') return []
  const remedy = 'Set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).'
  return [{ path: ['slack'], problem: 'has no way to receive messages from Slack', remedy }]
}
