import type {
	IDataObject,
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { clock } from '../shared/client/clock';
import { problemOf, toNodeError } from '../shared/problems/errors';
import { openClient, type Client } from '../shared/client/transport';
import { refusalOf } from './addresses';
import { digestOf, judge, SeenEvents, type Verdict } from './delivery';
import { checked, readSettings, type Settings } from './events';
import { properties } from './properties';
import {
	checkUrl,
	inspect,
	readRegistration,
	register,
	type Registration,
	type Wish,
} from './registration';
import { forgetFailure, inOneBudget, unregister } from './removal';

const WEBHOOK = 'default';

/** The events of all triggers in this process. */
const seen = new SeenEvents();

/**
 * Secrets of registrations that n8n has not saved yet: it does so when all triggers of a workflow
 * are registered, and Pluggy may deliver before.
 */
const announced = new Map<string, string>();

/** Nobody sees a refused delivery in n8n: the log tells, seldom, so that nobody can flood it. */
const WARN_EVERY_MS = 600_000;
const warnedAt = new Map<string, number>();

export class PluggyTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pluggy Trigger',
		name: 'pluggyTrigger',
		icon: { light: 'file:../Pluggy/pluggy.svg', dark: 'file:../Pluggy/pluggy.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ [].concat($parameter["events"], $parameter["customEvent"]).filter(Boolean).join(", ") }}',
		// The node picker shows one of the two descriptions for both nodes.
		description: 'Open Finance in Brazil: bank data, PIX and boletos, and the events about them',
		defaults: { name: 'Pluggy Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'pluggyApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'webhook',
				// Nobody needs to copy it: what comes without the registered secret is refused.
				ndvHideUrl: true,
			},
		],
		eventTriggerDescription:
			'Cause one of the chosen events: connect or update a bank, or pay a test payment',
		activationMessage: 'Pluggy now sends the chosen events to this workflow.',
		triggerPanel: {
			header: 'Wait for events of Pluggy',
			executionsHelp: {
				inactive:
					'<b>While building</b>, press Execute step: n8n registers at Pluggy for two minutes and shows the first event that comes. <br /><br /><b>For good</b>, publish the workflow: n8n registers one webhook per event, and each event starts an execution. Nothing has to be set in the dashboard of Pluggy.',
				active:
					'<b>The workflow is published</b>: each event starts an execution, which the executions list shows. <br /><br /><b>To change it</b>, press Execute step: n8n registers a second time for two minutes and shows the first event that comes.',
			},
			activationHint:
				'When the workflow is ready, <a data-key="activate">publish</a> it, and Pluggy sends its events.',
		},
		properties,
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await atPluggy(this, async (tools) => {
					const { client, known, announce } = tools;
					const found = await inspect(client, wishOf(tools), known, announce);
					if (found) store(this, found);
					return found !== undefined;
				});
			},

			async create(this: IHookFunctions): Promise<boolean> {
				return await atPluggy(this, async (tools) => {
					const wish = wishOf(tools);
					// From here on the old secret may be replaced; without one nothing is accepted.
					forget(this);
					store(this, await register(tools.client, wish, tools.known, tools.announce));
					return true;
				});
			},

			async delete(this: IHookFunctions): Promise<boolean> {
				return await atPluggy(this, async ({ client, url, known, place }) => {
					// n8n also calls this after a registration failed, perhaps for this address.
					const isPossible = refusalOf(url, client.baseUrl) === undefined;
					if (isPossible || known) {
						await inOneBudget(place, async (budgetMs) => {
							await unregister(client, url, known, budgetMs);
						});
					}
					forget(this);
					return true;
				});
			},
		},
	};

	/** Never throws: n8n would start an execution that fails, for anybody who sends anything. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		try {
			return receive(this);
		} catch (error) {
			this.logger.error(`Pluggy Trigger could not judge a delivery: ${problemOf(error).title}`);
			// Pluggy delivers again.
			return reply(this, 500);
		}
	}
}

interface Tools {
	place: string;
	client: Client;
	url: string;
	settings: () => Settings;
	known: Registration | undefined;
	announce: (secretDigest: string) => void;
}

/** Runs a lifecycle method, whose errors become n8n's. */
async function atPluggy<T>(
	context: IHookFunctions,
	work: (tools: Tools) => Promise<T>,
): Promise<T> {
	try {
		const url = context.getNodeWebhookUrl(WEBHOOK) ?? '';
		const place = placeOf(context);
		return await work({
			place,
			client: await openClient(context),
			url,
			settings: () => readSettings((name) => context.getNodeParameter(name)),
			known: readRegistration(context.getWorkflowStaticData('node'), url),
			announce: (digest) => void announced.set(place, digest),
		});
	} catch (error) {
		throw toNodeError(context.getNode(), problemOf(error));
	}
}

