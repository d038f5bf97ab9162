import { float, integerOf, isTimedelta, type PythonValue } from './values.ts'

/** What multiplying or dividing a `timedelta` comes to, whatever its length; undefined where Python cannot, or it is not known. */
export const scaledSpan = (operator: string, left: PythonValue, right: PythonValue): PythonValue | undefined => {
  if (operator === '*') {
    const [time, factor] = isTimedelta(left) ? [left, right] : [right, left]
    const ratio = ratioOf(factor)
    if (!isTimedelta(time) || ratio === undefined) return undefined
    return span(nearest(time.microseconds * ratio.above, ratio.below))
  }
  if (!isTimedelta(left)) return undefined
  if (isTimedelta(right)) return ofSpans(operator, left.microseconds, right.microseconds)
  if (operator === '//') {
    const divisor = integerOf(right)
    return divisor === undefined ? undefined : span(floored(left.microseconds, divisor))
  }
  const ratio = operator === '/' ? ratioOf(right) : undefined
  return ratio && span(nearest(left.microseconds * ratio.below, ratio.above))
}

const span = (microseconds: bigint): PythonValue => ({ type: 'timedelta', microseconds })

const ofSpans = (operator: string, left: bigint, right: bigint): PythonValue | undefined => {
  if (operator === '//') return floored(left, right)
  if (operator === '%') return span(left - floored(left, right) * right)
  // Both are whole numbers up to here, and so their quotient is the nearest there is.
  const isExact = [left, right].every((span) => Number.isSafeInteger(Number(span)))
  return operator === '/' && isExact ? float(Number(left) / Number(right)) : undefined
}

/** A number as the quotient of two whole ones. */
const ratioOf = (value: PythonValue): { above: bigint; below: bigint } | undefined => {
  const whole = integerOf(value)
  if (whole !== undefined) return { above: whole, below: 1n }
  if (typeof value !== 'object' || value?.type !== 'float' || !Number.isFinite(value.number)) return undefined
  let [above, below] = [value.number, 1n]
  while (!Number.isInteger(above)) [above, below] = [above * 2, below * 2n]
  return { above: BigInt(above), below }
}

const floored = (left: bigint, right: bigint): bigint => {
  const quotient = left / right
  return quotient * right !== left && left < 0n !== right < 0n ? quotient - 1n : quotient
}

// As `timedelta` rounds: to the nearest, and half-way to the even one.
const nearest = (left: bigint, right: bigint): bigint => {
  const quotient = floored(left, right)
  const twice = 2n * (left - quotient * right)
  const [rest, whole] = right < 0n ? [-twice, -right] : [twice, right]
  return rest > whole || (rest === whole && quotient % 2n !== 0n) ? quotient + 1n : quotient
}
