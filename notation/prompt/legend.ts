import type { Profile } from '../encode/context.ts'

const PROMPT = `Data format: "key: value" or "key=value", indent = nesting. k[N]: columns = table, N rows follow, cells split by spaces; k{N}: same, each row starts with its key.
Column marks: c=v same in all rows; c? may be missing (-), c?=v missing means v; c/2 two words; c* remaining words; c_ spaces as _; c[] comma list; c[a b] cell counts sub-rows below. +n (or column c+) = n s (d: days) after @base. .5 = 0.5.`

const WIRE = `c<x y> codes a=x b=y; c~1=v counts up; c^ difference to row above; c^d seconds after d; c~d~e seconds from d to e (~~ ms); c%<"t"> template, words fill *.`

/** The shortest explanation a model needs to read what \`encode\` writes. */
export function legend(profile: Profile): string {
  return profile === 'prompt' ? PROMPT : `${PROMPT}\n${WIRE}`
}
