import type { InstallationStore, SealedInstallation } from '../../src/ports/installation-store.ts'
import type { Queryable } from './pool.ts'
import type { Schema } from './schema.ts'

export function createInstallations(database: Queryable, { name }: Schema): InstallationStore {
  const table = `${name}.chat_installation`
  return {
    async find(site) {
      const { rows } = await database.query<Row>(
        `SELECT site, team, sealed, sealed_with, installed_at FROM ${table} WHERE site = $1`,
        [site],
      )
      return rows[0] && installationFrom(rows[0])
    },
    async put({ site, team, sealed, key, installedAt }) {
      const { rowCount } = await database.query(
        `INSERT INTO ${table} AS kept (site, team, sealed, sealed_with, installed_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (site) DO UPDATE SET team = excluded.team, sealed = excluded.sealed,
           sealed_with = excluded.sealed_with, installed_at = excluded.installed_at
         WHERE excluded.team IN (kept.team, kept.site)`,
        [site, team, sealed, key, installedAt.toISOString()],
      )
      return rowCount === 1
    },
    async reseal(before, { sealed, key }) {
      await database.query(`UPDATE ${table} SET sealed = $3, sealed_with = $4 WHERE site = $1 AND sealed = $2`, [
        before.site,
        before.sealed,
        sealed,
        key,
      ])
    },
    async remove(site, installedUntil) {
      const { rowCount } = await database.query(`DELETE FROM ${table} WHERE site = $1 AND installed_at <= $2`, [
        site,
        installedUntil.toISOString(),
      ])
      return rowCount === 1
    },
  }
}

interface Row {
  readonly site: string
  readonly team: string
  readonly sealed: string
  readonly sealed_with: string
  readonly installed_at: Date
}

const installationFrom = ({ sealed_with: key, installed_at: installedAt, ...row }: Row): SealedInstallation => ({
  ...row,
  key,
  installedAt,
})
