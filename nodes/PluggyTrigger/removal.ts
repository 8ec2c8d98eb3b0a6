import { clock } from '../shared/client/clock';
import { withBudget } from '../shared/client/deadline';
import { localProblem, PluggyError, problemOf, withPeriod } from '../shared/problems/errors';
import type { Registration } from './registration';
import {
	deleteWebhook,
	listWebhooks,
	sameUrl,
	type RemoteWebhook,
	type WebhookClient,
} from './webhooks';

/** How webhooks go, within a time that somebody who unpublishes can wait for. */

/** For all webhooks of a trigger together, however often their requests are sent again. */
const BUDGET_MS = 30_000;

/** A webhook that is to go. */
export type Doomed = Pick<RemoteWebhook, 'event' | 'id'>;

interface Left {
	hook: Doomed;
	error: unknown;
}

/**
 * Removes webhooks. Tries all of them before it fails.
 * @throws PluggyError that names those that are left
 */
export async function removeAll(client: WebhookClient, hooks: readonly Doomed[]): Promise<void> {
	await withBudget(BUDGET_MS, async (signal) => expectNone(await tryAll(client, hooks, signal)));
}

/**
 * Removes every webhook of this node, those it remembers and those at its address.
 * @throws PluggyError that names those that are left, as far as Pluggy tells
 */
export async function unregister(
	client: WebhookClient,
	url: string,
	known: Registration | undefined,
	budgetMs: number,
): Promise<void> {
	await withBudget(budgetMs, async (signal) => {
		const failed = await tryAll(client, known?.webhooks ?? [], signal);
		let listed: RemoteWebhook[];
		try {
			listed = await listWebhooks(client, signal);
		} catch (error) {
			expectNone(failed);
			throw unlisted(error);
		}
		const hasFailed = ({ id }: Doomed) => failed.some(({ hook }) => hook.id === id);
		// What Pluggy lists no more is gone, whatever the answer to its removal was.
		const left = failed.filter(({ hook }) => listed.some(({ id }) => id === hook.id));
		const others = listed.filter((one) => sameUrl(one.url, url) && !hasFailed(one));
		expectNone([...left, ...(await tryAll(client, others, signal))]);
	});
}

async function tryAll(
	client: WebhookClient,
	hooks: readonly Doomed[],
	signal: AbortSignal,
): Promise<Left[]> {
	const left: Left[] = [];
	for (const hook of hooks) {
		await deleteWebhook(client, hook.id, signal).catch((error: unknown) => {
			left.push({ hook, error });
		});
	}
	return left;
}

const isOutOfTime = (error: unknown) => problemOf(error).code === 'CANCELLED';

const OUT_OF_TIME = localProblem('NO_ANSWER', `not done within ${BUDGET_MS / 1_000} s`);

/** The error itself, or that the time was over: the budget ends requests as a cancel does. */
const reasonOf = (error: unknown) => (isOutOfTime(error) ? OUT_OF_TIME.problem : problemOf(error));

/** n8n shows only the title when unpublishing fails. */
function expectNone(left: readonly Left[]): void {
	if (left.length === 0) return;
	const { error } = left.find((one) => !isOutOfTime(one.error)) ?? left[0];
	const problem = reasonOf(error);
	const names = left.map(({ hook }) => `"${hook.event}" (${hook.id})`).join(', ');
	const title = `Pluggy still has ${left.length} of this trigger's webhooks, which could not be removed (${problem.title}): ${names}`;
	const advice = `${withPeriod(problem.advice)} Publish the workflow and unpublish it again, or delete them (Pluggy node, Webhook: Delete).`;
	throw new PluggyError({ ...problem, title, advice });
}

function unlisted(error: unknown): PluggyError {
	const problem = reasonOf(error);
	const title = `Pluggy does not tell whether webhooks of this trigger are left (${problem.title})`;
	return new PluggyError({ ...problem, title });
}

/** n8n asks three times, a second or two apart. */
const TOGETHER_MS = 60_000;

/** Removals that failed, by the place of their trigger. */
const failures = new Map<string, { since: number; error: PluggyError }>();

/** Whoever publishes again begins anew. */
export function forgetFailure(place: string): void {
	failures.delete(place);
}

/** Runs a removal. All attempts that n8n makes at one have one budget together. */
export async function inOneBudget(
	place: string,
	work: (budgetMs: number) => Promise<void>,
): Promise<void> {
	const now = clock.now();
	const last = failures.get(place);
	const since = last !== undefined && Math.abs(now - last.since) < TOGETHER_MS ? last.since : now;
	const budgetMs = since + BUDGET_MS - now;
	if (last !== undefined && budgetMs <= 0) throw last.error;
	failures.delete(place);
	await work(budgetMs).catch((error: unknown) => {
		const failure = new PluggyError(problemOf(error));
		failures.set(place, { since, error: failure });
		throw failure;
	});
}
