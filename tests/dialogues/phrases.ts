import type { Meaning, Said } from './move.ts'

/** The world that people talk about. */
export const SERVICES = ['billionmail', 'payments'] as const
export const ENVIRONMENTS = ['staging', 'production'] as const
export const VERSIONS = ['v1.0.0', 'v1.1.0', 'v1.2.0', 'v1.3.0'] as const

/** `{service}` is filled with what is said in the order, `{beside.service}` with what stands in an aside. */
export interface Phrase {
  readonly text: string
  readonly change: 'deploy' | 'rollback'
}

export const REQUESTS: readonly Phrase[] = [
  { change: 'deploy', text: 'deploy {service} {ref} to {environment}' },
  { change: 'deploy', text: 'please deploy {service} {ref} to {environment}' },
  { change: 'deploy', text: 'ship {service} {ref} to {environment}' },
  { change: 'deploy', text: 'can you deploy {service} {ref} to {environment}?' },
  { change: 'deploy', text: 'deploy {service} to {environment}' },
  { change: 'deploy', text: 'deploy {service} {ref}' },
  { change: 'deploy', text: 'deploy {ref} to {environment}' },
  { change: 'deploy', text: 'deploy to {environment}' },
  { change: 'deploy', text: 'deploy it to {environment}' },
  { change: 'deploy', text: 'deploy it' },
  { change: 'deploy', text: 'we could do with {service} {ref} on {environment}' },
  { change: 'rollback', text: 'roll back {service} on {environment}' },
  { change: 'rollback', text: 'rollback {service} {environment}' },
  { change: 'rollback', text: 'roll back {environment}' },
  { change: 'rollback', text: 'roll back {service}' },
  { change: 'rollback', text: 'roll it back' },
]

/** A circumstance before the order. */
export const ASIDES: readonly Phrase[] = [
  {
    change: 'rollback',
    text: 'since the last release {beside.service} in {beside.environment} throws 500s, I want the old version back',
  },
  { change: 'rollback', text: '{beside.service} is broken on {beside.environment}, roll it back' },
  { change: 'deploy', text: '{beside.environment} has looked fine since noon, deploy {service} {ref}' },
  { change: 'deploy', text: '{beside.service} is live on {beside.environment} already, now deploy {service} {ref}' },
  { change: 'rollback', text: 'users of {beside.environment} complain, please roll back {service}' },
]

export const CORRECTIONS = [
  'no wait, {value}',
  'nope, {value} I meant',
  'nope, I meant {value}',
  'no, {value}',
  'sorry, I meant {value}',
  'wait, {value}',
  'actually {value}',
] as const

const PLAIN_YES = ['yes', 'Yes', 'yes.', 'yep', 'confirm', 'yes please', 'go ahead'] as const
/** In some lists and not in others. */
const OTHER_YES = ['sure', 'ok', 'do it', 'y', 'yeah', 'confirmed', 'yup', 'yes!', '👍', 'ship it'] as const

/** `{other}` is somebody else. */
const NEAR_YES = [
  'sure?',
  'ok?',
  'yes?',
  'confirm?',
  'go?',
  'yeah right',
  'jk yes',
  'yes /s',
  'go away',
  'go back',
  'go home',
  'go to bed',
  'go for lunch',
  'the answer is yes',
  'confirm the other one',
  'yes I saw it',
  'yes and no',
  'yes tomorrow',
  'not yes',
  'maybe yes',
  'I said yes yesterday',
  '{other} yes',
  'yes {other}',
  '{other} sure',
  '{other} ok do it',
  'yes, {other} told support about it',
] as const

const NO = ['no', 'No.', 'nope', 'no thanks', 'cancel', 'never mind'] as const

const CHATTER = [
  'thanks',
  'good morning',
  'hm',
  'one sec',
  'interesting',
  'haha',
  'I told support about this',
  '{other} did you see the graph?',
  '{other} lunch?',
  'the build was green yesterday',
  'we should talk about it at three',
  'why is it raining',
  '😂',
] as const

const READS: readonly { readonly text: string; readonly said?: Said }[] = [
  { text: 'status' },
  { text: 'help' },
  { text: 'what is running?' },
  { text: 'status of billionmail on staging', said: { service: 'billionmail', environment: 'staging' } },
  { text: 'status of payments on production', said: { service: 'payments', environment: 'production' } },
  { text: 'is billionmail healthy on production?', said: { service: 'billionmail', environment: 'production' } },
  { text: 'show me the last 3 deployments of payments', said: { service: 'payments' } },
]

interface Phrased {
  readonly text: string
  readonly means: Meaning
}

export const YES: readonly Phrased[] = [
  ...PLAIN_YES.map((text): Phrased => ({ text, means: { kind: 'yes', plain: true } })),
  ...OTHER_YES.map((text): Phrased => ({ text, means: { kind: 'yes', plain: false } })),
]
export const NOT_QUITE_YES = NEAR_YES.map((text): Phrased => ({ text, means: { kind: 'near yes' } }))
export const REFUSALS = NO.map((text): Phrased => ({ text, means: { kind: 'no' } }))
export const SMALL_TALK = CHATTER.map((text): Phrased => ({ text, means: { kind: 'chatter' } }))
export const QUESTIONS = READS.map(({ text, said = {} }): Phrased => ({ text, means: { kind: 'read', said } }))
