import { PollContext } from 'n8n-core';
import type { IDataObject, INode, INodeExecutionData, INodeTypes } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { CredentialStore, watch } from './harness.cjs';
import { PluggyPollTrigger, polling } from '../../scripts/lib/built.cjs';

/** Runs the Pluggy Poll Trigger of dist inside n8n-core's poll context. */

const trigger = new PluggyPollTrigger();
const nodeTypes: INodeTypes = {
	getByName: () => trigger,
	getByNameAndVersion: () => trigger,
	getKnownTypes: () => ({}),
};

export interface PollOptions {
	parameters?: IDataObject;
	store?: CredentialStore;
	/** What n8n kept of earlier polls. */
	data?: IDataObject;
	/** n8n's variables, `$vars` in expressions. */
	variables?: IDataObject;
	/** How long n8n lets a poll take, in ms; null: an n8n that does not say it. */
	budgetMs?: number | null;
}

export interface Polled {
	rows: IDataObject[] | null;
	error: (Error & { description?: string; httpCode?: string; failure?: unknown }) | undefined;
}

/** A poll trigger in a published workflow, with n8n's memory of it. */
export function pollNode(options: PollOptions = {}) {
	const { store = new CredentialStore(), budgetMs } = options;
	const node: INode = {
		id: 'node-1',
		name: 'Pluggy Poll Trigger',
		type: 'n8n-nodes-pluggy.pluggyPollTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: { pollTimes: { item: [] }, ...options.parameters } as INode['parameters'],
		credentials: { pluggyApi: { id: 'credential-1', name: 'Pluggy' } },
	};
	const workflow = new Workflow({
		id: 'workflow-1',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes,
		staticData: options.data ? { 'node:Pluggy Poll Trigger': options.data } : {},
	});
	const additionalData = {
		credentialsHelper: store.helper(),
		currentNodeParameters: node.parameters,
		variables: options.variables ?? {},
	};
	const log: string[] = [];

	async function poll(mode: 'trigger' | 'manual' = 'trigger'): Promise<Polled> {
		const context = new PollContext(
			workflow,
			workflow.getNode(node.name)!,
			additionalData as never,
			mode,
			mode === 'manual' ? 'manual' : 'activate',
		);
		const budget = budgetMs === null ? undefined : () => budgetMs ?? 30_000;
		Object.defineProperty(context, 'getPollBudgetMs', { value: budget });
		const write = (text: string) => void log.push(text);
		Object.defineProperty(context, 'logger', {
			value: { warn: write, error: write, debug: write, info: write },
		});
		try {
			const output = (await trigger.poll.call(context as never)) as INodeExecutionData[][] | null;
			watch(log);
			return { rows: output && output[0].map(({ json }) => json), error: undefined };
		} catch (error) {
			watch([error, log]);
			return { rows: null, error: error as Polled['error'] };
		}
	}

	return {
		poll,
		log,
		/** A plain copy of what n8n would save. */
		data: () => JSON.parse(JSON.stringify(workflow.getStaticData('node', node))) as IDataObject,
	};
}

/** As another process. */
export const killed = () => polling.forgetPolls();
