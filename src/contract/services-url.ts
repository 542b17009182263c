import * as z from 'zod/mini'
import { SERVICES_ADDRESS, SERVICES_WORDS } from './services-address.ts'

const { protocol, characters, maxLength } = SERVICES_ADDRESS

export const ServicesUrl = z
  .url({ protocol, error: SERVICES_WORDS })
  .check(z.maxLength(maxLength, SERVICES_WORDS), z.regex(characters, SERVICES_WORDS))
