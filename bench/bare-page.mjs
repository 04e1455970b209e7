// The yardstick: the same 171 rows by the shortest way there is — Express, better-sqlite3 and one Handlebars table.
import Database from 'better-sqlite3';
import express from 'express';
import Handlebars from 'handlebars';

const [file, port] = process.argv.slice(2);
const db = new Database(file, { readonly: true });
const rows = db.prepare(
  `SELECT a.id, a.role, a.due_on, a.stage, m.number || m.title AS measure, u.name AS unit, h.title AS phase
   FROM assignment a JOIN measure m ON m.id = a.measure_id JOIN unit u ON u.id = a.unit_id JOIN phase h ON h.id = a.phase_id
   WHERE a.plan_id = 1 ORDER BY a.due_on, m.position, a.id`,
);
const page = Handlebars.compile(
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>x</title></head><body><table>
{{#each rows}}<tr><td><a href="/assignments/{{id}}">{{measure}}</a></td><td>{{unit}}</td><td>{{role}}</td><td>{{phase}}</td><td>{{due_on}}</td><td>{{stage}}</td></tr>
{{/each}}</table></body></html>`,
);
const app = express();
app.get('/', (_request, response) => response.type('html').send(page({ rows: rows.all() })));
app.listen(Number(port), '127.0.0.1', () => console.log('ready'));
