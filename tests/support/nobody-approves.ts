import type { Permissions } from '../../src/access/permissions.ts'

/** Permissions of a place where nobody is asked for an approval. */
export const NOBODY_APPROVES = {
  approvalStanding: async ({ user }) => ({
    person: user,
    roles: [],
    hasRight: false,
    mayBreakGlass: false,
    inDoubt: false,
  }),
  approvers: async () => ({ people: [], others: [], votes: [] }),
  glassBreakers: async () => ({ people: [], others: [] }),
} satisfies Partial<Permissions>
