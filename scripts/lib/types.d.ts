/** Names for what the scripts and end-to-end tests hand around. */

/** What JSON holds, unchecked. */
type Json = ReturnType<typeof JSON.parse>;

/** A JSON object whose members the code that reads it knows: a row in n8n, an answer of Pluggy. */
type Row = Record<string, Json>;

/** The local Pluggy, running. */
type Sandbox = import('../../sandbox/server.mjs').Sandbox;

/** What can be asked of a running n8n. */
type N8nClient = Awaited<ReturnType<typeof import('./n8n-client.mjs').connect>>;

/** All of it together, with the credential. */
type Stack = Awaited<ReturnType<typeof import('./stack.mjs').startStack>>;

/** An execution of n8n, with its data decoded. */
type Execution = Row;

/** Asks the admin address of the sandbox. */
type AskAdmin = (path: string) => Promise<Json>;

/** A schema of Pluggy's document. */
type Schema = Row;

/** What Pluggy's document says, by scripts/lib/pluggy-document.cjs. */
type Reader = ReturnType<typeof import('./pluggy-document.cjs').createReader>;

/** An operation of Pluggy's document. */
type Documented = ReturnType<Reader['operations']>[number];

/** Of the node's catalog. */
type Resource = import('../../nodes/Pluggy/operation').Resource;
type Operation = import('../../nodes/Pluggy/operation').Operation;
type Field = import('../../nodes/Pluggy/operation').Field;

/** The node's error catalog. */
type Problems = typeof import('../../nodes/shared/problems');
