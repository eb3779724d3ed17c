import type { PostingLimit, PostingLimits } from '../../../../src/ports/posting-limits.ts'
import { siteOf } from '../workspaces/qualified.ts'

/**
 * What Slack publishes, kept with a margin: in no minute more than the limit, the burst included.
 * https://docs.slack.dev/apis/web-api/rate-limits
 */

/** `chat.postMessage`: one message a second in a channel; "short bursts" of more are allowed. */
const POSTS_IN_CHANNEL: PostingLimit = { of: ['post'], per: 'channel', perMinute: 60, burst: 4, reserve: 2 }

/** `chat.postMessage`, all channels of a workspace together: "several hundred messages per minute". */
const POSTS_IN_WORKSPACE: PostingLimit = { of: ['post'], per: 'workspace', perMinute: 240, burst: 40, reserve: 15 }

/** `chat.update` is of tier 3, more than 50 a minute in a workspace, shared by all messages. */
const EDITS_IN_WORKSPACE: PostingLimit = { of: ['edit'], per: 'workspace', perMinute: 40, burst: 10, reserve: 4 }

/** The first two parts of the id: `slack:C1` of `slack:C1:1700.1`; a person for what goes to them directly. */
function channelOf(place: string): string {
  return place.split(':').slice(0, 2).join(':')
}

/** Slack counts the calls of an app in each workspace apart. */
function workspaceOf(place: string): string {
  const site = siteOf(place)
  return site === undefined ? 'slack' : `slack:${site}`
}

export const SLACK_POSTING_LIMITS: PostingLimits = {
  limits: [POSTS_IN_CHANNEL, POSTS_IN_WORKSPACE, EDITS_IN_WORKSPACE],
  channelOf,
  workspaceOf,
}

/** Another server than Slack's says itself, by its refusals, what is too fast for it. */
export const UNPUBLISHED: PostingLimits = { limits: [], channelOf, workspaceOf }

export const slackPostingLimits = (apiUrl: string | undefined): PostingLimits =>
  apiUrl === undefined ? SLACK_POSTING_LIMITS : UNPUBLISHED
