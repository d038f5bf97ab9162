import { maxKeyBytes } from './entries/entries.ts'

/** What is wrong with a key, in words; `undefined` when it may be used. */
export const keyProblem = (key: string): string | undefined => {
  if (key === '') return 'A key must not be empty: no address could name it.'
  if (isTooLong(key))
    return `The key ${JSON.stringify(`${key.slice(0, 32)}…`)} is longer than ${String(maxKeyBytes)} bytes. Use a shorter one.`
  if (loneSurrogate.test(key))
    return `The key ${JSON.stringify(key.slice(0, 32))} holds half a character (a lone surrogate). Use whole ones.`
  return undefined
}

const loneSurrogate = /\p{Surrogate}/u

/** Whether a key has more bytes in UTF-8 than a key may have. */
export const isTooLong = (key: string): boolean => key.length > maxKeyBytes || Buffer.byteLength(key) > maxKeyBytes
