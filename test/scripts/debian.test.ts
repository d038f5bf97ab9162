import { expect, test } from 'vitest'
import { available, parseCandidates, parseInstalled } from '../../scripts/lib/debian.mjs'

test('only a package whose status is installed counts', () => {
  const output = 'curl installed\nlibgtk-3-0 config-files\nxvfb not-installed\nhalf half-configured\n'
  expect([...parseInstalled(output)]).toEqual(['curl'])
})

test('of two architectures of one package, one is enough', () => {
  expect([...parseInstalled('libnss3 installed\nlibnss3 not-installed\n')]).toEqual(['libnss3'])
})

test('dpkg-query that knows none of the names leaves nothing', () => {
  expect(parseInstalled('').size).toBe(0)
})

const policy = `chromium:
  Installed: (none)
  Candidate: 141.0.7390.54-1~deb12u1
  Version table:
     141.0.7390.54-1~deb12u1 500
        500 http://deb.debian.org/debian-security bookworm-security/main amd64 Packages
libasound2:
  Installed: (none)
  Candidate: (none)
  Version table:
libasound2t64:
  Installed: (none)
  Candidate: 1.2.11-1
  Version table:
`

test('a package can be installed when it has a candidate', () => {
  expect([...parseCandidates(policy)]).toEqual(['chromium', 'libasound2t64'])
})

test('of the names of one package, the first that this release has is taken', () => {
  const lacking: [string, ...string[]][] = [['libasound2', 'libasound2t64'], ['firefox-esr'], ['chromium']]
  expect(available(lacking, parseCandidates(policy))).toEqual(['libasound2t64', 'chromium'])
})
