import { type EntityFinder, findAll } from './entity.ts'
import { NUMBER, numberOf } from './numbers.ts'

const UNIT = `(?:s|m|h|d|w|sec|secs|seconds?|min|mins|minutes?|hrs?|hours?|days?|weeks?|months?|years?)`
const COUNTED = `(?:replicas?|instances?|pods?|copies|nodes?|lines?|entries|log lines?|deployments?|deploys?|releases?|rollouts?|builds?|results?)`

const AFTER_RANK = new RegExp(
  String.raw`\b(?:last|latest|past|previous|recent|most recent|newest|top|first|tail|count|limit) (${NUMBER})\b(?! ?${UNIT}\b)`,
  'gi',
)
const BEFORE_RANK = new RegExp(String.raw`\b(${NUMBER}) (?:most recent|latest|last|newest|recent|previous)\b`, 'gi')
const BEFORE_NOUN = new RegExp(String.raw`\b(${NUMBER}) ${COUNTED}\b`, 'gi')
const AFTER_TO = new RegExp(String.raw`\b(?:to|at) (${NUMBER})(?! ?${UNIT}\b)(?=$|[\s,!?;)]|\.(?:\s|$))`, 'gi')
const SHORT_FLAG = /(?<=^|\s)-n ?(\d{1,6})\b/gi

/** How many: `last 5`, `top three`, `3 replicas`, `scale to 4`. */
export const findCounts: EntityFinder = ({ text }) =>
  [AFTER_RANK, BEFORE_RANK, BEFORE_NOUN, AFTER_TO, SHORT_FLAG].flatMap((pattern) =>
    findAll(text, pattern, 'count', ([, typed]) => numberOf(typed ?? '')),
  )
