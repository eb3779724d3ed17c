import type { UserId } from './ids.ts'

/** Who has taken something over, oldest first: they count as having asked for it, and the last is told how it ends. */
export interface TakenOver {
  readonly takenBy?: readonly UserId[]
}

export const takenBy = (before: TakenOver, user: UserId): Required<TakenOver> => ({
  takenBy: [...(before.takenBy ?? []), user],
})

/** Who has it now. */
export const holderOf = ({ by, takenBy: takers }: TakenOver & { readonly by: UserId }): UserId => takers?.at(-1) ?? by
