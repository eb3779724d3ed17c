import { spawn } from 'node:child_process'
import type { RequestOptions } from 'node:https'
import type { KubeConfig, User } from '@kubernetes/client-node'
import { childEnvironment } from '../../process/child-environment.ts'
import { whyOf } from './one-line.ts'
import { KubernetesError } from './problem.ts'

/**
 * The library starts the program that a kubeconfig names for a credential with all the secrets of the bot in its environment,
 * and waits for it for ever. From here on such a program gets what any other gets, and what its `env` says.
 */
export function boundPrograms(config: KubeConfig, patienceMs: number): void {
  const { authenticators } = config as unknown as { readonly authenticators: readonly object[] }
  for (const authenticator of authenticators)
    if ('execFn' in authenticator)
      authenticator.execFn = (command: string, args: readonly string[] = []) =>
        startProgram(command, args, ownEnvironment(config.getCurrentUser()), patienceMs)
}

function startProgram(command: string, args: readonly string[], own: Record<string, string>, patienceMs: number) {
  // A group of its own, so that what it has started ends with it.
  const started = spawn(command, args, {
    env: childEnvironment(own),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const late = setTimeout(() => endGroup(started.pid), patienceMs)
  started.on('close', () => clearTimeout(late))
  return started
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

function ownEnvironment(user: User | null): Record<string, string> {
  const exec = user?.exec as { readonly env?: readonly { readonly name: string; readonly value: string }[] } | undefined
  return Object.fromEntries((exec?.env ?? []).map(({ name, value }) => [name, value]))
}

/** Adds the credential of the context to a request. @throws {KubernetesError} where there is none, or none in time. */
export async function addCredential(config: KubeConfig, options: RequestOptions, patienceMs: number): Promise<void> {
  const context = config.getCurrentContext()
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => late.reject(new KubernetesError({ kind: 'late-credential', context, seconds: patienceMs / 1_000 })),
    patienceMs,
  )
  try {
    await Promise.race([config.applyToHTTPSOptions(options), late.promise])
  } catch (error) {
    if (error instanceof KubernetesError) throw error
    throw new KubernetesError({ kind: 'no-credential', context, why: whyOf(error) }, { cause: error })
  } finally {
    clearTimeout(timer)
  }
}
