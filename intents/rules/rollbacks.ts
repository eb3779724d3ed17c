import { command, type Rule } from './rule.ts'

const TALK =
  /\b(?:plan|plans|policy|strategy|procedure|docs|documentation|process|button|history|status|guide|works?)\b/

export const rollbackRules: readonly Rule[] = [
  command('rollback.start', 0.96, /^(?:roll ?back|roll-back|rol ?ba?ck|roll ?bac?k?)\b/, TALK),
  command(
    'rollback.start',
    0.96,
    /^(?:roll|bring|take|put|switch|move|set) .*\b(?:back)\b(?! up| online| and forth)(?! on )/,
    /\bback in\b.*\bminutes\b|\blogs?\b|_device_|\bback (?:in|into) (?:sync|line)\b/,
  ),
  command(
    'rollback.start',
    0.94,
    /^(?:revert|back out|undo|undeploy)\b.*(?:_service_|_unknown_|_environment_|_ref_|\bit\b|\bthat\b|\bthis\b|deploy|deployment|release|rollout|change|last)/,
    /_pr_|\block\b|_change_/,
  ),
  command('rollback.start', 0.95, /^back (?:_[a-z]+_|it|that|this|them|[a-z]+)(?: (?:in|on) _environment_)? out\b/),
  command('rollback.start', 0.85, /^(?:revert|undo)$/),
  command(
    'rollback.start',
    0.93,
    /^(?:(?:i|we)(?:'d| would)? )?(?:want|like|need|love|prefer|feel|be|sleep|give us|can we have)\b.*(?:\bback (?:on|to|at) _ref_|_ref_(?: (?:of|for) _service_)? (?:back\b|(?:there )?again\b))/,
    /^(?:i|we) (?:like|love|want to (?:know|see))\b/,
  ),
  command('rollback.start', 0.94, /^(?:go back|switch back|return|revert|downgrade)\b.*to _ref_/),
  command(
    'rollback.start',
    0.93,
    /^(?:restore|reinstate)\b.*(?:_service_|_ref_|_environment_)/,
    /backup|database|_window_/,
  ),
  command(
    'rollback.start',
    0.94,
    /^(?:trigger|start|do|perform|run|initiate|execute|kick off|begin|need|want|i need|i want|we need|we want|i'd like|request|make) (?:immediate |emergency |full |_[a-z]+_ )*(?:roll ?back|rollback|revert)\b/,
    TALK,
  ),
  command(
    'rollback.start',
    0.92,
    /^(?:_service_|_environment_|it|that|this|last (?:deploy|deployment|release))(?: (?:on|in|deploy|deployment|release|_environment_))* (?:needs to be|needs to get|must be|should be|has to be|to be|needs) (?:rolled back|rolling back|roll back|reverted|reverting|a rollback|rollback|backed out)/,
  ),
  command(
    'rollback.start',
    0.92,
    /^(?:get|have|want|i want|i need|need|we need|like|i'd like)\b.*(?:_service_|_environment_|it|that|this).* (?:rolled back|reverted|backed out)/,
  ),
]
