// @vitest-environment happy-dom
import { expect, expectTypeOf, it } from 'vitest'
import { commandsInOrder } from '../../../src/renderer/client/command.ts'
import type { PanelFeatures, TabFeature } from '../../../src/renderer/client/feature.ts'
import { stateOf, type FeatureState } from '../../../src/renderer/client/services.ts'
import { createLiveValue, type LiveSource } from '../../../src/renderer/client/store/live-value.ts'
import type { TabId } from '../../../src/renderer/client/tabs.ts'
import { useFeatureState } from '../../../src/renderer/client/use-feature-state.ts'
import { useLive } from '../../../src/renderer/client/use-live.ts'
import { features } from '../../../src/renderer/features/features.ts'
import { Inspector } from '../../../src/renderer/shell/inspector.tsx'
import { panelFolds } from '../../../src/renderer/shell/panel-folds.ts'
import { Palette } from '../../../src/renderer/shell/palette.tsx'
import { loadTab } from '../../../src/renderer/shell/tab-loader.ts'
import { allFolds } from '../../support/all-folds.ts'
import { find, textsOf } from '../../support/find.ts'
import { began } from '../../support/observations.ts'
import { drawPanel } from '../../support/panel.tsx'

// A tab that the shell has never heard of, told by its feature alone.
const marbles: FeatureState<LiveSource<number>> = { create: () => createLiveValue(0) }
const Marbles = () => <p className="marbles">{useLive(useFeatureState(marbles))} marbles</p>
const Badge = () => <i>{useLive(useFeatureState(marbles))}</i>
const toy: TabFeature<'toy'> = {
  id: 'toy',
  title: 'Toy box',
  order: 15,
  load: () => Promise.resolve(Marbles),
  folds: [],
  state: marbles,
  commands: (services) => {
    const count = stateOf(services, marbles)
    return [
      {
        id: 'add marble',
        name: `Add a marble to ${count.current()}`,
        group: { name: 'Toys', order: 1 },
        takesFocus: false,
        run: () => {
          count.change(count.current() + 1)
        },
      },
    ]
  },
  reveals: {
    entry: (key, services) => {
      stateOf(services, marbles).change(key.length)
      return key !== ''
    },
  },
  Badge,
}
const plain = (id: string): TabFeature => ({
  id,
  title: id,
  order: 10,
  load: () => Promise.resolve(() => <p>{id}</p>),
  folds: [],
})
const withToy: PanelFeatures = { tabs: [plain('first'), toy], others: [] }
const options = { facts: [began()], features: withToy }

it('a tab is shown with its badge by its feature alone', async () => {
  await Promise.all(withToy.tabs.map(loadTab))
  const { container, services, act, close } = await drawPanel(<Inspector />, options)
  expect(textsOf(container, '[role=tab]')).toEqual(['first', 'Toy box0'])
  expect(textsOf(container, '[role=tabpanel]')).toEqual(['first'])
  await act(() => {
    services.openTab.change('toy')
  })
  expect(textsOf(container, '[role=tabpanel]')).toEqual(['0 marbles'])
  expect(services.preferences.current().tab).toBe('toy')
  await close()
})

it('a target opens the tab that takes it, unless there is nothing to show', async () => {
  await Promise.all(withToy.tabs.map(loadTab))
  const { container, services, act, close } = await drawPanel(<Inspector />, options)
  await act(() => {
    services.reveal({ entry: '' })
    services.reveal({ exchange: 7 })
  })
  expect(textsOf(container, '[role=tabpanel]')).toEqual(['first'])
  await act(() => {
    services.reveal({ entry: 'key' })
  })
  expect(textsOf(container, '[role=tabpanel]')).toEqual(['3 marbles'])
  await close()
})

it('its commands, and the one that opens it, are in the palette, anew when its state changes', async () => {
  const { services, act, close } = await drawPanel(<Palette isOpen onOpenChange={() => undefined} />, options)
  const names = () => textsOf(document.body, '[role=menuitem] [slot=label]')
  expect(names().slice(0, 3)).toEqual(['Add a marble to 0', 'Show first', 'Show Toy box'])
  await act(() => {
    stateOf(services, marbles).change(4)
  })
  expect(names()[0]).toBe('Add a marble to 4')
  await act(() => {
    find(document.body, '[role=menuitem][data-key="show toy"]').click()
  })
  expect(services.openTab.current()).toBe('toy')
  await close()
})

it('a tab that this panel does not have counts as the first', async () => {
  await Promise.all(withToy.tabs.map(loadTab))
  const { container, services, act, close } = await drawPanel(<Inspector />, options)
  await act(() => {
    services.openTab.change('of another version')
  })
  expect(textsOf(container, '[role=tabpanel]')).toEqual(['first'])
  await close()
})

it('a tab whose panel cannot be had says so, and is tried again', async () => {
  let isBroken = true
  const load = () => (isBroken ? Promise.reject(new Error('no connection')) : Promise.resolve(Marbles))
  const tabs = [{ ...toy, load }]
  const { container, services, act, close } = await drawPanel(<Inspector />, {
    ...options,
    features: { tabs, others: [] },
  })
  await act(() => undefined)
  expect(services.notices.current().map(({ message }) => message)).toEqual([
    'The tab Toy box could not be loaded: no connection',
  ])
  expect(textsOf(container, '.marbles')).toEqual([])
  isBroken = false
  expect(await Promise.all(tabs.map(loadTab))).toEqual([Marbles])
  await close()
})

it('the list of features is total: one without its tab, or under the wrong name, does not compile', () => {
  type Tabs = { readonly [Id in TabId]: TabFeature<Id> }
  expectTypeOf<Omit<Tabs, 'store'>>().not.toExtend<Tabs>()
  expectTypeOf<Omit<Tabs, 'store'> & { readonly store: TabFeature<'code'> }>().not.toExtend<Tabs>()
  expect(features.tabs.map(({ id }) => id)).toEqual(['timeline', 'sequence', 'cookies', 'store', 'console', 'code'])
})

it('every panel of the panel’s own tabs can be had', async () => {
  for (const tab of features.tabs) expect(await tab.load()).toBeTypeOf('function')
})

it('all that the features draw from is folded', () => {
  expect(new Set(panelFolds(features))).toEqual(new Set(allFolds))
})

it('commands stand by group and place, and otherwise as they come', () => {
  const command = (id: string, group: number, order?: number) => ({
    id,
    name: id,
    group: { name: '', order: group },
    ...(order === undefined ? {} : { order }),
    takesFocus: false,
    run: () => undefined,
  })
  const mixed = [command('c', 2), command('b', 1, 5), command('a', 1), command('d', 2)]
  expect(commandsInOrder(mixed).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
})
