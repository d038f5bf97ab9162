/** A double as Python prints it: the shortest digits that mean it, with an exponent from 1e16 on and below 1e-4 (`repr`). */
export const formatFloat = (number: number): string => {
  if (Number.isNaN(number)) return 'nan'
  if (!Number.isFinite(number)) return number > 0 ? 'inf' : '-inf'
  if (Object.is(number, -0)) return '-0.0'
  const [mantissa = '', exponent = '0'] = number.toExponential().split('e')
  const power = Number(exponent)
  if (number !== 0 && (power < -4 || power >= 16))
    return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
  const plain = power >= 16 || power < -6 ? number.toFixed(0) : String(number)
  return plain.includes('.') ? plain : `${plain}.0`
}

/** A double as Python's `json.dumps` writes it. */
export const formatJsonFloat = (number: number): string => {
  if (Number.isNaN(number)) return 'NaN'
  if (!Number.isFinite(number)) return number > 0 ? 'Infinity' : '-Infinity'
  return formatFloat(number)
}
