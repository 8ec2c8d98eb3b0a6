/** What Pluggy demands before it creates or updates an item. */
import { iso } from '../time/clock.mjs';
import { parameterErrors } from '../data/connectors.mjs';
import { badRequest, named } from '../http/errors.mjs';
import { isRightAnswer, mfaParameter } from './mfa.mjs';

const MEU_PLUGGY = 200;
const MAX_LOGIN_FAILURES = 2;
const BACKOFF_MINUTES = 15;
const MAX_FAILURES = 5;

/** @param {{ credentials: any[] }} connector @param {Record<string, unknown>} parameters */
export function requireValid(connector, parameters) {
	const details = parameterErrors(connector, parameters);
	if (details.length > 0) {
		const message = 'Connector parameters do not match validation rules';
		throw named(400, 'CONNECTOR_VALIDATION_ERROR', message, { details });
	}
}

/**
 * @param {import('../server.mjs').Context} context
 * @param {any} item
 * @param {Record<string, string>} [parameters]
 * @param {{ isUser?: boolean }} [by] the user in the widget may do so at any time
 */
export function requireUpdatable(context, item, parameters, { isUser = false } = {}) {
	const { store } = context;
	const { status, executionStatus } = store.refresh(item);
	const { connector } = item;
	if (connector.id === MEU_PLUGGY) {
		// They mirror a personal consent and refresh every 24 hours by themselves.
		throw badRequest('MeuPluggy item cant be updated'); // without a name
	}
	if (
		['UPDATING', 'WAITING_USER_INPUT', 'WAITING_USER_ACTION'].includes(status) ||
		executionStatus === 'USER_AUTHORIZATION_PENDING'
	) {
		throw named(400, 'ITEM_IS_ALREADY_UPDATING', 'The item is already being updated');
	}
	if (connector.health.status === 'OFFLINE') {
		throw named(400, 'CONNECTOR_OFFLINE', 'The connector is offline, try again later');
	}
	if (isOtherOwner(store, item, parameters)) {
		const message = 'The item was originally connected with a different account';
		throw named(400, 'ITEM_ORIGINAL_CONNECTED_WITH_DIFFERENT_ACCOUNT', message);
	}
	for (const { name, mfa } of connector.credentials) {
		if (!mfa) continue;
		if (parameters?.[name] === undefined) {
			const detail = { code: '001', message: `Parameter '${name}' is required`, parameter: name };
			throw named(
				400,
				'CONNECTOR_REQUIRED_PARAMETER_VALIDATION_ERROR',
				`The parameter '${name}' is required to be renewed for item update.`,
				{ details: [detail], data: { parameter: name } },
			);
		}
		if (store.parameterOf(item, name) === parameters[name]) {
			const message = 'MFA parameter has to be updated from last execution';
			throw named(400, 'MFA_PARAMERTER_WAS_ALREADY_USED_ERROR', message); // spelt so
		}
	}
	if (parameters) {
		const given = connector.credentials.filter((/** @type {any} */ c) => c.name in parameters);
		requireValid({ credentials: given }, parameters);
	}
	requirePatience(context, item, status, parameters);
	if (!isUser) requireFrequency(context, item);
}

/** A consent is one person's: once there is data, another CPF is another item. @param {import('./store.mjs').Store} store @param {any} item @param {Record<string, string>} [parameters] */
function isOtherOwner(store, item, parameters) {
	if (item.syncs.length === 0 || typeof parameters?.cpf !== 'string') return false;
	const digits = (/** @type {unknown} */ text) => String(text).replace(/\D/g, '');
	return digits(parameters.cpf) !== digits(store.parameterOf(item, 'cpf'));
}

