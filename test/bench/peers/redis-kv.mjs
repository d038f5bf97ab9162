import express from 'express'
import { createClient } from 'redis'
import { listen } from './listen.mjs'

// Redis over HTTP: the least that Express needs to pass it on.
const client = createClient({ url: process.argv[2] })
await client.connect()
const app = express()
app.use(express.json({ limit: '1mb' }))
app.post('/', async (request, response) => {
  await client.mSet(Object.entries(request.body).flatMap(([key, value]) => [key, JSON.stringify(value)]))
  response.json(request.body)
})
app.get('/', async (request, response) => {
  response.json({ keys: await client.keys(`${request.query.prefix ?? ''}*`) })
})
app.get('/:key', async (request, response) => {
  const { key } = request.params
  response.json({ [key]: JSON.parse((await client.get(key)) ?? 'null') })
})
listen(app)
