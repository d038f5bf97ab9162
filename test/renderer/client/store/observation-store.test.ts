import { describe, expect, it, vi } from 'vitest'
import { createObservationStore } from '../../../../src/renderer/client/store/observation-store.ts'
import type { Fold } from '../../../../src/shared/stream/fold.ts'
import { entriesFold } from '../../../../src/shared/folds/entries.ts'
import { jarsFold } from '../../../../src/shared/folds/jars.ts'
import { began, stamped, written } from '../../../support/observations.ts'

const countFold: Fold<number> = { start: () => 0, step: (count) => count + 1 }

const createStore = () => {
  const frames: (() => void)[] = []
  const store = createObservationStore({
    folds: [countFold, jarsFold, entriesFold],
    schedule: (work) => frames.push(work),
  })
  return {
    store,
    frames,
    drawFrame: () => {
      for (const work of frames.splice(0)) work()
    },
  }
}

describe('createObservationStore', () => {
  it('begins each view at its start', () => {
    const { store } = createStore()
    expect(store.viewOf(countFold)).toBe(0)
    expect(store.viewOf(jarsFold)).toEqual(jarsFold.start())
  })

  it('steps every fold once an observation, and tells once a frame', () => {
    const { store, frames, drawFrame } = createStore()
    const listener = vi.fn()
    store.subscribe(listener)
    store.append(stamped([began(), written('a', '1')]))
    store.append(stamped([written('b', '1')]))
    expect(frames).toHaveLength(1)
    expect(store.viewOf(countFold)).toBe(0)
    drawFrame()
    expect(store.viewOf(countFold)).toBe(3)
    expect(store.viewOf(entriesFold).keys).toEqual(['a', 'b'])
    expect(listener).toHaveBeenCalledTimes(1)
    store.append(stamped([written('c', '1')]))
    drawFrame()
    expect(store.viewOf(countFold)).toBe(4)
  })

  it('keeps the reference of a view that did not change', () => {
    const { store, drawFrame } = createStore()
    const before = store.viewOf(jarsFold)
    store.append(stamped([written('a', '1')]))
    drawFrame()
    expect(store.viewOf(jarsFold)).toBe(before)
  })

  it('asks for no frame when there is nothing new', () => {
    const { store, frames } = createStore()
    store.append([])
    expect(frames).toHaveLength(0)
  })

  it('tells nobody who has left', () => {
    const { store, drawFrame } = createStore()
    const listener = vi.fn()
    store.subscribe(listener)()
    store.append(stamped([began()]))
    drawFrame()
    expect(listener).not.toHaveBeenCalled()
  })

  it('does not invent views of folds that it does not step', () => {
    const { store } = createStore()
    expect(() => store.viewOf({ ...countFold })).toThrow('whose fold the store does not step')
  })
})
