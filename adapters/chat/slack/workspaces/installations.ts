import type { InstallationStore, SealedInstallation } from '../../../../src/ports/installation-store.ts'
import { type Installation, installation } from './installation.ts'
import type { Sealing } from './sealing.ts'

/** Where the bot was installed, readable. */
export interface Installations {
  find(site: string): Promise<Installation | undefined>
  /** False when another workspace of the same organisation has the bot already. */
  keep(given: Installation, at: Date): Promise<boolean>
  remove(site: string, installedUntil: Date): Promise<boolean>
}

/** Seals what it keeps, and seals again what was sealed with an older key. */
export function createInstallations(store: InstallationStore, sealing: Sealing): Installations {
  return {
    async find(site) {
      const kept = await store.find(site)
      if (!kept) return undefined
      const text = sealing.open(kept, aboutOf(kept))
      if (sealing.isOld(kept)) await store.reseal(kept, sealing.seal(text, aboutOf(kept)))
      return installation.parse(JSON.parse(text))
    },
    async keep(given, at) {
      const { site, team } = given
      const sealed = sealing.seal(JSON.stringify(given), aboutOf(given))
      return store.put({ site, team, installedAt: at, ...sealed })
    },
    remove: (site, installedUntil) => store.remove(site, installedUntil),
  }
}

/** The row that it belongs in, so that none can be put in the place of another. */
function aboutOf({ site, team }: Pick<SealedInstallation, 'site' | 'team'>): string {
  return `slack:${site}:${team}`
}
