import { hash, randomBytes } from 'node:crypto'

/** What is stored of a secret that opens something. */
export const hashOfSecret = (secret: string): string => hash('sha256', secret)

/** 256 bits, as a text that fits into an address and a cookie. */
export const newSecret = (): string => randomBytes(32).toString('base64url')
