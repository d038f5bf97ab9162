import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { z } from 'zod'

const answerSchema = z.object({
  values: z.record(z.string(), z.json()).optional(),
  error: z.string().optional(),
  line: z.number().optional(),
})
export type FlaskAnswer = z.infer<typeof answerSchema>

/** What the `from_pyfile` of Debian's Flask makes of settings files, in a process of its own: their values, or where Python stops. */
export const askFlask = async (
  texts: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<FlaskAnswer[]> => {
  const judge = spawn('/usr/bin/python3', [new URL('flask_settings_judge.py', import.meta.url).pathname], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const chunks: Buffer[] = []
  judge.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = once(judge, 'close')
  judge.stdin.end(texts.map((text) => `${JSON.stringify({ text, environment })}\n`).join(''))
  await ended
  const lines = Buffer.concat(chunks).toString().trimEnd().split('\n')
  if (lines.length !== texts.length) throw new Error(`The judge gave ${lines.length} answers to ${texts.length} files.`)
  return lines.map((line) => answerSchema.parse(JSON.parse(line)))
}
