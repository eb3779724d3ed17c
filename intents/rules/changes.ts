import { command, question, type Rule } from './rule.ts'

/** "CHG-44: declined": the change stands by itself before the word for it. */
function decided(intent: string, verdict: RegExp): Rule {
  return {
    intent,
    confidence: 0.96,
    matches: ({ reading: { clauses } }) =>
      clauses.some(({ frame, mood, divider }, at) => {
        const isVerdict = mood === 'plain' && divider !== '' && verdict.test(frame)
        return isVerdict && /^(?:and |for |on )*_change_$/.test(clauses[at - 1]?.frame ?? '')
      }),
  }
}

export const changeRules: readonly Rule[] = [
  command(
    'change.submit',
    0.96,
    /^(?:submit|request|send|file|raise|open|put|create|ask|get|seek|make|need|want|i need|i want|we need|propose|change submit)\b.*\b(?:approval|approved|sign-?off|change request|a change|change for|for review|cab)\b/,
    /_change_|\bpending\b|^open (?:change requests|approvals)|^get (?:approvals|change requests)|\bwho\b|\blist\b/,
  ),
  command(
    'change.submit',
    0.93,
    /^submit\b.*(?:_service_|_environment_|deploy|deployment|release|change|it\b|this\b|that\b)/,
    /review of|_pr_/,
  ),
  question(
    'change.list',
    0.93,
    /\b(?:approvals|change requests?|changes)\b/,
    /_change_|_number_|^(?:submit|request|approve|reject|file|raise|create)\b|\bwould\b|\bsince\b|going out|unreleased|ship\b|between|deployed|who (?:can|may)|^(?:can|may) (?:i|we) approve\b|commits?|not (?:yet )?(?:in|on)/,
  ),
  question(
    'change.list',
    0.93,
    /\b(?:waiting|awaiting|pending|needs?|need|require|requires|wait|waits|for)\b.*\b(?:approval|approved|approving|sign-?off)\b|\b(?:to|can i|should i|need to|must i) approve\b(?! (?:_change_|deploy|_environment_|_service_|prod))|\bapproval queue\b/,
    /_change_|^(?:submit|request|send|get|ask)\b|who can|allowed|deployed for|^(?:can|may) (?:i|we) approve\b/,
  ),
  question(
    'change.show',
    0.95,
    /_change_/,
    /^(?:approve|reject|deny|decline|accept|sign|veto|refuse|lgtm|change approve|change reject|block|turn|knock|send|push|kick|shoot|throw|vote|say|go ahead)\b|\b(?:approve|approved|approving|reject|rejected|lgtm)\b/,
  ),
  question(
    'change.show',
    0.85,
    /^(?:show|details?|describe|what's in|what is in|open|view)\b.*\b(?:change request|change)\b(?!s)/,
    /_service_.*(?:would|since)/,
  ),
  command(
    'change.approve',
    0.97,
    /^(?:approve|sign off|sign-off|accept|green ?light|thumbs up|lgtm|ok|change approve|give (?:my )?(?:approval|ok|blessing))\b.*(?:_change_|_number_)|^_change_.*\b(?:approved|lgtm|looks good|approve|ok by me|good to go|fine by me)\b|^(?:approved|lgtm|looks good)\b.*_change_/,
  ),
  command(
    'change.approve',
    0.92,
    /^(?:approve|approved|sign off on|accept)\b(?: (?:it|that|this|change|request|change request|deployment|deploy|last one|with|_conditions_|one|latest|first))*$|^(?:approve|sign off on|accept)\b.*(?:change|request|deployment|deploy|release|_service_|_environment_|_conditions_)/,
    /guideline/,
  ),
  command(
    'change.reject',
    0.97,
    /^(?:reject|deny|decline|refuse|veto|turn down|disapprove|block|nack|send back|knock back|push back(?: on)?|kick back|shoot down|throw out|say no to|vote (?:no on|no to|against)|change reject)\b.*(?:_change_|_number_)|^(?:turn|knock|send|push|kick|shoot|throw|vote) _change_ (?:down|back|out)\b|^_change_.*\b(?:rejected|denied|declined|reject|not approved)\b|^rejected\b.*_change_/,
  ),
  decided(
    'change.approve',
    /^(?:approved?|lgtm|ok|okay|fine|granted|accepted|good to go|thumbs up|looks good)(?: (?:by me|with me|to me|from me))?$/,
  ),
  decided(
    'change.reject',
    /^(?:rejected|declined|denied|refused|no|nope|not approved|thumbs down|vetoed)(?: (?:by me|from me))?$/,
  ),
  command(
    'change.reject',
    0.92,
    /^(?:reject|deny|decline|refuse|veto|turn down|disapprove|rejected)\b(?: (?:it|that|this|change|request|change request|deployment|deploy|release|last one|_reason_|_service_|to|_environment_|for))*$/,
  ),
]
