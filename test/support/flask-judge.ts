import { execFileSync, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { z } from 'zod'

const python = '/usr/bin/python3'
const script = new URL('flask_judge.py', import.meta.url).pathname

/** Whether Debian's python3-itsdangerous and python3-flask are installed here. */
export const hasFlask = ((): boolean => {
  try {
    execFileSync(python, ['-c', 'import flask, itsdangerous'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

const answerSchema = z.object({
  json: z.string().optional(),
  kind: z.string().optional(),
  problem: z.string().optional(),
  value: z.string().optional(),
  line: z.string().optional(),
  page: z.string().optional(),
})

interface Question {
  readonly key: string
  /** Unix seconds. */
  readonly now: number
  readonly value?: string
  readonly maxAge?: number
  readonly json?: string
  /** A cookie's value with which the counter of the original is visited. */
  readonly visit?: string
}

/** A real Flask app, in a process of its own. */
export const startFlaskJudge = () => {
  const process = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: process.stdout })[Symbol.asyncIterator]()
  return {
    ask: async (question: Question): Promise<z.infer<typeof answerSchema>> => {
      process.stdin.write(`${JSON.stringify(question)}\n`)
      const line = await lines.next()
      if (line.done === true) throw new Error('The judge is gone.')
      return answerSchema.parse(JSON.parse(line.value))
    },
    close: () => process.kill(),
  }
}
