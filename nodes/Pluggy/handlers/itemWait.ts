import type { IDataObject } from 'n8n-workflow';
import { pause, stopwatch } from '../../shared/client/clock';
import { isSettled, withDiagnosis, withoutSecrets } from '../diagnosis';
import { errorRow, localProblem, problemOf } from '../../shared/problems/errors';
import { isObject } from '../../shared/objects';
import { BY_ITEM_STATUS } from '../../shared/problems';
import { readRequest } from '../../shared/client/request';
import { type RowMapper, type Handler, type HandlerTools } from '../operation';

/** Item: Wait, and the option of the same name. */

/** The login at the bank alone may take five minutes. */
const DEFAULT_TIMEOUT_S = 600;
const DEFAULT_INTERVAL_S = 5;

const itemRequest = (itemId: string) =>
	readRequest('Get item', `/items/${encodeURIComponent(itemId)}`);

const isItem = (answer: unknown): answer is IDataObject & { id: string } =>
	isObject(answer) && typeof answer.id === 'string' && answer.id !== '';

function stillRunning(item: IDataObject): IDataObject {
	const text = BY_ITEM_STATUS.STILL_RUNNING;
	return {
		...item,
		diagnosis: errorRow({ code: 'STILL_RUNNING', ...text, retryable: true }),
	};
}

/**
 * Looks at an item until it is done, needs a person, or the time is over.
 * @param known the item as last seen; without it the first look is at once
 * @param seen told of every state, so that a failing look loses nothing
 */
async function poll(
	{ client, values, secrets }: HandlerTools,
	itemId: string,
	known?: IDataObject,
	seen: (item: IDataObject) => void = () => {},
): Promise<IDataObject> {
	const longest = Number(values.waitTimeout ?? DEFAULT_TIMEOUT_S) * 1_000;
	const passed = stopwatch();
	const interval = Number(values.pollInterval ?? DEFAULT_INTERVAL_S) * 1_000;
	let item = known;
	for (;;) {
		if (item !== undefined) {
			const left = longest - passed();
			if (left <= 0) return stillRunning(item);
			await pause(Math.min(interval, left), client.signal);
		}
		const { body } = await client.send({ ...itemRequest(itemId), secrets });
		if (!isItem(body)) {
			throw localProblem('BAD_ANSWER', 'Pluggy answered "Get item" with something that is no item');
		}
		item = withoutSecrets(body, secrets);
		seen(item);
		if (isSettled(item)) return withDiagnosis(item, { secrets });
	}
}

/** The operation Wait. */
export const waitForItem: Handler = async function* (tools) {
	yield await tools.format([await poll(tools, String(tools.values.itemId))]);
};

/**
 * The answer of create, update and sendMfa, after waiting if that is asked. The change is made
 * by then: when waiting fails, the item as last seen is put out, with the failure as diagnosis.
 */
export const mapAndWait: RowMapper = async (answer, tools) => {
	const item = withoutSecrets(answer, tools.secrets);
	if (tools.values.wait !== true) return withDiagnosis(item, tools);
	let last: IDataObject = item;
	try {
		return await poll(tools, String(item.id), item, (seen) => (last = seen));
	} catch (error) {
		if (tools.client.signal?.aborted) throw localProblem('CANCELLED');
		return { ...last, diagnosis: errorRow(problemOf(error)) };
	}
};
