import type { StoreFailure } from '../session/session-store.ts'
import { HttpProblem } from '../http/http-problem.ts'

const advice: Record<StoreFailure['kind'], string> = {
  down: 'The session store is down. Start it again and reload: your session is kept.',
  hanging: 'The session store does not answer in time. Reload in a moment: your session is kept.',
  nonsense: 'What answers in place of the session store is none. Check KV_URL in the settings; your session is kept.',
  busy: 'Too many requests of this session came at once. Reload: your session is kept.',
  conflict: 'Too many requests of this session came at once. Reload: your session is kept.',
  broken: 'The session store failed.',
}

/** What a visitor is told when the store fails: 503 where waiting helps, 500 where the store's own code is wrong. */
export const storeProblem = ({ kind, message }: StoreFailure): HttpProblem =>
  new HttpProblem(kind === 'broken' ? 500 : 503, `${advice[kind]} (${message})`)
