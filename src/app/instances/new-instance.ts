import * as z from 'zod/mini'
import { InstanceForm } from '#contract/panel.ts'

/** The form's fields; an address left empty is none. What comes out is what the gateway parses. */
export const NewInstance = z.pipe(
  z.pipe(
    z.object({ id: z.string(), name: z.string(), servicesUrl: z.string() }),
    z.transform(({ servicesUrl, ...rest }) =>
      servicesUrl.trim() === '' ? rest : { ...rest, servicesUrl: servicesUrl.trim() },
    ),
  ),
  InstanceForm,
)
