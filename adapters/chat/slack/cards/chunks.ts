/** The same in the same order, in lists of at most `size`. */
export function chunksOf<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  const count = all.length === 0 ? 0 : Math.ceil(all.length / size)
  return Array.from({ length: count }, (_, index) => all.slice(index * size, (index + 1) * size))
}
