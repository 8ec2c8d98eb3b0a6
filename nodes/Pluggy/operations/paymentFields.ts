import { clock } from '../../shared/client/clock';
import { flag, trueOrAbsent, text, uuid, webUrl, type FieldOptions } from '../fields';
import type { Field, FieldOf } from '../operation';
import { customerId, recipientId } from '../pickers';

/** Fields that several payment resources share. */

/** The payment request that an operation works on, in its path. */
export const paymentRequestId = (options: FieldOptions = {}) =>
	uuid('paymentRequestId', 'Payment Request ID', {
		in: 'path',
		target: 'id',
		required: true,
		role: 'what',
		description: 'ID of the payment request',
		...options,
	});

/** The payer, where the payment may know one. */
export const customer = (options: FieldOptions) =>
	customerId({ ...options, required: false, description: 'The payment customer who pays' });

/** Who is paid, where Pluggy takes none as well. */
export const recipient = recipientId({
	in: 'body',
	role: 'who',
	required: false,
	description: 'The account that gets the money',
	hint: 'Recebedor. Empty: the default recipient of your Pluggy account, which must have one then',
});

const SANDBOX = 'Whether this is a test with the mock bank. Off: real money moves.';

/** On top of everything that creates a payment, so that nobody overlooks it. */
export const isSandbox = flag('isSandbox', 'Is Sandbox', {
	in: 'body',
	place: 'top',
	role: 'test',
	description: SANDBOX,
});

/** For what belongs to a payment request, which has its own: sent only when it is on. */
export const isSandboxToo = trueOrAbsent('isSandbox', 'Is Sandbox', {
	in: 'body',
	place: 'top',
	role: 'test',
	description: `${SANDBOX} Turn it on when the payment request has it on.`,
});

/** Another one for each row, each turn of a loop or call of an agent, and each execution. */
const LABEL = '=n8n-{{ $execution.id }}-{{ $runIndex }}-{{ $itemIndex }}';

/** What n8n gives for the ID of an execution that has none, as for the calls of an MCP trigger. */
const NO_EXECUTION = '__UNKNOWN__';

/** Without an execution every call would have the same label: the time stands in for its ID. */
const unique = (field: Field): Field => ({
	...field,
	parse: (value, context) => {
		const label = field.parse(value, context);
		return typeof label === 'string'
			? label.replace(
					NO_EXECUTION,
					() => `${clock.now()}${String(Math.floor(clock.random() * 1_000)).padStart(3, '0')}`,
				)
			: label;
	},
});

/** A label on top: Pluggy has no idempotency key, so this is how a payment is found again. */
export const clientLabel = (name: string, label: string, thing: string): Field =>
	unique(
		text(name, label, {
			in: 'body',
			place: 'top',
			default: LABEL,
			vital: true,
			role: 'label',
			description: `Your own label of the ${thing}, by which it can be found again. It prevents no second one.`,
		}),
	);

export const clientPaymentId = clientLabel('clientPaymentId', 'Client Payment ID', 'payment');

/** A filter that the node applies to the rows. */
export const keptBy = (name: string, label: string) =>
	text(name, label, {
		in: 'node',
		description:
			'Only the rows with exactly this label. Pluggy has no such filter: the node reads the list and picks them.',
	});

const CALLBACKS = {
	success: ['callbackUrlSuccess', 'Callback URL on Success', 'when all went well'],
	pending: [
		'callbackUrlPending',
		'Callback URL While Pending',
		'while another person must approve',
	],
	error: ['callbackUrlError', 'Callback URL on Error', 'after an error'],
} as const;

/** Where the payer's browser goes afterwards. */
export const callbackUrls = (
	place: FieldOf<'place'>,
	kinds: ReadonlyArray<keyof typeof CALLBACKS> = ['success', 'pending', 'error'],
) =>
	kinds.map((kind) => {
		const [name, label, when] = CALLBACKS[kind];
		return webUrl(name, label, {
			in: 'body',
			place,
			target: `callbackUrls.${kind}`,
			placeholder: 'e.g. https://example.com/thanks',
			description: `Where the payer is sent ${when}`,
		});
	});

/** How to find out about a payment request whose creation had no answer. */
export const FIND_BY_LABEL =
	'Look for it with Payment Request: Get Many and the filter Client Payment ID, before you send it again.';
