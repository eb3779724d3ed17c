/** What services run by: each is a kind of target that a configuration can choose. */
export const TARGET_KINDS = ['local', 'inventory', 'command', 'kubernetes', 'github-actions'] as const
export type TargetKind = (typeof TARGET_KINDS)[number]

/** What can be asked of what runs, where its target can do it. Every target deploys. */
export const ABILITIES = ['restart', 'scale', 'logs'] as const
export type Ability = (typeof ABILITIES)[number]
