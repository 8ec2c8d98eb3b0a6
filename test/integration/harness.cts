import { ExecuteContext, LoadOptionsContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeListSearchResult,
	INodeType,
	INodeTypes,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { checkForLeaks, watchLog } from './leaks.cjs';
import {
	Pluggy,
	PluggyApi,
	clock,
	gate,
	login,
	openedLists,
	uncertain,
} from '../../scripts/lib/built.cjs';

/**
 * Runs what is built in dist inside n8n-core's real contexts: parameters are resolved with
 * expressions, requests go through n8n's own HTTP helper, and a credential lives in a store that
 * behaves as n8n's database does.
 */
export const API = 'https://api.pluggy.ai';
export const CLIENT_ID = '3f0d7f52-6f0e-4d37-9a40-0c5a7d3f2b11';
export const CLIENT_SECRET = 'a-client-secret-nobody-may-see';

/** A key as Pluggy makes it: a JSON Web Token with `exp`. */
export function makeKey(name: string, secondsLeft = 7_200): string {
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const exp = Math.floor(Date.now() / 1_000) + secondsLeft;
	return [part({ alg: 'HS256' }), part({ exp, name }), 'c2lnbmF0dXJl'].join('.');
}

/** What the request helpers call of the credential's type. */
interface CredentialType {
	preAuthentication(this: unknown, data: IDataObject): Promise<IDataObject>;
	authenticate(data: IDataObject, options: IDataObject): Promise<IDataObject>;
}

/** One stored credential: what n8n keeps in its database, with a count of reads. */
export class CredentialStore {
	reads = 0;

	stored: IDataObject;

	constructor(data: IDataObject = {}) {
		this.stored = {
			clientId: CLIENT_ID,
			clientSecret: CLIENT_SECRET,
			access: 'payments',
			itemIds: '',
			baseUrl: API,
			apiKey: '',
			sessionExpiresAt: 0,
			sessionFor: '',
			...data,
		};
	}

	/** n8n's CredentialsHelper, as far as the request helpers use it. */
	helper() {
		const type = new PluggyApi() as unknown as CredentialType;
		return {
			isCredentialUsableByNode: () => true,
			getParentTypes: () => [],
			// As n8n does it: expressions are resolved for the row that is asked for, and without one for row 0.
			getDecrypted: async (...args: unknown[]) => {
				this.reads++;
				const { connectionInputData = [], itemIndex = 0 } = (args[6] ?? {}) as {
					connectionInputData?: INodeExecutionData[];
					itemIndex?: number;
				};
				const row = connectionInputData[itemIndex]?.json ?? {};
				return Object.fromEntries(
					Object.entries(this.stored).map(([name, value]) => {
						const member = /^=\{\{ \$json\.(\w+) \}\}$/.exec(String(value))?.[1];
						return [name, member === undefined ? value : row[member]];
					}),
				);
			},
			preAuthentication: async (context: unknown, data: IDataObject) => {
				if (data.apiKey !== '') return undefined;
				const output = await type.preAuthentication.call(context, data);
				this.stored = { ...this.stored, ...output };
				return Object.assign(data, output);
			},
			authenticate: async (data: IDataObject, _type: string, options: IDataObject) =>
				await type.authenticate(data, options),
		};
	}
}

const pluggy: INodeType = new Pluggy();
export const description = pluggy.description;

const nodeTypes: INodeTypes = {
	getByName: () => pluggy,
	getByNameAndVersion: () => pluggy,
	getKnownTypes: () => ({}),
};

export interface RunOptions {
	parameters: IDataObject;
	/** The json of each input row; one empty row if not given. */
	input?: IDataObject[];
	store?: CredentialStore;
	onError?: INode['onError'];
	retryOnFail?: boolean;
	signal?: AbortSignal;
	timezone?: string;
	/** How often the node ran before in this execution, in a loop for example. */
	runIndex?: number;
	/** The execution it belongs to: what the node keeps in its context stays there. */
	execution?: Execution;
	mode?: 'manual' | 'trigger' | 'retry';
	/** As an AI agent calls it. */
	asTool?: boolean;
	nodeName?: string;
	/** Whether n8n swallows what a tool throws, as agents before version 3 do. */
	isSwallowed?: boolean;
}

/** What n8n keeps of an execution while a node runs again in it, also in another process. */
export interface Execution {
	id: string | undefined;
	contextData: IDataObject | undefined;
}

export const newExecution = (id: string | undefined = '7'): Execution => ({ id, contextData: {} });

function prepare(options: RunOptions) {
	const { parameters, store = new CredentialStore(), onError, retryOnFail, timezone } = options;
	const node: INode = {
		id: 'node-1',
		name: options.nodeName ?? 'Pluggy',
		type: `n8n-nodes-pluggy.pluggy${options.asTool ? 'Tool' : ''}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		credentials: { pluggyApi: { id: 'credential-1', name: 'Pluggy' } },
		...(onError === undefined ? {} : { onError }),
		...(retryOnFail === undefined ? {} : { retryOnFail }),
	};
	const workflow = new Workflow({
		id: 'workflow-1',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
		settings: { timezone: timezone ?? 'America/Sao_Paulo' },
	});
	const additionalData = {
		credentialsHelper: store.helper(),
		executionId: (options.execution ?? newExecution()).id,
		currentNodeParameters: node.parameters,
		variables: {},
	} as never;
	return { node: workflow.getNode(node.name)!, workflow, additionalData };
}

export interface RunResult {
	rows: INodeExecutionData[];
	hints: string[];
}

/** Executes the Pluggy node once. */
export async function run(options: RunOptions): Promise<RunResult> {
	const { node, workflow, additionalData } = prepare(options);
	const items = (options.input ?? [{}]).map((json) => ({ json }));
	const inputData = { main: [items] };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		options.mode ?? 'manual',
		{
			resultData: { runData: {} },
			executionData: { contextData: (options.execution ?? newExecution()).contextData },
		} as never,
		options.runIndex ?? 0,
		items,
		inputData,
		{ node, data: inputData, source: null },
		[],
		options.signal,
	);
	if (options.isSwallowed) context.isToolExecution = () => true;
	try {
		const [rows] = (await pluggy.execute!.call(context as never)) as INodeExecutionData[][];
		const hints = context.hints.map(({ message }) => message);
		// Rows of Continue On Fail; a raw item of Pluggy may have an `error` of its own among other members.
		const failed = rows.filter(({ json }) => Object.keys(json).join() === 'error');
		const diagnoses = rows.map(({ json }) => json.diagnosis ?? null);
		watch([hints, failed.map(({ json }) => json), diagnoses]);
		return { rows, hints };
	} catch (error) {
		watch(error);
		throw error;
	}
}

watchLog([CLIENT_SECRET]);

/**
 * Watches over every run of every test: no error, hint, error row or diagnosis, and no line of the
 * log, may show a key, the secret or what is planted.
 */
export function watch(shown: unknown): void {
	checkForLeaks(shown, [CLIENT_SECRET]);
}

/** Executes the node and gives the error it stops with. */
export async function runToError(
	options: RunOptions,
): Promise<Error & { description?: string; httpCode?: string; context: { itemIndex?: number } }> {
	try {
		await run(options);
	} catch (error) {
		return error as never;
	}
	throw new Error('The node did not fail');
}

/** What a picker offers. */
export async function search(
	method: string,
	options: Omit<RunOptions, 'input'>,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { node, workflow, additionalData } = prepare(options);
	const context = new LoadOptionsContext(workflow, node, additionalData, '');
	const found = pluggy.methods!.listSearch![method];
	try {
		return await found.call(context as never, filter, paginationToken);
	} catch (error) {
		watch(error);
		throw error;
	}
}

/** Starts as a new process does: no remembered key, every gate open. */
export function newProcess(): void {
	login.forgetLogins();
	gate.forgetGates();
	uncertain.forgetUncertain();
	openedLists.forgetLists();
}

/** Makes waits take no time: the clock jumps by what is slept. Undone by the returned function. */
export function jumpingClock(): { slept: () => number; restore: () => void } {
	const original = { ...clock };
	let ahead = 0;
	clock.now = () => original.now() + ahead;
	clock.sleep = async (ms) => {
		ahead += ms;
	};
	return { slept: () => ahead, restore: () => Object.assign(clock, original) };
}
