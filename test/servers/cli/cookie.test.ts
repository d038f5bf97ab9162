import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { cookieOf, cookieVectors, isData, ownCookieVectors, type CookieVector } from '../../support/cookie-vectors.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { startCommand } from './support/start-command.ts'

const answerSchema = z.object({
  name: z.string(),
  format: z.string(),
  certainty: z.enum(['possible', 'likely', 'proven']),
  kind: z.enum(['signed', 'encrypted', 'id', 'plain', 'opaque']),
  data: z.json(),
  parts: z.array(z.object({ role: z.string(), text: z.string(), at: z.number() })),
  signedAt: z.number().nullable(),
  expiresAt: z.number().nullable(),
  verified: z.boolean().nullable(),
  derivation: z.string().nullable(),
})

const ask = async (args: readonly string[], options: Parameters<typeof startCommand>[1] = {}) => {
  const { code, printed, warned } = await startCommand(['cookie', ...args], options)
  return { code: await code, text: printed.join('\n'), warned }
}

const askJson = async (args: readonly string[]) => {
  const { code, text, warned } = await ask([...args, '--json'])
  expect([code, warned]).toEqual([0, []])
  return JSON.parse(text) as unknown
}

const pairsOf = ({ cookieName, cookieValue, signature, chunks }: CookieVector): string[] =>
  (
    chunks ?? [
      { name: cookieName, value: cookieValue },
      ...(signature === undefined ? [] : [{ name: `${cookieName}.sig`, value: signature }]),
    ]
  ).map(({ name, value }) => `${name}=${value}`)

const vectorOf = (format: string): CookieVector => {
  const vector = [...cookieVectors, ...ownCookieVectors].find((one) => one.format === format)
  if (vector === undefined) throw new Error(`There is no cookie of ${format}.`)
  return vector
}

const flask = vectorOf('flask')
const flaskPair = pairsOf(flask)[0] ?? ''

