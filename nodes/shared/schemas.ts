import { z } from 'zod';
import { isObject } from './objects';

/**
 * What comes from outside and must have a shape before it is used. Unknown fields always pass:
 * Pluggy adds fields and values without notice.
 */

/** Answer of `POST /auth`. https://docs.pluggy.ai/en/reference/auth/auth-create */
export const authAnswer = z.object({ apiKey: z.string().min(1) }).passthrough();

/** The claims of the API key, a JSON Web Token, that matter here. */
export const keyClaims = z.object({ exp: z.number().positive() }).passthrough();

/** More lines of a message than anybody reads. */
const MOST_LINES = 1_000;

/** A message is a text, or a list of them. */
function messageIn(value: unknown): string | undefined {
	if (!Array.isArray(value)) return typeof value === 'string' ? value : undefined;
	const lines = value.slice(0, MOST_LINES) as unknown[];
	return lines.every((line) => typeof line === 'string') ? lines.join(', ') : undefined;
}

/** Lists and objects as they are: a copy of what may be megabytes would hold n8n up. */
const list = z.custom<unknown[]>(Array.isArray).optional().catch(undefined);
const members = z.custom<Record<string, unknown>>(isObject).optional().catch(undefined);

const errorMembers = z.object({
	code: z.union([z.number(), z.string()]).optional().catch(undefined),
	codeDescription: z.string().min(1).optional().catch(undefined),
	message: z.unknown().transform(messageIn),
	errorId: z.string().optional().catch(undefined),
	data: members,
	details: list,
	errors: list,
	items: list,
});
const NAMES = Object.keys(errorMembers.shape);

/** The members that are known, without looking at others: there may be many. */
const known = (body: unknown) =>
	isObject(body) ? Object.fromEntries(NAMES.map((name) => [name, body[name]])) : body;

/** Pluggy's error body. Every field may be missing; of unknown ones nothing is shown. */
export const errorBody = z.preprocess(known, errorMembers);

export type ErrorBody = z.infer<typeof errorBody>;

/** One entry of `details` (older schema name: `errors`) of an error body. */
export const errorDetail = z
	.object({
		code: z.string().optional().catch(undefined),
		parameter: z.string().optional().catch(undefined),
		message: z.string().optional().catch(undefined),
	})
	.passthrough();

/**
 * Connector credentials by name. No numbers: of a CPF or a password they have lost the zeros in
 * front.
 */
export const connectorCredentials = z.record(
	z.string(),
	z.union([z.string(), z.boolean()]).transform(String),
);

/** The same, or one string encrypted with Pluggy's public key. */
export const connectorParameters = z.union([z.string().min(1), connectorCredentials]);
