import type { Installation } from './installation.ts'

/**
 * A name of another workspace, with that one: `Ana (@ana, dock)`, `@ops (dock)`. The unique name in it is unique in its
 * workspace only, so that else two people would be named alike. Names that people choose hold no brackets.
 */
export function calledIn(name: string, workspace: string): string {
  return name.endsWith(')') ? `${name.slice(0, -1)}, ${workspace})` : `${name} (${workspace})`
}

/** `dock` of `https://dock.slack.com/`: Slack gives it once, while its people call a workspace whatever they like. */
export function workspaceName({ site, address = '' }: Pick<Installation, 'site' | 'address'>): string {
  return URL.parse(address)?.hostname.replace(/\.slack\.com$/, '') || site
}
