import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { clock } from '../shared/client/clock';
import { problemOf } from '../shared/problems/errors';
import { digestOf, judgeDelivery, SeenEvents, type DeliveryVerdict } from './delivery';
import { readSettings } from './events';
import { pendingDigests, triggerKeyOf } from './place';

/** A delivery of whoever knows the address, until n8n starts an execution or an answer says why not. */

/** The events of all triggers in this process. */
const seen = new SeenEvents();

/** Nobody sees a refused delivery in n8n: the log tells, seldom, so that nobody can flood it. */
const WARN_EVERY_MS = 600_000;
const warnedAt = new Map<string, number>();

/** Never throws: n8n would start an execution that fails, for anybody who sends anything. */
export function receive(context: IWebhookFunctions): IWebhookResponseData {
	try {
		return handle(context);
	} catch (error) {
		context.logger.error(`Pluggy Trigger could not judge a delivery: ${problemOf(error).title}`);
		// Pluggy delivers again.
		return reply(context, 500);
	}
}

function handle(context: IWebhookFunctions): IWebhookResponseData {
	const body = context.getBodyData() as unknown;
	const place = triggerKeyOf(context);
	const keyOf = (key: string) => digestOf(`${place} ${key}`);
	const { ip } = context.getRequestObject();
	// The editor's test listener takes one event, also one that has run before.
	const isTest = context.getMode() === 'manual';
	const verdict = judgeDelivery({
		body,
		headers: context.getHeaderData() as Record<string, unknown>,
		ip,
		// n8n may have saved none yet, or still have the one before.
		secretDigests: [context.getWorkflowStaticData('node').secretDigest, pendingDigests.get(place)],
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
	{ why, status, faults = [] }: DeliveryVerdict,
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

const WORDS: Record<DeliveryVerdict['status'] | 500, string> = {
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
