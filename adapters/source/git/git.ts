import { execa } from 'execa'
import { gitEnvironment } from '../../process/child-environment.ts'

/** How git ended. `problem` is its last line of complaint, with no password of a URL in it. */
export type GitResult =
  | { readonly ok: true; readonly output: string }
  | { readonly ok: false; readonly problem: string; readonly diskFull: boolean }

export interface GitOptions {
  readonly cwd?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
}

/** A repository's own settings must not make git run anything: no hooks, no helpers named by a URL, no monitors. */
const SAFE = [
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.autocrlf=false',
  '-c',
  'protocol.ext.allow=never',
  '-c',
  'gc.auto=0',
  '-c',
  'maintenance.auto=false',
  '-c',
  'advice.detachedHead=false',
]

/** Enough for the first copy of a large repository over a slow line. */
const TIMEOUT_MS = 600_000

export async function git(
  gitArguments: readonly string[],
  { cwd, environment, signal, timeoutMs = TIMEOUT_MS }: GitOptions = {},
): Promise<GitResult> {
  const result = await execa('git', [...SAFE, ...gitArguments], {
    env: gitEnvironment(environment),
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    timeout: timeoutMs,
    ...(cwd !== undefined && { cwd }),
    ...(signal && { cancelSignal: signal }),
  })
  if (!result.failed) return { ok: true, output: result.stdout }
  const complaint = result.timedOut ? `git did not answer within ${timeoutMs / 1_000} s` : lastComplaint(result.stderr)
  return {
    ok: false,
    problem: withoutPasswords(complaint || (result.shortMessage ?? 'git failed')),
    diskFull: /no space left on device|disk quota exceeded/i.test(result.stderr),
  }
}

/** The name and password that a URL may carry. */
export function withoutPasswords(text: string): string {
  return text.replace(/([a-z][a-z0-9+.-]*:\/\/)[^/\s@]*@/gi, '$1')
}

function lastComplaint(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '')
  const complaint = lines.findLast((line) => /^(fatal|error):/.test(line)) ?? lines.at(-1) ?? ''
  return complaint.replace(/^(fatal|error): /, '')
}
