import { localProblem } from '../../shared/problems/errors';
import { isObject } from '../../shared/objects';
import { isUuid } from '../parsers';
import { toRow, type Handler } from '../operation';
import { requestsOf } from '../requests';

/** Consent: Revoke. */

/** A consent ends with its item: Pluggy has no call for the consent alone. */
export const revokeConsent: Handler = async function* (tools) {
	const { client, values } = tools;
	const [read] = requestsOf(tools);
	const { body } = await client.send({ ...read, safety: 'read' });
	const { itemId, revokedAt } = isObject(body) ? body : {};
	// The item may have a newer consent by now.
	if (revokedAt !== undefined && revokedAt !== null) {
		throw localProblem(
			'INVALID_INPUT',
			`This consent was already revoked (${String(revokedAt)}). Its item was not deleted: use the Delete operation of the resource Item for that`,
		);
	}
	if (!isUuid(itemId)) throw localProblem('BAD_ANSWER', 'Pluggy answered a consent without item');
	const { safety, access, action } = read;
	await client.send({ method: 'DELETE', path: `/items/${itemId}`, safety, access, action });
	yield [toRow({ consentId: String(values.consentId), itemId, deleted: true })];
};
