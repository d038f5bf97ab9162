import type { SessionKey } from '../../src/shared/story/session-life.ts'
import { act, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Input, OperationName, Output, SentAnswer } from '../../src/shared/wire/contract.ts'
import type { Courses } from '../../src/shared/course/course.ts'
import { courses } from '../../src/shared/course/courses.ts'
import type { LabLink } from '../../src/shared/wire/lab-link.ts'
import type { Failure } from '../../src/shared/base/failure.ts'
import type { ExchangeId } from '../../src/shared/stream/changes.ts'
import type { Fact, Observation } from '../../src/shared/stream/observation.ts'
import { success, type Result } from '../../src/shared/base/result.ts'
import { createServices } from '../../src/renderer/client/create-services.ts'
import type { PanelFeatures } from '../../src/renderer/client/feature.ts'
import { createConnection, type ConnectionSource } from '../../src/renderer/client/link/connection.ts'
import type { OpenRecording } from '../../src/renderer/client/open-recording.ts'
import { createNotices } from '../../src/renderer/client/notices.ts'
import { createOpenTab } from '../../src/renderer/client/open-tab.ts'
import { createPreferences } from '../../src/renderer/client/preferences.ts'
import { createFeatureStates, ServicesContext, type Services } from '../../src/renderer/client/services.ts'
import { createObservationStore } from '../../src/renderer/client/store/observation-store.ts'
import { createLiveValue } from '../../src/renderer/client/store/live-value.ts'
import { features as allFeatures } from '../../src/renderer/features/features.ts'
import { FeaturesContext } from '../../src/renderer/shell/features-context.ts'
import { panelFolds } from '../../src/renderer/shell/panel-folds.ts'
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
  /** What the panel is made of; everything, if it is not said. */
  readonly features?: PanelFeatures
  /** What a lab may teach; what the product has, if it is not said. */
  readonly courses?: Courses
}

/** Draws a part of the panel as `main.tsx` would, over a lab that only takes notes. */
export const drawPanel = async (
  element: ReactNode,
  { facts = [], failure, dump = '', sent, features = allFeatures, courses: known = courses }: DrawOptions = {},
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
    folds: panelFolds(features),
    schedule: (work) => {
      work()
    },
  })
  const storage = { getItem: () => null, setItem: () => undefined }
  const preferences = createPreferences(storage)
  const services = createServices(
    {
      lab,
      store,
      connection,
      preferences,
      notices: createNotices(),
      courses: known,
      storage,
      clock: { now: () => 1_700_000_000_500 },
      openTab: createOpenTab(preferences),
      selection: createLiveValue<ExchangeId | undefined>(undefined),
      followed: createLiveValue<SessionKey | undefined>(undefined),
      states: createFeatureStates(),
      recording: createLiveValue<OpenRecording | undefined>(undefined),
      enterToken: (token) => {
        enteredTokens.push(token)
      },
    },
    features,
  )
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
    root.render(
      <ServicesContext value={services}>
        <FeaturesContext value={features}>{element}</FeaturesContext>
      </ServicesContext>,
    )
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
