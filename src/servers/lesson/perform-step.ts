import { Writable } from 'node:stream'
import type { Handlers } from '../../shared/contract.ts'
import type { Step } from '../../shared/lesson/step.ts'
import type { ComposedRequest } from '../../shared/request/composed-request.ts'
import { success, type Result } from '../../shared/result.ts'
import { dump } from '../kv/dump.ts'
import type { Perform } from './runner.ts'

interface PerformOptions {
  /** The very operations that the panel calls. */
  readonly handlers: Pick<Handlers, 'browser.open' | 'browser.reload' | 'browser.press' | 'browser.clearCookies' | 'settings.change' | 'request.send' | 'exercise.check' | 'exercise.demonstrate'>
  readonly kvUrl: string
}

/** Does steps as the panel's user would. */
export const createPerform =
  ({ handlers, kvUrl }: PerformOptions): Perform =>
  (step: Step): Promise<Result<unknown>> => {
    switch (step.do) {
      case 'set':
        return handlers['settings.change'](step.change)
      case 'open':
        return handlers['browser.open']({ browser: step.browser, address: step.address })
      case 'reload':
        return handlers['browser.reload']({ browser: step.browser })
      case 'press':
        return handlers['browser.press']({ browser: step.browser, button: step.button })
      case 'clear-cookies':
        return handlers['browser.clearCookies']({ browser: step.browser })
      case 'request':
        return handlers['request.send'](composed(step))
      case 'demonstrate-exercise':
        return demonstrated(handlers)
      case 'check-exercise':
        return handlers['exercise.check']({})
      case 'dump':
        return dump({ url: kvUrl, prefix: step.prefix, output: nowhere() })
    }
  }

// A class that the student has begun is what is to be checked; it is left as it is.
const demonstrated = async (handlers: PerformOptions['handlers']): Promise<Result<unknown>> => {
  const result = await handlers['exercise.demonstrate']({})
  return !result.ok && result.failure.code === 'conflict' ? success(undefined) : result
}

type RequestStep = Extract<Step, { do: 'request' }>

const composed = ({ server, method, target, json }: RequestStep): ComposedRequest => ({
  server,
  method,
  target,
  headers: json === undefined ? [] : [['Content-Type', 'application/json']],
  body: json ?? '',
})

// What is dumped is seen in the Timeline; nobody reads it here.
const nowhere = (): Writable =>
  new Writable({
    write: (_chunk, _encoding, done) => {
      done()
    },
  })
