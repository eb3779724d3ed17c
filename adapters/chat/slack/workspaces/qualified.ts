const PREFIX = 'slack:'

/** `slack:T2.U1` of `slack:U1` in the installed workspace T2. Ids of the home workspace have none such. */
export function qualified(id: string, site: string): string {
  return `${PREFIX}${site}.${id.slice(PREFIX.length)}`
}

/** Of which installed workspace or organisation an id is; undefined for one of the home workspace. */
export function siteOf(id: string): string | undefined {
  return /^slack:([TE][A-Z0-9]+)\./.exec(id)?.[1] ?? /^slack:team:([TE][A-Z0-9]+)$/.exec(id)?.[1]
}

/** The id as that workspace itself has it; undefined for one of another. */
export function ownId(id: string, site: string): string | undefined {
  const before = `${PREFIX}${site}.`
  return id.startsWith(before) ? PREFIX + id.slice(before.length) : undefined
}

/** All members of an installed workspace, as a group that may be given rights: `slack:team:T2`. */
export function everybodyIn(site: string): string {
  return `${PREFIX}team:${site}`
}
