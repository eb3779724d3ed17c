import type { Texts } from '../texts.ts'

export const notYet: Texts['notYet'] = {
  'circuit.list': 'Aún no puedo listar los circuit breakers. Di «lista los agentes» para ver qué modelos no responden.',
  'integration.status':
    'No puedo comprobar integraciones desde aquí. Para eso, ejecuta «npx shipmate doctor» en mi máquina.',
  'incident.open': 'Aún no puedo abrir incidentes. Di «estado de salud» para lo que ahora está fallando.',
  'incident.list': 'Aún no llevo incidentes. Di «estado de salud» para lo que ahora está fallando.',
  'incident.ack': 'Aún no llevo incidentes. Di «estado de salud» para lo que ahora está fallando.',
  'incident.resolve': 'Aún no llevo incidentes. Di «estado de salud» para lo que ahora está fallando.',
  'oncall.show':
    'Aún no sé quién está de guardia. Pregunta «¿quién puede desplegar en production?» para saber quién puede actuar.',
  'review.start': 'Aún no puedo revisar código. Di «qué commits saldrían» para ver los que trae un despliegue.',
  'test.run': 'Aún no puedo ejecutar pruebas por separado. Una compilación ejecuta las que declara su servicio.',
  'test.generate': 'No puedo escribir pruebas. Una compilación ejecuta las que declara su servicio.',
  'bot.create': 'Aún no tengo bots propios. Un archivo de agente añade tu propio criterio a los despliegues.',
  'bot.list': 'Aún no tengo bots propios. Di «lista los agentes» para lo que aquí evalúa y trabaja.',
  'bot.delete': 'Aún no tengo bots propios, así que no hay ninguno que borrar.',
  'guideline.add': 'Aún no tengo pautas. Un archivo de agente añade tu propio criterio a los despliegues.',
  'guideline.list': 'Aún no tengo pautas. Un archivo de agente añade tu propio criterio a los despliegues.',
  'guideline.remove': 'Aún no tengo pautas, así que no hay ninguna que quitar.',
}
