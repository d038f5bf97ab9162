import { waysToJoin } from '../../shared/copy-as/ways-to-join.ts'
import type { LabServers } from '../lab/lab-servers.ts'

/** Where everything is, for whoever reads the terminal. */
export const placesOf = ({ home, ofCourse, taps }: LabServers): string[] => {
  if (ofCourse !== undefined) return [`counter    ${ofCourse.counter.url}`, `key-value  ${ofCourse.kv.url}`]
  if (taps === undefined) return [`watching   ${home}`]
  const [curl] = waysToJoin(taps.others, home).filter(({ client }) => client === 'curl')
  return [
    `watching   ${home}`,
    `proxy      127.0.0.1:${taps.others} (SOCKS 5 or HTTP)`,
    `to join    ${curl?.command ?? ''}`,
  ]
}
