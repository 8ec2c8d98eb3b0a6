import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

/** What tells the triggers of this process apart. */

/** One address of one trigger, that of the editor's test listener being another. */
export function triggerKeyOf(context: IHookFunctions | IWebhookFunctions): string {
	const { webhookId, id } = context.getNode();
	return JSON.stringify([
		context.getWorkflow().id,
		webhookId ?? id,
		context.getMode() === 'manual',
	]);
}

/**
 * Secrets of registrations that n8n has not saved yet, by place: it does so when all triggers of a
 * workflow are registered, and Pluggy may deliver before.
 */
export const pendingDigests = new Map<string, string>();
