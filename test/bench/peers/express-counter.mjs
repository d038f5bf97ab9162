import express from 'express'
import { listen } from './listen.mjs'
import { counterPage } from './page.mjs'

// Plain Express: one count for all, no sessions.
const app = express()
let count = 0
app.get('/', (request, response) => {
  count += 1
  response.send(counterPage(count))
})
listen(app)
