// @ts-check

/**
 * @typedef {{ name: string, milliseconds: number, result: string }} StageRow
 */

/**
 * @param {readonly StageRow[]} rows
 * @returns {string} the closing table of `npm test`
 */
export function stageTable(rows) {
  const width = Math.max('Stage'.length, ...rows.map(({ name }) => name.length))
  const line = (/** @type {string} */ name, /** @type {string} */ took, /** @type {string} */ result) =>
    `${name.padEnd(width)}  ${took.padStart(7)}  ${result}`
  const body = rows.map(({ name, milliseconds, result }) => line(name, (milliseconds / 1000).toFixed(1), result))
  return [line('Stage', 'Seconds', 'Result'), ...body].join('\n')
}
