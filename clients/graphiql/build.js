// Copies what the page of `GET /graphiql` loads into dist/; the page itself is in the server (http/explorer).
import { copyFile, mkdir } from 'node:fs/promises';

const files = [
  'graphiql/graphiql.min.js',
  'graphiql/graphiql.min.css',
  'react/umd/react.production.min.js',
  'react-dom/umd/react-dom.production.min.js',
];

const here = (path) => new URL(path, import.meta.url);
await mkdir(here('dist/'), { recursive: true });
await Promise.all(files.map((file) => copyFile(here(`node_modules/${file}`), here(`dist/${file.split('/').at(-1)}`))));
