/** What a company does with the bot: a guess in round numbers, to be changed for another one. */
export interface Company {
  readonly people: number
  readonly questionsADay: number
  /** Each is a request, a press of Confirm, and the cards until it is live. */
  readonly deploymentsADay: number
  readonly workingDays: number
  /** Of a day's messages, how many come in its busiest hour. */
  readonly inBusiestHour: number
}

/** A third are engineers; each asks twice a working day and ships every fourth day. The others read along. */
export const COMPANY: Company = {
  people: 2_000,
  questionsADay: 1_400,
  deploymentsADay: 175,
  workingDays: 250,
  inBusiestHour: 0.2,
}
