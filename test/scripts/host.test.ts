import { expect, test } from 'vitest'
import { desktopEnvironment, hasDisplay } from '../../scripts/lib/host.mjs'
import { nodeVersionProblem } from '../../scripts/lib/node-version.mjs'
import { cacheFolder } from '../../scripts/lib/paths.mjs'

test.each(['20.19.0', '20.19', '20.20.2', '22.0.0', '100.1.0'])('Node %s is new enough', (version) => {
  expect(nodeVersionProblem(version)).toBeUndefined()
})

test.each(['20.18.9', '18.20.4', '9.99.99'])('Node %s is told so in one line', (version) => {
  expect(nodeVersionProblem(version)).toMatch(/^Sessionscope needs Node\.js 20\.19\.0 .*nodejs\.org\.$/)
})

test('a window needs X11 or Wayland on Linux, and nothing elsewhere', () => {
  expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true)
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true)
  expect(hasDisplay({ DISPLAY: '' }, 'linux')).toBe(false)
  expect(hasDisplay({}, 'darwin')).toBe(true)
})

test('an empty D-Bus address is taken away, a real one stays', () => {
  expect(desktopEnvironment({ DBUS_SESSION_BUS_ADDRESS: '', HOME: '/h' })).toEqual({ HOME: '/h' })
  const real = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run' }
  expect(desktopEnvironment(real)).toEqual(real)
})

test('the cache is where the system keeps caches', () => {
  const home = '/home/ada'
  expect(cacheFolder({ env: { XDG_CACHE_HOME: '/cache' }, platform: 'linux', home })).toBe('/cache/sessionscope')
  expect(cacheFolder({ env: {}, platform: 'linux', home })).toBe('/home/ada/.cache/sessionscope')
  expect(cacheFolder({ env: {}, platform: 'darwin', home })).toBe('/home/ada/Library/Caches/sessionscope')
})
