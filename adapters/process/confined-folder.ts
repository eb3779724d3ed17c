import { chmod, rm } from 'node:fs/promises'
import { execa } from 'execa'
import type { Confinement } from './confinement.ts'

const OWNER_ONLY = 0o700

/** Gives a folder that nobody uses yet, and everything in it, to whoever runs what is in there. */
export async function handOver(folder: string, confinement: Confinement): Promise<void> {
  if (confinement.kind !== 'own-user') return
  await chmod(folder, OWNER_ONLY)
  await execa('chown', ['-hR', `${confinement.uid}:${confinement.gid}`, '--', folder])
}

/** Removes a folder that was handed over. */
export async function removeTree(folder: string, confinement: Confinement): Promise<void> {
  // Root deletes what another user may be changing meanwhile: unlike ours, the system's own rm cannot be led elsewhere.
  if (confinement.kind === 'own-user') await execa('rm', ['-rf', '--', folder])
  else await rm(folder, { recursive: true, force: true })
}
