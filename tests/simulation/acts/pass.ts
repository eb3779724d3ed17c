import type { World } from '../world/world.ts'

/** The clock jumps; whoever wanted to be called meanwhile is called then. */
export async function jump({ clock, settle }: World, ms: number): Promise<void> {
  // No decision falls into two moments.
  await settle()
  clock.moveTo(new Date(clock.now().getTime() + ms))
  await settle()
}

/** Time passes, and nobody is called late. */
export async function pass(world: World, ms: number): Promise<void> {
  const { clock, settle } = world
  await settle()
  const until = new Date(clock.now().getTime() + ms)
  for (let next = clock.next(); next && next <= until; next = clock.next()) {
    clock.moveTo(next)
    await settle()
  }
  clock.moveTo(until)
  await settle()
}
