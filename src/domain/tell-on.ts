/** Of which end of a task others are told; where it is absent, of any. */
export type TellOn = 'success' | 'failure'
