import type { UserId } from './ids.ts'

/** Who acts over HTTP: a program by its token, or a person. Rights, audit and four eyes go by `user`. */
export type Principal =
  | {
      readonly kind: 'token'
      readonly user: UserId
      readonly token: string
      /** It may look and ask, and nothing starts without a person. */
      readonly proposes: boolean
    }
  | {
      readonly kind: 'person'
      readonly user: UserId
      /** `login`: a session of the console. `jwt`: what an issuer that is trusted has signed. */
      readonly by: 'login' | 'jwt'
      /** Until when, ISO 8601 in UTC. */
      readonly expiresAt: string
    }
