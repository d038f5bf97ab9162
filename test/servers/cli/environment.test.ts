import { describe, expect, it } from 'vitest'
import { readEnvironment, parsePort } from '../../../src/servers/cli/environment.ts'
import { valueOf } from '../../support/serve.ts'

describe('the environment', () => {
  it('are the usual ports and a folder of the user’s when nothing is said', () => {
    const environment = valueOf(readEnvironment({}, {}))
    expect(environment).toMatchObject({ counterPort: 5000, kvPort: 5100, panelPort: 5200 })
    expect(environment.data).toMatch(/^\/.*sessionscope/)
    expect(environment.config).toBe(`${environment.data}/counter.cfg`)
  })

  it('are what the environment says, and the options before it', () => {
    const environment = {
      SESSIONSCOPE_DATA: '/env/data',
      SESSIONSCOPE_COUNTER_PORT: '1',
      SESSIONSCOPE_KV_PORT: '2',
      SESSIONSCOPE_PANEL_PORT: '0',
      SESSIONSCOPE_TAP_PORT: '3',
      SESSIONSCOPE_SUBJECT: 'localhost:8000',
    }
    expect(valueOf(readEnvironment({}, environment))).toEqual({
      data: '/env/data',
      config: '/env/data/counter.cfg',
      counterPort: 1,
      kvPort: 2,
      panelPort: 0,
      tapPort: 3,
      subject: 'localhost:8000',
      pace: 900,
    })
    const options = {
      data: '/data',
      config: '/etc/mine.cfg',
      counterPort: 0,
      kvPort: 7,
      tapPort: 4,
      subject: 'counter',
    }
    expect(valueOf(readEnvironment(options, { ...environment, SESSIONSCOPE_CONFIG: '/env/x.cfg' }))).toEqual({
      data: '/data',
      config: '/etc/mine.cfg',
      counterPort: 0,
      kvPort: 7,
      panelPort: 0,
      tapPort: 4,
      subject: 'counter',
      pace: 900,
    })
  })

  it('take an empty variable for none', () => {
    expect(
      valueOf(readEnvironment({ data: '/d' }, { SESSIONSCOPE_CONFIG: '', SESSIONSCOPE_KV_PORT: '' })),
    ).toMatchObject({
      config: '/d/counter.cfg',
      kvPort: 5100,
    })
  })

  it('become absolute', () => {
    expect(valueOf(readEnvironment({ data: 'here', config: 'my.cfg' }, {}))).toMatchObject({
      data: `${process.cwd()}/here`,
      config: `${process.cwd()}/my.cfg`,
    })
  })

  it('takes the pace of runs from the environment, and says what is wrong with it', () => {
    expect(valueOf(readEnvironment({}, { SESSIONSCOPE_PACE: '50' })).pace).toBe(50)
    for (const text of ['fast', '-1', '60001', '1.5']) {
      expect(readEnvironment({}, { SESSIONSCOPE_PACE: text })).toMatchObject({
        ok: false,
        failure: { message: `SESSIONSCOPE_PACE is ${JSON.stringify(text)}: expected milliseconds from 0 to 60000` },
      })
    }
  })

  it.each(['SESSIONSCOPE_COUNTER_PORT', 'SESSIONSCOPE_KV_PORT', 'SESSIONSCOPE_PANEL_PORT'])(
    'refuse a %s that is no port, by its name',
    (variable) => {
      for (const text of ['x', '-1', '65536', '1.5', ' 80']) {
        expect(readEnvironment({}, { [variable]: text })).toMatchObject({
          ok: false,
          failure: { message: `${variable} is ${JSON.stringify(text)}: expected a port from 0 to 65535` },
        })
      }
    },
  )
})

it.each([
  ['0', 0],
  ['65535', 65535],
  ['65536', undefined],
  ['', undefined],
  ['0x10', undefined],
  ['+1', undefined],
])('the port %j is %s', (text, port) => {
  expect(parsePort(text)).toBe(port)
})
