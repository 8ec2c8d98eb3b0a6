import { EventEmitter } from 'node:events';
import { HookContext, WebhookContext } from 'n8n-core';
import type { IDataObject, INode, INodeTypes, IWebhookResponseData } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { CredentialStore, watch } from './harness.cjs';
import { PluggyTrigger } from '../../scripts/lib/built.cjs';

/** Runs the Pluggy Trigger of dist inside n8n-core's hook and webhook contexts. */

const trigger = new PluggyTrigger();
const nodeTypes: INodeTypes = {
	getByName: () => trigger,
	getByNameAndVersion: () => trigger,
	getKnownTypes: () => ({}),
};

export const BASE = 'https://n8n.example.com/webhook';
export const WEBHOOK_ID = '7d1f5c0e-2f0b-4c54-9a3e-5d5d5b8f1c11';
export const URL_OF_NODE = `${BASE}/${WEBHOOK_ID}/webhook`;
export const TEST_URL = `https://n8n.example.com/webhook-test/${WEBHOOK_ID}/webhook`;

export interface TriggerOptions {
	parameters?: IDataObject;
	store?: CredentialStore;
	/** Address of n8n's webhooks. */
	base?: string;
	/** What n8n kept of an earlier registration. */
	data?: IDataObject;
	/** As the editor's test listener. */
	isTest?: boolean;
	workflowId?: string;
	/** n8n's variables, `$vars` in expressions; they may change between two calls. */
	variables?: IDataObject;
}

const WEBHOOK = trigger.description.webhooks![0];

/** A trigger node in a workflow, with n8n's memory of it. */
export function triggerNode(options: TriggerOptions = {}) {
	const { parameters = { events: ['item/updated'] }, store = new CredentialStore() } = options;
	const node: INode = {
		id: 'node-1',
		name: 'Pluggy Trigger',
		type: 'n8n-nodes-pluggy.pluggyTrigger',
		typeVersion: 1,
		position: [0, 0],
		webhookId: WEBHOOK_ID,
		parameters: parameters as INode['parameters'],
		credentials: { pluggyApi: { id: 'credential-1', name: 'Pluggy' } },
	};
	const workflow = new Workflow({
		id: options.workflowId ?? 'workflow-1',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes,
		staticData: options.data ? { 'node:Pluggy Trigger': options.data } : {},
	});
	const mode = options.isTest ? 'manual' : 'webhook';
	const base = options.base ?? BASE;
	const additionalData = {
		credentialsHelper: store.helper(),
		webhookBaseUrl: base,
		webhookTestBaseUrl: base.replace(/webhook$/, 'webhook-test'),
		currentNodeParameters: node.parameters,
		variables: options.variables ?? {},
	};
	const webhookData = { isTest: options.isTest === true, webhookDescription: WEBHOOK } as never;

	const call = async (method: 'checkExists' | 'create' | 'delete') => {
		const context = new HookContext(
			workflow,
			workflow.getNode(node.name)!,
			additionalData as never,
			options.isTest ? 'manual' : 'trigger',
			options.isTest ? 'manual' : 'activate',
			webhookData,
		);
		try {
			return await trigger.webhookMethods!.default![method].call(context as never);
		} catch (error) {
			watch(error);
			throw error;
		}
	};

	return {
		checkExists: async () => await call('checkExists'),
		create: async () => await call('create'),
		delete: async () => await call('delete'),
		/** As n8n: create only what is not there. */
		activate: async () => {
			if (!(await call('checkExists'))) await call('create');
		},
		/** A plain copy of what n8n would save. */
		data: () => JSON.parse(JSON.stringify(workflow.getStaticData('node', node))) as IDataObject,

		/** One request to the webhook, up to where n8n takes over. */
		async deliver(request: { body?: unknown; headers?: IDataObject; ip?: string }) {
			const response = new FakeResponse();
			const { body = {}, headers = {}, ip = '127.0.0.1' } = request;
			const context = new WebhookContext(
				workflow,
				workflow.getNode(node.name)!,
				{
					...additionalData,
					httpRequest: { body, headers, ip, params: {}, query: {} },
					httpResponse: response,
				} as never,
				mode,
				webhookData,
				[],
				null as never,
			);
			const log: string[] = [];
			const write = (text: string, more?: object) =>
				void log.push(`${text} ${JSON.stringify(more ?? {})}`);
			Object.defineProperty(context, 'logger', { value: { warn: write, error: write } });
			const result = (await trigger.webhook!.call(context as never)) as IWebhookResponseData;
			watch(response.text);
			watch(log);
			const rows = result.workflowData?.[0]?.map(({ json }) => json);
			return { result, response, rows, log };
		},
	};
}

/** Express's response, as far as the node and n8n use it. */
export class FakeResponse extends EventEmitter {
	statusCode = 200;

	writableEnded = false;

	text = '';

	headers: Record<string, string> = {};

	setHeader(name: string, value: string) {
		this.headers[name.toLowerCase()] = value;
	}

	status(code: number) {
		this.statusCode = code;
		return this;
	}

	json(body: unknown) {
		this.text = JSON.stringify(body);
		this.writableEnded = true;
		this.emit('finish');
	}

	/** What n8n does once the execution is stored, or storing it failed. */
	answer(code: number) {
		this.status(code).json({ message: 'Workflow was started' });
	}
}

/** A webhook as Pluggy has it. */
export interface Hook {
	id: string;
	event: string;
	url: string;
	headers?: Record<string, string>;
	disabledAt: string | null;
}
