import { expect, test } from 'vitest'
import { missingLibrariesNotice, parseMissingLibraries, unknownLibraries } from '../../scripts/lib/system-libraries.mjs'

const ldd = `
	linux-vdso.so.1 (0x00007ffd9a5f2000)
	libffmpeg.so => /opt/electron/libffmpeg.so (0x00007f3c1a000000)
	libgtk-3.so.0 => not found
	libnss3.so => not found
	libgtk-3.so.0 => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f3c19e00000)
	/lib64/ld-linux-x86-64.so.2 (0x00007f3c1b000000)
`

test('the libraries that ldd does not find are named once each', () => {
  expect(parseMissingLibraries(ldd)).toEqual(['libgtk-3.so.0', 'libnss3.so'])
})

test('nothing is missing where ldd finds all, or where the program is static', () => {
  expect(parseMissingLibraries(ldd.replaceAll('not found', '/usr/lib/some.so (0x0)'))).toEqual([])
  expect(parseMissingLibraries('\tnot a dynamic executable\n')).toEqual([])
})

test('the notice is one line that names what lacks and how to get it', () => {
  const notice = missingLibrariesNotice(['libgtk-3.so.0'])
  expect(notice).toContain('libgtk-3.so.0')
  expect(notice).toContain('apt-get install libgtk-3-0')
  expect(notice).not.toContain('\n')
})

test('libraries that are loaded later are looked up in the cache of the loader', () => {
  const cache =
    '2 libs found in cache\n\tlibX11.so.6 (libc6,x86-64) => /lib/libX11.so.6\n\tlibX11-xcb.so.10 (libc6) => /lib/x\n'
  expect(unknownLibraries(cache, ['libX11.so.6', 'libX11-xcb.so.1'])).toEqual(['libX11-xcb.so.1'])
})
