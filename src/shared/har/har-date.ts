import { numberOf } from './loose.ts'

const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

/**
 * The moment that an entry begins at, in milliseconds since 1970: RFC 3339 as the format asks for, any other date
 * that the engine reads, or a number of seconds or milliseconds. Undefined for none, and for any before 1970 or after
 * 9999.
 */
export const readDate = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && !/^\s*\d+(\.\d+)?\s*$/.test(value) ? undefined : numberOf(value)
  const moment = number === undefined ? parseDate(value) : number < 100_000_000_000 ? number * 1000 : number
  return moment !== undefined && moment >= 0 && moment <= latest ? moment : undefined
}

const parseDate = (value: unknown): number | undefined => {
  if (typeof value !== 'string') return undefined
  const text = value.trim().slice(0, 100)
  // ISO 8601 has forms that engines do not read: a comma before the fraction, a zone without a colon or minutes.
  const moment = Date.parse(
    text
      .replace(/^(\d{4}-\d\d-\d\d)[ t]/, '$1T')
      .replace(/^([\dT:-]+:\d\d),(\d)/, '$1.$2')
      .replace(/(T[\d:.]*[+-]\d\d)(\d\d)?$/, (_, before: string, minutes = '00') => `${before}:${minutes}`),
  )
  return Number.isNaN(moment) ? undefined : moment
}

const longest = 10_000_000_000

/**
 * Milliseconds that an exchange took: what the file says, else the sum of its parts; 0 where it says nothing that can
 * be.
 */
export const readDuration = (time: unknown, timings: unknown): number => {
  const said = numberOf(time) ?? -1
  const parts = typeof timings === 'object' && timings !== null ? Object.entries(timings) : []
  const sum = parts.reduce(
    (whole, [name, part]) => whole + (phases.has(name) ? Math.max(0, numberOf(part) ?? 0) : 0),
    0,
  )
  const duration = said >= 0 ? said : sum
  return duration <= longest ? duration : 0
}

// `ssl` is part of `connect`.
const phases = new Set(['blocked', 'dns', 'connect', 'send', 'wait', 'receive'])