/** @throws PluggyError when it cannot come true */
function wishOf({ client, url, settings, place }: Tools): Wish {
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
	announced.delete(placeOf(context));
}

/** One address of one trigger, that of the editor's test listener being another. */
function placeOf(context: IHookFunctions | IWebhookFunctions): string {
	const { webhookId, id } = context.getNode();
	return JSON.stringify([
		context.getWorkflow().id,
		webhookId ?? id,
		context.getMode() === 'manual',
	]);
}

function receive(context: IWebhookFunctions): IWebhookResponseData {
	const body = context.getBodyData() as unknown;
	const place = placeOf(context);
	const keyOf = (key: string) => digestOf(`${place} ${key}`);
	const { ip } = context.getRequestObject();
	// The editor's test listener takes one event, also one that has run before.
	const isTest = context.getMode() === 'manual';
	const verdict = judge({
		body,
		headers: context.getHeaderData() as Record<string, unknown>,
		ip,
		// n8n may have saved none yet, or still have the one before.
		secretDigests: [context.getWorkflowStaticData('node').secretDigest, announced.get(place)],
		settings: () => readSettings((name) => context.getNodeParameter(name)),
		stateOf: (key) => (isTest ? 'new' : seen.stateOf(keyOf(key))),
	});
	warn(context, place, verdict, ip);
	if (!verdict.run) return reply(context, verdict.status);
	if (verdict.mark !== undefined && !isTest) {
		const { key, forMs } = verdict.mark;
		seen.begin({ key: keyOf(key), forMs }, context.getResponseObject());
	}
	// Not returnJsonArray: it would take an event with a member `json` apart.
	return { workflowData: [[{ json: body as IDataObject }]] };
}

function warn(
	context: IWebhookFunctions,
	place: string,
	{ why, status, faults = [] }: Verdict,
	ip: string | undefined,
): void {
	if (why === undefined) return;
	const now = clock.now();
	// Each kind for itself: who has no secret must not be able to hide the others.
	const kind = `${place} ${why}`;
	if (now - (warnedAt.get(kind) ?? -Infinity) < WARN_EVERY_MS) return;
	warnedAt.set(kind, now);
	const { name } = context.getNode();
	const text = {
		secret:
			'it does not have the secret of this registration. If it came from Pluggy, unpublish the workflow and publish it again',
		source: `"Source IPs" does not list ${ip ?? 'its sender'}. Behind a reverse proxy n8n knows the sender only with N8N_PROXY_HOPS`,
		settings: `a setting lets nothing in. ${faults.join('; ')}`,
	}[why];
	const workflowId = context.getWorkflow().id;
	context.logger.warn(`"${name}" refused a delivery (${status}): ${text}`, { workflowId });
}

const WORDS: Record<Verdict['status'] | 500, string> = {
	200: 'OK',
	400: 'Bad Request',
	401: 'Unauthorized',
	500: 'Internal Server Error',
	503: 'Service Unavailable',
};

/** Answers without starting an execution. */
function reply(context: IWebhookFunctions, status: keyof typeof WORDS): IWebhookResponseData {
	const response = context.getResponseObject();
	if (status === 503) response.setHeader('Retry-After', '1');
	response.status(status).json({ message: WORDS[status] });
	return { noWebhookResponse: true };
}
