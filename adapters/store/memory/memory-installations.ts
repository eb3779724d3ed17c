import type { InstallationStore, SealedInstallation } from '../../../src/ports/installation-store.ts'

/** Installations in this process alone, forgotten when it ends. */
export function createMemoryInstallations(): InstallationStore {
  const kept = new Map<string, SealedInstallation>()
  return {
    find: async (site) => kept.get(site),
    async put(installation) {
      const { site, team } = installation
      const before = kept.get(site)
      if (before && team !== before.team && team !== site) return false
      kept.set(site, installation)
      return true
    },
    async reseal(before, after) {
      const now = kept.get(before.site)
      if (now?.sealed === before.sealed) kept.set(before.site, { ...now, ...after })
    },
    async remove(site, installedUntil) {
      const there = kept.get(site)
      return there !== undefined && there.installedAt <= installedUntil && kept.delete(site)
    },
  }
}
