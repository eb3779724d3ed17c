import * as z from 'zod'
import { plainLog, shortenedLine } from '../../../src/domain/plain-log.ts'
import type { Health, Release } from '../../../src/domain/release.ts'
import type { Scale } from '../../../src/domain/scale.ts'
import type { Redact } from '../../process/log-tail.ts'
import type { CommandPlace } from './command-place.ts'
import type { PlaceNotes } from './place-notes.ts'

/** What a status command may say of itself, as one line of JSON; more is ignored. */
const saidSchema = z.object({
  health: z.enum(['healthy', 'unhealthy', 'nothing-deployed']).optional(),
  version: z.string().min(1).max(200).optional(),
  sha: z
    .string()
    .regex(/^[0-9a-f]{7,64}$/)
    .optional(),
  /** Since when it serves. */
  since: z.iso.datetime({ offset: true }).optional(),
  /** What is wrong, or how it is. */
  sentence: z.string().max(500).optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  /** How many instances there are to be, and how many of them serve. */
  count: z.int().min(0).max(100_000).optional(),
  ready: z.int().min(0).max(100_000).optional(),
})
type Said = z.output<typeof saidSchema>

export interface StatusAnswer {
  readonly health: Health
  /** Whether it named the version itself. */
  readonly isNamed: boolean
  readonly scale?: Scale
}

const LONGEST_SENTENCE = 300

/** The last line that is one; `version` and a health that is not known make no difference to the others. */
function saidIn(out: string): Said {
  const objects = out.split('\n').flatMap((line) => {
    if (!line.trimStart().startsWith('{')) return []
    try {
      const parsed = saidSchema.safeParse(JSON.parse(line))
      return parsed.success ? [parsed.data] : []
    } catch {
      return []
    }
  })
  return objects.at(-1) ?? {}
}

/** What a status command that has ended says: by its exit code, and by what it wrote. */
export function statusAnswer(
  place: CommandPlace,
  { deployed }: PlaceNotes,
  { exitCode, out, err }: { readonly exitCode: number; readonly out: string; readonly err: string },
  redact: Redact,
): StatusAnswer {
  const said = saidIn(out)
  const state = said.health ?? (exitCode === 0 ? 'healthy' : 'unhealthy')
  const url = said.url ?? place.url
  const release = releaseOf(said, deployed?.release)
  const isNamed = said.version !== undefined || said.sha !== undefined
  return {
    health: { ...(url !== undefined && { url }), ...healthOf() },
    isNamed,
    ...(said.count !== undefined && {
      scale: { count: said.count, ...(said.ready !== undefined && { ready: said.ready }) },
    }),
  }

  function healthOf(): Health {
    if (state === 'nothing-deployed') return { state }
    if (!release) {
      const sentence = 'Its status command names no version, and nothing was deployed there from here yet.'
      return { state: 'unknown', sentence }
    }
    const since = said.since === undefined ? undefined : new Date(said.since).toISOString()
    if (state === 'healthy') return { state, release, since: since ?? deployed?.at ?? new Date().toISOString() }
    return { state, release, sentence: complaintOf(said, { exitCode, out, err }, redact) }
  }
}

/** As the last deployment called it, where it is that one. */
function releaseOf({ version, sha }: Said, deployed: Release | undefined): Release | undefined {
  if (version === undefined && sha === undefined) return deployed
  const isDeployed =
    deployed !== undefined &&
    (sha === undefined
      ? deployed.version === version || (version !== undefined && isCommit(version) && deployed.sha.startsWith(version))
      : deployed.sha.startsWith(sha))
  if (isDeployed) return deployed
  return { version: version ?? String(sha).slice(0, 7), sha: sha ?? String(version) }
}

function isCommit(text: string): boolean {
  return /^[0-9a-f]{7,64}$/.test(text)
}

function complaintOf(
  { sentence }: Said,
  { exitCode, out, err }: { readonly exitCode: number; readonly out: string; readonly err: string },
  redact: Redact,
): string {
  const last = (text: string): string | undefined =>
    plainLog(text)
      .split('\n')
      .findLast((line) => line.trim() !== '')
  const said = sentence ?? last(err) ?? last(out)
  if (said === undefined) return `Its status command ended with exit code ${exitCode}.`
  return shortenedLine(redact(said.trim()), LONGEST_SENTENCE)
}
