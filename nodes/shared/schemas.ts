import { z } from 'zod';

/**
 * What comes from outside and must have a shape before it is used. Unknown fields always pass:
 * Pluggy adds fields and values without notice.
 */

/** Answer of `POST /auth`. https://docs.pluggy.ai/en/reference/auth/auth-create */
export const authAnswer = z.object({ apiKey: z.string().min(1) }).passthrough();

/** The claims of the API key, a JSON Web Token, that matter here. */
export const keyClaims = z.object({ exp: z.number().positive() }).passthrough();

/** Pluggy's error body. Every field may be missing. */
export const errorBody = z
	.object({
		code: z.union([z.number(), z.string()]).optional().catch(undefined),
		codeDescription: z.string().min(1).optional().catch(undefined),
		message: z
			.union([z.string(), z.array(z.string()).transform((lines) => lines.join(', '))])
			.optional()
			.catch(undefined),
		errorId: z.string().optional().catch(undefined),
		data: z.record(z.string(), z.unknown()).optional().catch(undefined),
		details: z.array(z.unknown()).optional().catch(undefined),
		errors: z.array(z.unknown()).optional().catch(undefined),
	})
	.passthrough();

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
