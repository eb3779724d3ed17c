import { join } from 'node:path'
import type { ServiceId } from '../../../src/domain/ids.ts'
import type { Checkout, Source } from '../../../src/ports/source.ts'
import { type GitAccess, gitAccessVariables } from '../../process/git-access.ts'
import { createCheckout } from './checkout.ts'
import { createMirror, type Mirror } from './mirror.ts'
import { createSource } from './source.ts'

/** A service whose source is in a git repository. */
export interface GitService {
  readonly id: ServiceId
  /** An absolute path of a git repository, or its URL. Only commits ship: uncommitted changes stay where they are. */
  readonly repository: string
  /** What it is read with; left out, with what the user of the bot may read. */
  readonly source?: GitAccess
}

/** Where the key of a service is written, since ssh takes it from a file alone. */
export function keyFileOf(mirrors: string, service: ServiceId): string {
  return join(mirrors, 'keys', service)
}

/** Reads the repositories of services, each through a mirror in this folder. */
export function createGitSource(mirrors: string, services: readonly GitService[]): Source & Checkout {
  const byService = new Map(
    services.map(({ id, repository, source }) => {
      const access = source && gitAccessVariables(repository, source, keyFileOf(mirrors, id))
      return [id, createMirror({ service: id, repository, folder: join(mirrors, `${id}.git`), access })]
    }),
  )
  const mirrorOf = (service: ServiceId): Mirror | undefined => byService.get(service)
  return { ...createSource(mirrorOf), ...createCheckout(mirrorOf) }
}
