/** npm run sandbox: the local Pluggy alone. Installs what is missing first; --help tells the options. */
import { onNode24 } from './lib/bootstrap.mjs';

await onNode24(import.meta.url);
await import('../sandbox/index.mjs');
