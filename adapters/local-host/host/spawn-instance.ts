import { spawn } from 'node:child_process'
import { closeSync, fchownSync, openSync } from 'node:fs'
import { confinedEnvironment } from '../../process/child-environment.ts'
import { type Confinement, confined } from '../../process/confinement.ts'
import { identifyProcess, type ProcessIdentity } from '../../process/process-identity.ts'
import type { Instance } from './host-protocol.ts'

/** Holds the path of its log in the environment of every instance, so that one whose start was never noted is found. */
export const INSTANCE_MARK = 'SHIPMATE_INSTANCE'

/** Those that were started before there was a choice. */
const UNCONFINED: Confinement = { kind: 'none' }

/**
 * Starts an instance as the leader of its own process group. It writes its log file itself, so it keeps running without
 * us. Undefined when it could not be started or has ended already; `ended` then says how.
 */
export function spawnInstance(
  instance: Instance,
  port: number,
  ended: (how: string) => void,
): ProcessIdentity | undefined {
  const [file, ...commandArguments] = instance.command
  if (file === undefined) return undefined
  const { confinement = UNCONFINED } = instance
  const command = confined(file, commandArguments, confinement)
  const log = openSync(instance.log, 'a', 0o600)
  try {
    // A program that opens its standard output once more, by its name in /dev, must own it.
    if (confinement.kind === 'own-user') fchownSync(log, confinement.uid, confinement.gid)
    const child = spawn(command.file, command.args, {
      ...command.options,
      cwd: instance.folder,
      detached: true,
      stdio: ['ignore', log, log],
      env: instanceEnvironment(instance, confinement, port),
    })
    child.once('error', (error) => ended(`could not be started: ${error.message}`))
    child.once('exit', (code, signal) => ended(signal ? `was ended by ${signal}` : `ended with exit code ${code}`))
    return child.pid === undefined ? undefined : identifyProcess(child.pid)
  } finally {
    closeSync(log)
  }
}

function instanceEnvironment(instance: Instance, confinement: Confinement, port: number): Record<string, string> {
  return confinedEnvironment(confinement, {
    ...instance.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    SHIPMATE_SERVICE: instance.service,
    SHIPMATE_ENVIRONMENT: instance.environment,
    SHIPMATE_VERSION: instance.release.version,
    SHIPMATE_COMMIT: instance.release.sha,
    [INSTANCE_MARK]: instance.log,
  })
}
