import { type ApiToken, userOfToken } from '../domain/api-token.ts'
import type { AccessPolicy, Role } from './policy.ts'

/**
 * What a token may: its roles within its scope, and nothing that is given to everybody. A role of the policy that has
 * become smaller since makes the token smaller, too.
 */
export function policyOfToken({ roles }: AccessPolicy, { token, name, scope }: ApiToken): AccessPolicy {
  const given = roles.filter((role) => scope.roles.includes(role.name))
  return {
    roles: given.map((role) => narrowed(role, scope)),
    members: [{ who: { kind: 'user', user: userOfToken(token) }, name, roles: given.map((role) => role.name) }],
  }
}

/** What somebody may through a token of their own: what they may at that moment, and of it what its scope leaves. */
export function policyWithin({ roles, members }: AccessPolicy, { scope }: ApiToken): AccessPolicy {
  const left = scope.roles.length === 0 ? roles : roles.filter((role) => scope.roles.includes(role.name))
  return { roles: left.map((role) => narrowed(role, scope)), members }
}

/** What an invalid token may. */
export const NOTHING: AccessPolicy = { roles: [], members: [] }

function narrowed(role: Role, { services, environments }: ApiToken['scope']): Role {
  const limits = { services: both(role.services, services), environments: both(role.environments, environments) }
  return {
    name: role.name,
    may: role.may,
    ...(limits.services && { services: limits.services }),
    ...(limits.environments && { environments: limits.environments }),
  }
}

function both(one: readonly string[] | undefined, other: readonly string[] | undefined): readonly string[] | undefined {
  return one && other ? one.filter((id) => other.includes(id)) : (one ?? other)
}
