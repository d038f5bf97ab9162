import { z } from 'zod'
import { decodeOctets } from '../base/octets.ts'

/**
 * Headers as they stood on the wire: in order, with their case, a repeated name kept as often as it was sent. Values are
 * text, their octets read as UTF-8; towards Node they go as octets again (base/octets.ts).
 */
export const headerListSchema = z.array(z.tuple([z.string(), z.string()]).readonly()).readonly()
export type HeaderList = readonly (readonly [name: string, value: string])[]

/** Every value of one header, in wire order. Names are compared without case (RFC 9110 §5.1). */
export const headerValues = (headers: HeaderList, name: string): string[] => {
  const wanted = name.toLowerCase()
  return headers.flatMap(([key, value]) => (key.toLowerCase() === wanted ? [value] : []))
}

/** The first value of one header, if it was sent at all. */
export const headerValue = (headers: HeaderList, name: string): string | undefined => headerValues(headers, name)[0]

/** Pairs from Node's flat `rawHeaders`: name, value, name, value … */
export const fromRawHeaders = (raw: readonly string[]): HeaderList => {
  const pairs: (readonly [string, string])[] = []
  for (let at = 0; at + 1 < raw.length; at += 2) pairs.push([raw[at] ?? '', decodeOctets(raw[at + 1] ?? '')])
  return pairs
}