describe('sessionscope cookie', () => {
  it.each([...cookieVectors, ...ownCookieVectors].filter(({ format }) => format !== 'fastify-secure-session'))(
    'answers about $cookieName by $library in JSON',
    async (vector) => {
      const key = vector.secret === '' ? [] : ['--secret', vector.secret]
      const salt = vector.salt === undefined ? [] : ['--salt', vector.salt]
      const hash = vector.userPassword === undefined ? [] : ['--password-hash', vector.userPassword]
      const answer = answerSchema.parse(await askJson([...pairsOf(vector), ...key, ...salt, ...hash]))
      expect(answer.format).toBe(vector.format === 'scs' ? 'flask-session' : vector.format)
      expect(answer.verified).toBe(vector.secret === '' ? null : true)
      expect([answer.data, isData(answer.data, vector)]).toEqual([answer.data, true])
    },
  )

  it.each([
    ['a pair', [flaskPair]],
    ['a Cookie line', [`Cookie: ${flaskPair}`]],
    ['a Set-Cookie line', [`Set-Cookie: ${flaskPair}; Path=/; HttpOnly`]],
    ['what stands in a Set-Cookie line', [`${flaskPair}; Expires=Tue, 01 Dec 2026 10:00:00 GMT; Path=/; SameSite=Lax`]],
    ['a line in capitals, with its end', [`SET-COOKIE:${flaskPair}\r\n`]],
  ])('reads %s', async (_what, args) => {
    const answer = answerSchema.parse(await askJson([...args, '--secret', flask.secret]))
    expect(answer).toMatchObject({ name: 'session', format: 'flask', verified: true, certainty: 'proven' })
  })

  it('reads a whole Cookie line, each cookie of it and those that belong together as one', async () => {
    const parts = [...pairsOf(vectorOf('supabase-ssr-chunked')), 'theme=dark', ...pairsOf(vectorOf('cookie-session'))]
    const answers = z.array(answerSchema).parse(await askJson([`Cookie: ${parts.join('; ')}`]))
    expect(answers.map(({ name, format }) => [name, format])).toEqual([
      ['sb-abcdefghijkl-auth-token', 'supabase-ssr-chunked'],
      ['theme', 'opaque'],
      ['session', 'cookie-session'],
    ])
  })

  it('says in words what it is, and what only the secret would prove', async () => {
    const { text } = await ask([flaskPair])
    expect(text).toContain('session: Flask session [flask], by its shape')
    expect(text).toContain('signed by itsdangerous; Flask by its salt if the secret fits')
    expect(text).not.toMatch(/secret {2}/)
    expect((await ask([flaskPair, '--secret', 'wrong'])).text).toContain('secret  does not fit')
    expect((await ask([flaskPair, '--secret', flask.secret])).text).toContain('secret  fits. Flask: itsdangerous')
    expect((await ask(['theme=dark'])).text).toContain('theme: an opaque value')
    expect((await ask(['csrftoken=bOWQ66JeZ15D0qeSKRBPe3kD0PRC8Yrz'])).text).toContain('not a session')
  })

  it('takes the secret from the input, the environment or a file, too, and prints it nowhere', async () => {
    const folder = await temporaryFolder()
    onTestFinished(() => folder.remove())
    const file = join(folder.path, 'key')
    await writeFile(file, `${flask.secret}\n`)
    const ways: readonly (readonly [string[], Parameters<typeof startCommand>[1]])[] = [
      [['--secret', '-'], { input: `${flask.secret}\n` }],
      [[], { variables: { SESSIONSCOPE_COOKIE_SECRET: flask.secret } }],
      [['--secret-file', file], {}],
      [['--secret', 'a newer one', '--secret', flask.secret], {}],
    ]
    for (const [args, options] of ways) {
      for (const form of [[], ['--json']]) {
        const { code, text, warned } = await ask([flaskPair, ...args, ...form], options)
        expect([code, warned, text.includes(flask.secret)]).toEqual([0, [], false])
        expect(text).toMatch(form.length === 0 ? /secret {2}fits/ : /"verified": true/)
      }
    }
  })

  it('tries the secrets that everybody knows only when told to', async () => {
    const pair = 'account=!ch1ZoRNaEFNxPclJV3tXdYUPKdJgfIppCiw9XTgfzkk=?gAWV'
    expect((await ask([pair, '--known-secrets'])).text).toContain('does not fit')
    const { createHmac } = await import('node:crypto')
    const sid = `s:${'a'.repeat(32)}.${createHmac('sha256', 'keyboard cat').update('a'.repeat(32)).digest('base64').replace(/=+$/, '')}`
    expect((await ask([`connect.sid=${sid}`])).text).not.toContain('Everybody knows')
    expect((await ask([`connect.sid=${sid}`, '--known-secrets'])).text).toContain(
      'Everybody knows this secret ("keyboard cat")',
    )
  })

  it.each([
    ['no pair', ['nothing'], /"nothing" is no cookie: expected NAME=VALUE/],
    ['no name', ['=x'], /is no cookie/],
    ['an empty line', ['Cookie:'], /is no cookie/],
    ['nothing at all', [' '], /there is no cookie/],
    ['no argument', [], /missing required argument/],
    ['an empty secret', ['a=1', '--secret', ''], /the secret is empty/],
    ['a secret file that is not there', ['a=1', '--secret-file', '/nowhere'], /\/nowhere: there is no such file/],
    ['a secret of no input', ['a=1', '--secret', '-'], /no input/],
    ['an option that there is not', ['a=1', '--sekret', 'x'], /unknown option/],
  ])('refuses %s in one line', async (_what, args, expected) => {
    const { code, text, warned } = await ask(args)
    expect([code, text, warned.length]).toEqual([1, '', 1])
    expect(warned[0]).toMatch(expected)
    expect(warned[0]).toMatch(/^sessionscope: /)
  })

  it('prints nothing of a cookie that a terminal would obey', async () => {
    const { text } = await ask(['j=j:{"a":"\u001b[2J"}', `n\u001b[31m=\u202e1`])
    expect(text).not.toMatch(/[\u001b\u202e]/)
  })
})

it('every vector is one cookie', () => {
  expect(cookieVectors.map((vector) => cookieOf(vector).names.length > 0)).not.toContain(false)
})
