import { expect, test } from 'vitest'
import { judge } from '../../scripts/lib/runners.mjs'
import { countPlaywright, countVitest, sumCounts, summaryLine } from '../../scripts/lib/test-counts.mjs'

const vitestReport = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, testResults: [] }
const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 }

test("vitest's report: passed, failed, and skipped with to-do", () => {
  expect(countVitest(vitestReport)).toEqual({ passed: 5, failed: 1, skipped: 3 })
})

test('a test file that could not even be loaded counts as a failed test', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{}] },
    { status: 'passed', assertionResults: [{}] },
  ]
  expect(countVitest({ ...vitestReport, testResults }).failed).toBe(2)
})

test("Playwright's report: a flaky test passed", () => {
  expect(countPlaywright({ stats, errors: [] })).toEqual({ passed: 4, failed: 1, skipped: 2 })
})

test('an error outside of any test counts as a failed one', () => {
  expect(countPlaywright({ stats, errors: [{ message: 'no tests found' }] }).failed).toBe(2)
})

test('the summary adds up, and speaks of skipped tests only when there were any', () => {
  const sum = sumCounts([
    { passed: 5, failed: 0, skipped: 0 },
    { passed: 4, failed: 1, skipped: 0 },
  ])
  expect(summaryLine(sum)).toBe('Tests: 9 passed, 1 failed')
  expect(summaryLine({ ...sum, skipped: 3 })).toBe('Tests: 9 passed, 1 failed, 3 skipped')
  expect(summaryLine(sumCounts([]))).toBe('Tests: 0 passed, 0 failed')
})

test.each([
  ['all passed', 0, { passed: 3, failed: 0, skipped: 0 }, 0, 0],
  ['one failed', 1, { passed: 3, failed: 1, skipped: 0 }, 1, 1],
  ['a failed test under a runner that says all is well', 0, { passed: 3, failed: 1, skipped: 0 }, 1, 1],
  ['a runner that broke after its tests', 134, { passed: 3, failed: 0, skipped: 0 }, 134, 1],
  ['no test at all', 0, { passed: 0, failed: 0, skipped: 0 }, 1, 0],
  ['every test skipped', 0, { passed: 0, failed: 0, skipped: 4 }, 1, 0],
])('%s', (_, exitCode, counts, code, failed) => {
  expect(judge(exitCode, counts)).toEqual({ code, counts: { ...counts, failed } })
})
