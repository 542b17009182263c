import { Hono } from 'hono'
import { DiagnosisForm } from '#contract/diagnosis.ts'
import { isLoopback } from '#glpi-network/proxy-choice.ts'
import type { Gateway } from '../gateway.ts'
import { readBody } from './body.ts'
import { findInstance } from './find-instance.ts'
import { languageOf } from './language.ts'
import { refuseRealKey } from './refuse-real-key.ts'
import { answerLines } from './lines.ts'

/** Routes below `instances/{id}/diagnosis`. */
export function diagnosisRoutes(gateway: Gateway): Hono {
  const { diagnoser, belonging } = gateway
  return new Hono()
    .get('/', async (c) => c.json(await belonging.latest(await findInstance(c, gateway))))
    .post('/', async (c) => {
      const instance = await findInstance(c, gateway)
      const form = await readBody(c, DiagnosisForm)
      if (form.key !== undefined) refuseRealKey(instance.id, form.key)
      // what is opened as localhost runs on this very machine, and has its clock
      const browserIsHere = isLoopback(new URL(c.req.url).hostname)
      const lines = diagnoser.follow({ instance, form, language: languageOf(c), browserIsHere }, c.req.raw.signal)
      return answerLines(c, lines)
    })
}
