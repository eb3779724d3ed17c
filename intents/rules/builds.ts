import { command, question, type Rule } from './rule.ts'

const TALK =
  /^(?:re)?-?build (?:status|history|log|logs|failed|pipeline|time|times|server|of|failures?|is|number|agents?)\b|^build and (?:deploy|ship|release)\b|\bbots?\b|\btrust\b|\bteam\b|^build me _service_$/

export const buildRules: readonly Rule[] = [
  command(
    'build.start',
    0.95,
    /^(?:build|rebuild|re-build|compile|recompile)\b.*(?:_service_|_unknown_|_ref_|\bit\b|\bthat\b|\bthis\b|image|_strategy_|again)/,
    TALK,
  ),
  command('build.start', 0.9, /^(?:build|rebuild)(?: (?:something|one|one service|one of services))?$/),
  command(
    'build.start',
    0.94,
    /^(?:kick|set|fire|start|get) _service_ build(?: of _ref_)? (?:off|going|again|up|rolling)\b/,
  ),
  command(
    'build.start',
    0.94,
    /^(?:trigger|start|initiate|perform|execute|kick off|run|do|make|create|launch|begin|fire off|need|want|i need|i want|we need|i'd like|request|get|give|have|love|i'd love|like|cut|bake)(?: me| us)? (?:new |fresh |clean |another |full |quick |_strategy_ |_service_ )*(?:(?:build|rebuild|image)\b(?! (?:status|history|logs?|agent))|(?<=_strategy_ )(?:of|for) _service_)/,
    /\bhow\b/,
  ),
  command(
    'build.start',
    0.9,
    /^_service_(?: _ref_)? (?:needs to be|must be|should be|has to be|needs|needs a) (?:new |fresh )?(?:rebuilt|built|rebuild|rebuilding|build|building)\b/,
  ),
  command(
    'build.start',
    0.9,
    /^(?:get|have|want|i want|i need|need|we need|we want|like|i'd like) _service_.* (?:rebuilt|built|compiled)\b/,
  ),
  command('build.start', 0.9, /^_strategy_ (?:build )?(?:of|for) _service_(?: _strategy_| _ref_| please)*$/),
  command('build.start', 0.85, /^(?:new |fresh |clean )+build (?:of|for) _service_/),
  question(
    'build.status',
    0.93,
    /\bbuilds?\b.*\b(?:status|state|done|finished?|pass|passing|passed|fail|failed|failing|green|red|ready|broken|progress|go|going|working|complete|completed|succeed|succeeded|ok|okay|doing|result|results|break|running|coming|yet|stuck)\b/,
    /deploy|incident|devices?|_count_ builds/,
  ),
  question(
    'build.status',
    0.93,
    /\b(?:status|state|result|results|progress|outcome)\b.*\bbuilds?\b|\b(?:last|latest|current|recent|running)(?: _service_)? builds?\b|^builds?$|\bbuild (?:status|state|result|report)\b/,
    /deploy/,
  ),
  question(
    'build.status',
    0.92,
    /^(?:did|is|has|was|are|have)\b.*(?:_service_|\bit\b).*\b(?:build|built|building|compile|compiled|compiling)\b/,
  ),
  question(
    'build.status',
    0.88,
    /^(?:how|how's|what about|show|check|see|get|view|look at|any|what's|where's|why did|what happened (?:to|with))\b.*\bbuilds?\b/,
    /how (?:do|to)|deploy|logs?|no cache|_strategy_/,
  ),
  question('build.status', 0.85, /^_service_ builds?$|^builds? (?:of|for) _service_$/),
]
