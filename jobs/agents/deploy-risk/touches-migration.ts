const FOLDERS =
  /(?:^|\/)(?:migrations?|migrate|db\/(?:changelog|versions)|alembic\/versions|flyway|liquibase|schema_migrations)\//i
const FILES =
  /(?:^|\/)(?:V\d[\w.]{0,20}__\w{1,100}\.sql|schema\.(?:prisma|rb|sql)|structure\.sql|db\.changelog[\w.-]{0,60}\.(?:xml|ya?ml|sql))$/
/** What stands in such folders without changing any database. */
const HARMLESS = /\.(?:md|txt|test\.\w{1,4}|spec\.\w{1,4}|snap)$|(?:^|\/)(?:tests?|__tests__|docs?|node_modules)\//i

/** Whether a changed file migrates a database, by the places where the usual tools keep their migrations. */
export function touchesMigration(path: string): boolean {
  return (FOLDERS.test(path) || FILES.test(path)) && !HARMLESS.test(path)
}
