import type { IHookFunctions } from 'n8n-workflow';
import { openClient, type Client } from '../shared/client/transport';
import { problemOf } from '../shared/problems/errors';
import { toNodeError } from '../shared/problems/nodeErrors';
import { addressProblem } from './addresses';
import { checked, readSettings, type Settings } from './events';
import { pendingDigests, triggerKeyOf } from './place';
import {
	checkUrl,
	inspect,
	readRegistration,
	register,
	type Registration,
	type WantedWebhooks,
} from './registration';
import { forgetFailure, inOneBudget, unregister } from './removal';

/** What n8n asks when a workflow is published, unpublished or tested. Errors are n8n's. */

const WEBHOOK = 'default';

/** Whether Pluggy delivers the chosen events already; what is found is taken over. */
export async function checkExists(context: IHookFunctions): Promise<boolean> {
	return await atPluggy(context, async (tools) => {
		const { client, known, expectSecret } = tools;
		const found = await inspect(client, wantedOf(tools), known, expectSecret);
		if (found) store(context, found);
		return found !== undefined;
	});
}

/** Registers one webhook per event. */
export async function create(context: IHookFunctions): Promise<boolean> {
	return await atPluggy(context, async (tools) => {
		const wish = wantedOf(tools);
		// From here on the old secret may be replaced; without one nothing is accepted.
		forget(context);
		store(context, await register(tools.client, wish, tools.known, tools.expectSecret));
		return true;
	});
}

/** Removes the webhooks of this node. */
export async function remove(context: IHookFunctions): Promise<boolean> {
	return await atPluggy(context, async ({ client, url, known, place }) => {
		// n8n also calls this after a registration failed, perhaps for this address.
		const isPossible = addressProblem(url, client.baseUrl) === undefined;
		if (isPossible || known) {
			await inOneBudget(place, async (budgetMs) => {
				await unregister(client, url, known, budgetMs);
			});
		}
		forget(context);
		return true;
	});
}

interface Tools {
	place: string;
	client: Client;
	url: string;
	settings: () => Settings;
	known: Registration | undefined;
	expectSecret: (secretDigest: string) => void;
}

/** Runs a lifecycle method, whose errors become n8n's. */
async function atPluggy<T>(
	context: IHookFunctions,
	work: (tools: Tools) => Promise<T>,
): Promise<T> {
	try {
		const url = context.getNodeWebhookUrl(WEBHOOK) ?? '';
		const place = triggerKeyOf(context);
		return await work({
			place,
			client: await openClient(context),
			url,
			settings: () => readSettings((name) => context.getNodeParameter(name)),
			known: readRegistration(context.getWorkflowStaticData('node'), url),
			expectSecret: (digest) => void pendingDigests.set(place, digest),
		});
	} catch (error) {
		throw toNodeError(context.getNode(), problemOf(error));
	}
}

/** @throws PluggyError when it cannot come true */
function wantedOf({ client, url, settings, place }: Tools): WantedWebhooks {
	forgetFailure(place);
	const { events } = checked(settings());
	checkUrl(url, client.baseUrl);
	return { url, events };
}

function store(context: IHookFunctions, registration: Registration): void {
	Object.assign(context.getWorkflowStaticData('node'), registration);
}

function forget(context: IHookFunctions): void {
	const data = context.getWorkflowStaticData('node');
	for (const name of ['url', 'secretDigest', 'webhooks']) delete data[name];
	pendingDigests.delete(triggerKeyOf(context));
}
