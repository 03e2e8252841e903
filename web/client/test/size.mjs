// The student's first load: every script index.html names, compressed. Fails above 80 KB.
// What is fetched before the first answer counts as well: the hub client comes with a dynamic import.
import { readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const limit = 80 * 1024;
const root = new URL('../../wwwroot/', import.meta.url);
const html = readFileSync(new URL('index.html', root), 'utf8');
const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((match) => match[1]);
const later = readdirSync(new URL('assets/', root)).filter((name) => /^(HubConnectionBuilder|hubTransport)-/.test(name)).map((name) => `assets/${name}`);
let total = 0;
for (const file of new Set([...named, ...later])) {
  const bytes = gzipSync(readFileSync(new URL(file, root)), { level: 9 }).length;
  total += bytes;
  console.log(`${String(bytes).padStart(7)}  ${file}`);
}
console.log(`${String(total).padStart(7)}  of ${limit}`);
process.exit(total > limit ? 1 : 0);
