import { execa } from 'execa'
import { failed, ok, type Verdict } from './verdict.ts'

const ANSWER_MS = 10_000

/** Nobody sits there to type a password: what would ask fails. */
const UNATTENDED = { GIT_TERMINAL_PROMPT: '0', GIT_SSH_COMMAND: 'ssh -o BatchMode=yes' }

export async function probeGit(): Promise<Verdict> {
  const { failed: missing, stdout } = await execa('git', ['--version'], { reject: false, timeout: ANSWER_MS })
  return missing ? failed('git cannot be run.', 'Install it, and see that it is on PATH.') : ok(stdout)
}

/** Whether a path or URL is a repository that can be read and has a commit. @param access Variables that git is given. */
export async function probeRepository(
  repository: string,
  access: Readonly<Record<string, string>> = {},
): Promise<Verdict> {
  const asked = await execa('git', ['ls-remote', '--', repository, 'HEAD'], {
    reject: false,
    timeout: ANSWER_MS,
    stdin: 'ignore',
    env: { ...UNATTENDED, ...access },
  })
  if (asked.timedOut) return failed(`${repository} does not answer.`, 'Check the network and the address.')
  if (asked.failed)
    return failed(`${repository} cannot be read: ${firstLine(asked.stderr)}`, 'Check the path and who may read it.')
  if (asked.stdout === '') return failed(`${repository} has no commit yet.`, 'Commit something there first.')
  return ok(repository)
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? ''
}
