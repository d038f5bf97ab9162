import { claim } from '../../../../src/servers/files/claim.ts'

// Claims the folder that it is told, as often as it is asked, and says what came of it.
const [folder = '', name = ''] = process.argv.slice(2)
let held: Awaited<ReturnType<typeof claim>> | undefined

process.on('message', (order) => {
  void (async () => {
    if (order === 'release') {
      if (held?.ok) await held.value.release()
      process.send?.('released')
      return
    }
    held = await claim({ folder, name, say: () => `here is ${process.pid}` })
    process.send?.(held.ok ? 'owner' : (held.failure.says ?? 'silent'))
  })()
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