/** @param {import('../server.mjs').Context} context @param {any} item @param {string} status @param {object} [parameters] */
function requirePatience({ clock }, item, status, parameters) {
	const endedAt = item.updatedAt;
	const retryAt = endedAt + BACKOFF_MINUTES * 60_000;
	if (status === 'LOGIN_ERROR' && !parameters) {
		const message = 'Last execution had a login error, new parameters are needed';
		throw named(400, 'LAST_EXECUTION_HAD_LOGIN_ERROR', message);
	}
	if (item.failedLogins >= MAX_LOGIN_FAILURES && clock.now() < retryAt) {
		const data = {
			readableBackoffTime: `${BACKOFF_MINUTES} minutes`,
			maxConsecutiveFailedLoginAttempts: MAX_LOGIN_FAILURES,
			lastExecutionEndedAt: iso(endedAt),
			canRetryAfterDate: iso(retryAt),
		};
		const message = `must wait at least ${data.readableBackoffTime} after ${MAX_LOGIN_FAILURES} consecutive login errors, last attempt was at ${data.lastExecutionEndedAt} (can retry after: ${data.canRetryAfterDate})`;
		throw named(400, 'TOO_MANY_CONSECUTIVE_LOGIN_FAILURES', message, { data });
	}
	if (item.failures > MAX_FAILURES) {
		const message = 'There has been more than 5 failing syncronizations, please contact support';
		throw named(400, 'TOO_MANY_CONSECUTIVE_ERRORS', message);
	}
}

/** @param {import('../server.mjs').Context} context @param {any} item */
function requireFrequency({ clock, options }, item) {
	const hours = options.minUpdateFrequencyHours;
	if (item.lastUpdatedAt !== null && clock.now() < item.lastUpdatedAt + hours * 3_600_000) {
		const lastUpdatedAt = iso(item.lastUpdatedAt);
		throw named(
			409,
			'CLIENT_IS_UPDATING_BEFORE_ALLOWED_FREQUENCY',
			`Client updates on this item are allowed at most every ${hours} hours. Last update was at ${lastUpdatedAt}`,
			{ data: { minUpdateFrequencyAllowedInHours: hours, lastUpdatedAt } },
		);
	}
}

/**
 * Room for one more item, and no twin of it where none is wanted.
 * @param {import('../server.mjs').Context} context
 * @param {string} clientId
 * @param {any} connector
 * @param {{ parameters?: any, avoidDuplicates?: boolean }} wish
 */
export function requireRoom({ store, options }, clientId, connector, wish) {
	if (wish.avoidDuplicates) {
		const items = store.findTwins(clientId, connector, wish.parameters);
		if (items.length > 0) {
			// Pluggy leaves `code` out of this one body.
			const message = "There are other items with the same credentials, you can't create a new one";
			throw named(400, 'ITEM_USER_ALREADY_EXISTS', message, { items, omitCode: true });
		}
	}
	const count = [...store.items.values()].filter((one) => one.clientId === clientId).length;
	const { itemsLimit } = options;
	if (count >= itemsLimit) {
		const message = `Client exceeded item creation limit (${itemsLimit} items) for the current subscription level.`;
		throw named(409, 'ITEM_CREATION_LIMIT_EXCEEDED', message, { data: { itemsLimit } });
	}
}

/**
 * The answer to a two-step MFA.
 * @param {import('./store.mjs').Store} store
 * @param {any} item
 * @param {Record<string, unknown>} body
 */
export function answerMfa(store, item, body) {
	const { run } = item;
	const { executionStatus } = store.refresh(item);
	if (run.wait?.kind !== 'input') {
		throw named(400, 'ITEM_MFA_NOT_FOUND', 'The item is not waiting for an MFA parameter');
	}
	if (run.answeredAt !== undefined) {
		throw named(400, 'ITEM_MFA_ALREADY_PROVIDED', 'The MFA parameter was already given');
	}
	if (executionStatus === 'USER_INPUT_TIMEOUT') {
		throw named(400, 'ITEM_MFA_EXPIRED', 'The MFA parameter was not given in time');
	}
	if (executionStatus !== 'WAITING_USER_INPUT') {
		throw named(400, 'ITEM_MFA_NOT_FOUND', 'The item is not waiting for an MFA parameter yet');
	}
	const { name } = mfaParameter(run.wait.variant);
	if (Object.keys(body).length === 0) {
		throw named(400, 'PARAMETERS_NOT_PROVIDED', 'The MFA parameter was not provided');
	}
	if (Object.keys(body).length !== 1 || typeof body[name] !== 'string') {
		const message = `The MFA parameter expected is '${name}'`;
		const details = [{ code: '001', message: `${name} parameter is required`, parameter: name }];
		throw named(400, 'ITEM_MFA_PARAMETER_EXPECTED_MISMATCH', message, { details });
	}
	store.answerMfa(item, isRightAnswer(run.wait.variant, body[name]));
}
