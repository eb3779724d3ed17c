/**
 * How a person belongs to where the bot is at home, which is one Slack workspace and the Discord servers that are named.
 * A guest is let in by a member for some channels; a stranger belongs elsewhere.
 */
export type Standing = 'member' | 'guest' | 'stranger'
