import { act, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Input, OperationName, Output, SentAnswer } from '../../src/shared/wire/contract.ts'
import type { LabLink } from '../../src/shared/wire/lab-link.ts'
import type { Fact, Observation } from '../../src/shared/stream/observation.ts'
import { success, type Failure, type Result } from '../../src/shared/base/result.ts'
import { createCodeStore } from '../../src/renderer/features/code/code-store.ts'
import { createConsole } from '../../src/renderer/features/console/console.ts'
import { createImports } from '../../src/renderer/features/har/imports.ts'
import { createConnection, type ConnectionSource } from '../../src/renderer/client/link/connection.ts'
import { createNotices } from '../../src/renderer/client/notices.ts'
import { createOpenExperiment } from '../../src/renderer/features/course/course-state.ts'
import { createPreferences } from '../../src/renderer/client/preferences.ts'
import { ServicesContext, type Services } from '../../src/renderer/client/services.ts'
import { createObservationStore } from '../../src/renderer/client/store/observation-store.ts'
import { panelFolds } from '../../src/renderer/client/store/panel-folds.ts'
import { stamped } from './observations.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

/** One call that the panel made. */
export interface MadeCall {
  readonly name: OperationName
  readonly input: Input<OperationName>
}

/** A part of the panel, drawn over facts that a test decides. */
export interface DrawnPanel {
  readonly container: HTMLElement
  readonly calls: readonly MadeCall[]
  readonly connection: ConnectionSource
  readonly enteredTokens: readonly string[]
  readonly services: Services
  readonly observe: (...facts: Fact[]) => Promise<void>
  readonly act: (work: () => void) => Promise<void>
  readonly close: () => Promise<void>
}

interface DrawOptions {
  readonly facts?: readonly Fact[]
  readonly failure?: Failure
  /** What `entries.dump` answers. */
  readonly dump?: string
  /** What `request.send` answers. */
  readonly sent?: SentAnswer
}

/** Draws a part of the panel as `main.tsx` would, over a lab that only takes notes. */
export const drawPanel = async (
  element: ReactNode,
  { facts = [], failure, dump = '', sent }: DrawOptions = {},
): Promise<DrawnPanel> => {
  const calls: MadeCall[] = []
  const enteredTokens: string[] = []
  const answer = (name: OperationName): Result<unknown> => {
    if (failure !== undefined) return { ok: false, failure }
    if (name === 'request.send') return success(sent)
    return success(name === 'entries.dump' ? { text: dump, truncated: false } : undefined)
  }
  const lab: LabLink = {
    call: <N extends OperationName>(name: N, input: Input<N>) => {
      calls.push({ name, input })
      // Made to fit the contract by hand, a few lines above.
      return Promise.resolve(answer(name) as Result<Output<N>>)
    },
    observe: () => () => undefined,
  }
  const connection = createConnection({ state: 'connected' })
  const store = createObservationStore({
    folds: panelFolds,
    schedule: (work) => {
      work()
    },
  })
  const services: Services = {
    lab,
    store,
    connection,
    preferences: createPreferences({ getItem: () => null, setItem: () => undefined }),
    notices: createNotices(),
    imports: createImports(),
    openExperiment: createOpenExperiment(),
    code: createCodeStore({ getItem: () => null, setItem: () => undefined }),
    console: createConsole({ getItem: () => null, setItem: () => undefined }),
    clock: { now: () => 1_700_000_000_500 },
    enterToken: (token) => {
      enteredTokens.push(token)
    },
  }
  let seen: Observation[] = []
  const append = (more: readonly Fact[]): void => {
    const all = stamped([...seen, ...more])
    store.append(all.slice(seen.length))
    seen = all
  }
  append(facts)
  const container = document.createElement('div')
  document.body.append(container)
  const root = createRoot(container)
  await act(async () => {
    root.render(<ServicesContext value={services}>{element}</ServicesContext>)
    await Promise.resolve()
  })
  const run = (work: () => void) =>
    act(async () => {
      work()
      await Promise.resolve()
    })
  return {
    container,
    calls,
    connection,
    enteredTokens,
    services,
    observe: (...more) =>
      run(() => {
        append(more)
      }),
    act: run,
    close: async () => {
      await run(() => {
        root.unmount()
      })
      container.remove()
    },
  }
}
