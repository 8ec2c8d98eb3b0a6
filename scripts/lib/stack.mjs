/**
 * The whole stack: the local Pluggy in this process, n8n with our packed package, its owner and
 * the credential that points to the sandbox.
 */
import { bankOptions, connectBank } from './bank.mjs';
import { ensureN8n } from './n8n-install.mjs';
import { startN8n } from './n8n.mjs';
import { connect } from './n8n-client.mjs';
import { packPackage, unpackPackage } from './package.mjs';

export const CREDENTIAL = { name: 'Pluggy (local sandbox)', type: 'pluggyApi' };

/** The client id and secret a running sandbox knows. @param {Pick<Sandbox, 'auth'>} sandbox */
export const sandboxClient = (sandbox) => sandbox.auth.clients[0];

/** The credential for a running sandbox. @param {Sandbox} sandbox @param {string[]} [items] those it names */
export function sandboxCredential(sandbox, items = []) {
	const { clientId, clientSecret } = sandboxClient(sandbox);
	const data = {
		...{ clientId, clientSecret, baseUrl: sandbox.url, access: 'payments' },
		itemIds: items.join(', '),
	};
	return { ...CREDENTIAL, data };
}

/**
 * The same application for AI agents, which only read. Whoever changes the item IDs of the other changes them here.
 * @param {{ name: string, type: string, data: Row }} credential
 */
export const readOnly = ({ data, ...credential }) => ({
	...{ ...credential, name: 'Pluggy (read only)' },
	data: { ...data, access: 'readOnly' },
});

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Stores a credential for the sandbox, unless somebody has turned the one of that name to another Pluggy: its secret
 * stands nowhere else.
 * @template {{ name: string, type: string, data: Row }} Credential
 * @param {{ findCredential: (wanted: Credential) => Promise<Row | undefined>, putCredential: (credential: Credential) => Promise<Row> }} client
 * @param {Credential} credential
 */
export async function putOwn(client, credential) {
	const known = await client.findCredential(credential);
	const { baseUrl } = known?.data ?? {};
	const isOwn = URL.canParse(baseUrl) && LOOPBACK.includes(new URL(baseUrl).hostname);
	return known && !isOwn ? known : await client.putCredential(credential);
}

/** @param {import('../../sandbox/server.mjs').SandboxOptions} options */
export async function startSandbox(options) {
	const { createSandbox } = await import('../../sandbox/server.mjs');
	return await createSandbox(options);
}

/**
 * @param {object} options
 * @param {string} options.userFolder
 * @param {(stop: () => unknown) => void} options.defer takes what stops the parts
 * @param {string} [options.tarball] packed now unless given
 * @param {import('../../sandbox/server.mjs').SandboxOptions} [options.sandbox]
 * @param {boolean} [options.hasBank] one is connected from yesterday on, and the credential names it; the caller
 *   goes to today
 * @param {Partial<Parameters<typeof startN8n>[0]>} [options.n8n]
 */
export async function startStack({
	userFolder,
	defer,
	tarball,
	sandbox: sandboxOptions,
	hasBank = false,
	n8n: n8nOptions,
}) {
	const folder = await ensureN8n();
	await unpackPackage({ tarball: tarball ?? (await packPackage()), userFolder });
	const more = hasBank ? bankOptions() : {};
	const ports = { port: 0, adminPort: 0 };
	const sandbox = await startSandbox({ ...ports, fast: true, ...more, ...sandboxOptions });
	defer(() => sandbox.close());
	const items = hasBank ? connectBank(sandbox) : [];
	const n8n = await startN8n({ userFolder, folder, ...n8nOptions });
	defer(() => n8n.stop());
	const client = await connect(n8n.url);
	const given = sandboxCredential(sandbox, items);
	const credential = await putOwn(client, given);
	await putOwn(client, readOnly(given));
	return { sandbox, n8n, client, credential };
}

/**
 * Runs a workflow while something else happens around it, such as days passing.
 * @param {Pick<Stack, 'client' | 'sandbox'>} stack
 * @param {string} workflowId
 * @param {(context: { sandbox: Sandbox, signal: AbortSignal }) => Promise<void>} [during] aborted at
 *   the end of the run
 */
export async function runWhile({ client, sandbox }, workflowId, during) {
	const end = new AbortController();
	const running = client.runWorkflow(workflowId).finally(() => end.abort());
	const [execution] = await Promise.all([running, during?.({ sandbox, signal: end.signal })]);
	return execution;
}
