import type { Texts } from '../texts.ts'

export const ci: Texts['ci'] = {
  states: {
    queued: 'en cola',
    running: 'en marcha',
    passed: 'terminada bien',
    failed: 'fallida',
    cancelled: 'cancelada',
    pending: 'todavía no',
    skipped: 'omitida',
  },
  workflowOf: ({ workflow, project }) => `${workflow} de ${project}`,
  pipelineOf: ({ project }) => `la pipeline de ${project}`,
  on: ({ step, system, state }) => `${step}: ${state} en ${system}.`,
  asked: ({ step, system }) => `${step}: pedida en ${system}.`,
  run: ({ system, number }) => `${system} n.º ${number}`,
  at: ({ state, step }) => `${state}: ${step}`,
  more: ({ count }) => `${count} más`,
  ended: ({ system, job, url }) => `${job} falló (${system}): ${url}`,
  endedIn: ({ system, job, part, url }) => `${job} falló en ${part} (${system}): ${url}`,
  cancelledThere: ({ system, job, url }) => `Alguien canceló la ejecución en ${system} (${job}): ${url}`,
  tooLong: ({ system, job, minutes, url }) =>
    `La ejecución en ${system} (${job}) tardó más de ${minutes} min y se canceló: ${url}`,
  deleted: ({ system, job, url }) =>
    `${system} ya no tiene la ejecución (${job}); nadie puede decir cómo terminó: ${url}`,
  noRun: ({ system, job }) => `${system} no muestra ninguna ejecución (${job}), y no puedo decir si se inició una.`,
  runAlready: ({ system, job, url }) => `Alguien ya ha repetido los trabajos fallidos de ${job} en ${system}: ${url}`,
  notEnded: ({ system, job, url }) => `${system} no ha terminado la ejecución (${job}) en dos minutos: ${url}`,
  problem: {
    away: ({ system, job }) => `${system} no responde (${job}).`,
    'rate-limited': ({ system }) => `${system} rechaza peticiones porque fueron demasiadas.`,
    'bad-token': ({ system }) => `${system} no acepta mi token: es incorrecto, ha caducado o se ha revocado.`,
    forbidden: ({ system, job }) => `Mi token no puede iniciar esto en ${system}: ${job}.`,
    'not-found': ({ system, job }) => `En ${system} eso no existe, o mi token no puede verlo: ${job}.`,
    refused: ({ system, job, detail }) => `${system} no lo inicia (${job}): ${detail}`,
  },
  next: {
    fix: ({ how }) => `Corrige lo que muestra su registro y ${how}.`,
    look: ({ how }) => `Mira allí lo que ha hecho y ${how}.`,
    noRun: ({ system, job, how }) =>
      `Abre las ejecuciones de ${job} en ${system}. Si hay una en curso, espérala; si no se inició ninguna, ${how}. Una ejecución se encuentra por su entrada shipmate: docs/ci.md explica cómo.`,
    settled: ({ how }) => `Cuando esté resuelto, ${how}.`,
    longer: ({ how }) => `Mira allí dónde se detiene, o dale más tiempo, y ${how}.`,
    retry: ({ task }) => `di «repite ${task}»`,
    seeThere: 'Mira allí cómo termina; pide una ejecución nueva si aún hace falta.',
    askAgain: 'pídelo otra vez',
  },
}
