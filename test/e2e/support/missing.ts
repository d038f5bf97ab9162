import { test } from '@playwright/test'
import { existsSync } from 'node:fs'

const places: Readonly<Record<string, string>> = {
  httpie: '/usr/bin/http',
  curl: '/usr/bin/curl',
  chromium: '/usr/bin/chromium',
  'firefox-esr': '/usr/bin/firefox-esr',
  'ruby-foreman': '/usr/bin/foreman',
  'redis-server': '/usr/bin/redis-server',
  'poppler-utils': '/usr/bin/pdftotext',
}

/** Skips the tests of a file or a describe block, visibly, where a program that they run is missing. */
export const needs = (...tools: string[]): void => {
  const missing = tools.filter(
    (tool) =>
      (process.env['SESSIONSCOPE_MISSING'] ?? '').split(',').includes(tool) || !existsSync(places[tool] ?? tool),
  )
  test.skip(missing.length > 0, `not installed here: ${missing.join(', ')}`)
}
